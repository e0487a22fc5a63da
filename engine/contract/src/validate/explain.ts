/**
 * Says in plain words where and how a value departs from a schema, for people: in a union, against the one branch that was
 * meant. Covers the part of JSON Schema that the contract's own schemas use (a test holds it to that).
 */
import { describe } from './parameters.ts';

/** One departure. `pointer` is a JSON pointer into the value. `code` is stable. */
export interface SchemaProblem {
  readonly code: 'SCHEMA_MISSING' | 'SCHEMA_UNKNOWN' | 'SCHEMA_KEY' | 'SCHEMA_TYPE' | 'SCHEMA_VALUE';
  readonly pointer: string;
  readonly expected: string;
  readonly seen: string;
}

/** A schema as data: TypeBox schemas are JSON Schema objects. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema | readonly Schema[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}
type Definitions = Readonly<Record<string, Schema>>;

/** Every departure of `value` from `schema`, in the order of the value; none when it fits. */
export function explainSchema(schema: object, value: unknown): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  explain(schema, value, '', {}, problems);
  return problems;
}

function explain(schema: Schema, value: unknown, pointer: string, defs: Definitions, out: SchemaProblem[]): void {
  const known = schema.$defs === undefined ? defs : { ...defs, ...schema.$defs };
  if (schema.$ref !== undefined) {
    const target = known[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)];
    if (target !== undefined) explain(target, value, pointer, known, out);
  } else if (schema.anyOf !== undefined) explainUnion(schema.anyOf, value, pointer, known, out);
  else if ('const' in schema) {
    if (value !== schema.const) out.push(wrong('SCHEMA_VALUE', pointer, describe(schema.const), value));
  } else if (schema.type === 'object') explainObject(schema, value, pointer, known, out);
  else if (schema.type === 'array') explainArray(schema, value, pointer, known, out);
  else if (schema.type !== undefined) explainScalar(schema, value, pointer, out);
}

function explainObject(schema: Schema, value: unknown, pointer: string, defs: Definitions, out: SchemaProblem[]): void {
  if (!isObject(value)) {
    out.push(wrong('SCHEMA_TYPE', pointer, 'an object', value));
    return;
  }
  for (const name of schema.required ?? []) {
    if (!Object.hasOwn(value, name)) {
      out.push({ code: 'SCHEMA_MISSING', pointer, expected: `a member "${name}"`, seen: listKeys(value) });
    }
  }
  const patterns = Object.entries(schema.patternProperties ?? {});
  for (const [name, member] of Object.entries(value)) {
    const at = `${pointer}/${escapePointer(name)}`;
    const property = schema.properties !== undefined && Object.hasOwn(schema.properties, name);
    const fitting = patterns.find(([pattern]) => new RegExp(pattern, 'u').test(name));
    if (property && schema.properties?.[name] !== undefined) explain(schema.properties[name], member, at, defs, out);
    else if (fitting !== undefined) explain(fitting[1], member, at, defs, out);
    else if (schema.additionalProperties === false) {
      const names = Object.keys(schema.properties ?? {});
      const [first] = patterns;
      if (first === undefined) {
        out.push({ code: 'SCHEMA_UNKNOWN', pointer: at, expected: `one of ${names.join(', ')}`, seen: `"${name}"` });
      } else out.push({ code: 'SCHEMA_KEY', pointer: at, expected: `a key like ${first[0]}`, seen: `"${name}"` });
    }
  }
}

function explainArray(schema: Schema, value: unknown, pointer: string, defs: Definitions, out: SchemaProblem[]): void {
  if (!Array.isArray(value)) {
    out.push(wrong('SCHEMA_TYPE', pointer, 'a list', value));
    return;
  }
  const items: readonly unknown[] = value;
  if (items.length < (schema.minItems ?? 0) || items.length > (schema.maxItems ?? Number.POSITIVE_INFINITY)) {
    const expected = `${schema.minItems ?? 0} to ${schema.maxItems ?? 'any number of'} items`;
    out.push({ code: 'SCHEMA_VALUE', pointer, expected, seen: `${items.length} items` });
  }
  items.forEach((item, index) => {
    const itemSchema = isList(schema.items) ? schema.items[index] : schema.items;
    if (itemSchema !== undefined) explain(itemSchema, item, `${pointer}/${index}`, defs, out);
  });
}

function explainScalar(schema: Schema, value: unknown, pointer: string, out: SchemaProblem[]): void {
  const expected = scalarExpectation(schema);
  switch (schema.type) {
    case 'string': {
      if (typeof value !== 'string') out.push(wrong('SCHEMA_TYPE', pointer, expected, value));
      else if (
        (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value)) ||
        value.length < (schema.minLength ?? 0) ||
        value.length > (schema.maxLength ?? Number.POSITIVE_INFINITY)
      ) {
        out.push(wrong('SCHEMA_VALUE', pointer, expected, value));
      }
      return;
    }
    case 'integer':
    case 'number': {
      const fits = schema.type === 'integer' ? Number.isInteger(value) : Number.isFinite(value);
      if (!fits || typeof value !== 'number') out.push(wrong('SCHEMA_TYPE', pointer, expected, value));
      else if (
        value < (schema.minimum ?? Number.NEGATIVE_INFINITY) ||
        value > (schema.maximum ?? Number.POSITIVE_INFINITY) ||
        value <= (schema.exclusiveMinimum ?? Number.NEGATIVE_INFINITY)
      ) {
        out.push(wrong('SCHEMA_VALUE', pointer, expected, value));
      }
      return;
    }
    default:
      if (typeof value !== schema.type) out.push(wrong('SCHEMA_TYPE', pointer, expected, value));
  }
}

/** Literals are listed; scalars of several types named; of objects the branch that was meant is taken. */
function explainUnion(
  branches: readonly Schema[],
  value: unknown,
  pointer: string,
  defs: Definitions,
  out: SchemaProblem[],
): void {
  const trials = branches.map((branch) => {
    const problems: SchemaProblem[] = [];
    explain(branch, value, pointer, defs, problems);
    return problems;
  });
  if (trials.some((problems) => problems.length === 0)) return;
  const objects = branches.filter((branch) => branch.type === 'object');
  if (isObject(value) && objects.length > 0) {
    explainBranches(objects, value, pointer, defs, out);
    return;
  }
  const list = branches.findIndex((branch) => branch.type === 'array');
  if (Array.isArray(value) && list >= 0) {
    out.push(...(trials[list] ?? []));
    return;
  }
  const expected = branches.map(branchExpectation).join(branches.every(isLiteral) ? ', ' : ' or ');
  out.push(wrong('SCHEMA_VALUE', pointer, branches.every(isLiteral) ? `one of ${expected}` : expected, value));
}

/** Against the branch whose tag (`kind`, `action`) is the value's, else the one that shares the most members with it. */
function explainBranches(
  branches: readonly Schema[],
  value: Readonly<Record<string, unknown>>,
  pointer: string,
  defs: Definitions,
  out: SchemaProblem[],
): void {
  const tag = tagOf(branches);
  const meant =
    tag === undefined
      ? nearest(branches, value)
      : branches.find((branch) => words(branch.properties?.[tag]).includes(value[tag]));
  if (meant !== undefined) explain(meant, value, pointer, defs, out);
  else if (tag === undefined) {
    const forms = branches.map((branch) => (branch.required ?? []).join(' + '));
    out.push({
      code: 'SCHEMA_VALUE',
      pointer,
      expected: `an object with ${forms.join(', or ')}`,
      seen: listKeys(value),
    });
  } else {
    const all = branches.flatMap((branch) => words(branch.properties?.[tag])).map(describe);
    const at = Object.hasOwn(value, tag) ? `${pointer}/${tag}` : pointer;
    out.push(wrong('SCHEMA_VALUE', at, `${tag}: one of ${all.join(', ')}`, value[tag]));
  }
}

/** The member that tells the branches apart: constant in each, and not the same in all. */
function tagOf(branches: readonly Schema[]): string | undefined {
  return Object.keys(branches[0]?.properties ?? {}).find((name) => {
    const all = branches.map((branch) => words(branch.properties?.[name]));
    return all.every((list) => list.length > 0) && new Set(all.flat()).size > 1;
  });
}

function words(schema: Schema | undefined): readonly unknown[] {
  if (schema === undefined) return [];
  if ('const' in schema) return [schema.const];
  return schema.anyOf?.every(isLiteral) ? schema.anyOf.map((branch) => branch.const) : [];
}

/** The branch that shares the most members with the value; undefined when none shares any. */
function nearest(branches: readonly Schema[], value: Readonly<Record<string, unknown>>): Schema | undefined {
  let best: Schema | undefined;
  let bestScore = 0;
  for (const branch of branches) {
    const names = Object.keys(branch.properties ?? {});
    const missing = (branch.required ?? []).filter((name) => !Object.hasOwn(value, name)).length;
    const score = 2 * names.filter((name) => Object.hasOwn(value, name)).length - missing;
    if (score > bestScore) {
      best = branch;
      bestScore = score;
    }
  }
  return best;
}

function scalarExpectation(schema: Schema): string {
  if (schema.type === 'string') {
    if (schema.pattern !== undefined) return `text like ${schema.pattern}`;
    const bounded = schema.minLength !== undefined || schema.maxLength !== undefined;
    return bounded ? `text of ${schema.minLength ?? 0} to ${schema.maxLength ?? 'any number of'} characters` : 'text';
  }
  if (schema.type === 'boolean') return 'true or false';
  const low =
    schema.minimum ?? (schema.exclusiveMinimum === undefined ? undefined : `above ${schema.exclusiveMinimum}`);
  const noun = schema.type === 'integer' ? 'an integer' : 'a number';
  return low === undefined && schema.maximum === undefined
    ? noun
    : `${noun} from ${low ?? 'any'} to ${schema.maximum ?? 'any'}`;
}

function branchExpectation(schema: Schema): string {
  if ('const' in schema) return describe(schema.const);
  if (schema.type === 'array') return 'a list';
  return schema.type === 'object' ? 'an object' : scalarExpectation(schema);
}

function isLiteral(schema: Schema): boolean {
  return 'const' in schema;
}
function isList(items: Schema['items']): items is readonly Schema[] {
  return Array.isArray(items);
}
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function listKeys(value: object): string {
  const keys = Object.keys(value);
  return keys.length === 0 ? 'an empty object' : `only ${keys.slice(0, 12).join(', ')}`;
}
function wrong(code: SchemaProblem['code'], pointer: string, expected: string, value: unknown): SchemaProblem {
  return { code, pointer, expected, seen: describe(value) };
}
/** One name as a step of a JSON pointer (RFC 6901). */
export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
