/** One operation (`parameters.op`) in the flash table. */
import { EFFECTS } from '../drivers.ts';
import { LIMITS } from '../limits.ts';
import type { ControllerDefinition, OperationDefinition, ParameterDefinition } from '../room/controller.ts';
import { operationTargets, unitsOf } from '../room/operation-targets.ts';
import type { ByteWriter } from './bytes.ts';
import { TableError } from './error.ts';
import { NO_SELECT, PARAMETER_TYPES } from './limits.ts';
import { driverNamed } from './unit.ts';

/** An argument of a verb: a constant, or the index of a parameter. */
export type CompiledArgument = { readonly value: number } | { readonly parameter: number };
export interface CompiledOperation {
  readonly path: string;
  /** Indices of the units on the controller, in the order of their starts. */
  readonly targets: readonly number[];
  /** The parameter that picks one of them, or NO_SELECT. */
  readonly select: number;
  readonly verb: number;
  readonly args: readonly CompiledArgument[];
}

/** Resolves names to indices. @throws TableError */
export function checkOperation(
  controller: ControllerDefinition,
  device: string,
  name: string,
  operation: OperationDefinition,
): CompiledOperation {
  const path = `devices.${device}.operations.${name}`;
  if (name.length > LIMITS.operationBytes) {
    throw new TableError('BAD_NAME', path, `a name of at most ${LIMITS.operationBytes}`, name);
  }
  const found = operationTargets(controller, device, operation);
  if (!found.ok) {
    const { code, at, expected, seen } = found.fault;
    throw new TableError(code, [path, ...at].join('.'), expected, seen);
  }
  const verbs = driverNamed(found.targets[0]?.definition.driver ?? '')?.verbs ?? {};
  const names = Object.keys(verbs);
  const argumentNames = verbs[operation.verb];
  if (argumentNames === undefined || !Object.hasOwn(verbs, operation.verb)) {
    throw new TableError('UNKNOWN_VERB', `${path}.verb`, `one of ${names.join(', ')}`, operation.verb);
  }
  const given = operation.args ?? {};
  for (const argument of Object.keys(given)) {
    if (!argumentNames.includes(argument)) {
      throw new TableError('BAD_ARGUMENT', `${path}.args.${argument}`, argumentNames.join(', ') || 'none', argument);
    }
  }
  const parameters = Object.keys(operation.parameters ?? {});
  const args = argumentNames.map((argument) => compileArgument(`${path}.args`, argument, given[argument], parameters));
  for (const [index, parameter] of parameters.entries()) {
    const used = args.some((argument) => 'parameter' in argument && argument.parameter === index);
    if (!used && parameter !== operation.select) {
      throw new TableError('BAD_PARAMETER', `${path}.parameters.${parameter}`, 'an argument that uses it', 'none');
    }
  }
  const units = unitsOf(controller);
  const targets = found.targets.map((target) =>
    units.findIndex((unit) => unit.device === target.device && unit.unit === target.unit),
  );
  const select = operation.select === undefined ? NO_SELECT : parameters.indexOf(operation.select);
  return { path, targets, select, verb: names.indexOf(operation.verb), args };
}

/** An argument that is not given takes the parameter of its own name. */
function compileArgument(
  path: string,
  name: string,
  given: number | string | undefined,
  parameters: readonly string[],
): CompiledArgument {
  if (typeof given === 'number') return { value: given };
  const source = given ?? `$${name}`;
  if (source.startsWith('$')) {
    const parameter = parameters.indexOf(source.slice(1));
    if (parameter < 0)
      throw new TableError('BAD_ARGUMENT', `${path}.${name}`, 'a value or "$parameter"', String(given));
    return { parameter };
  }
  if (/^#[0-9a-f]{6}$/i.test(source)) return { value: Number.parseInt(source.slice(1), 16) };
  const effects: readonly string[] = EFFECTS;
  if (name === 'effect' && effects.includes(source)) return { value: effects.indexOf(source) };
  throw new TableError('BAD_ARGUMENT', `${path}.${name}`, 'an integer, "#rrggbb", an effect or "$parameter"', source);
}

/** Writes one operation that has been checked. */
export function writeOperation(
  writer: ByteWriter,
  name: string,
  operation: OperationDefinition,
  compiled: CompiledOperation,
): void {
  writer.text(name);
  writer.unsigned(compiled.targets.length);
  for (const target of compiled.targets) writer.u8(target);
  writer.unsigned(operation.staggerMs ?? 0);
  writer.u8(compiled.select);
  writer.u8(compiled.verb);
  writer.unsigned(compiled.args.length);
  for (const argument of compiled.args) {
    const fromParameter = 'parameter' in argument;
    writer.u8(fromParameter ? 1 : 0);
    writer.signed(fromParameter ? argument.parameter : argument.value);
  }
  const parameters = Object.entries(operation.parameters ?? {});
  writer.unsigned(parameters.length);
  for (const [key, parameter] of parameters) {
    writer.text(key);
    writeParameter(writer, `${compiled.path}.parameters.${key}`, parameter);
  }
}

function writeParameter(writer: ByteWriter, path: string, parameter: ParameterDefinition): void {
  writer.u8(PARAMETER_TYPES.indexOf(parameter.type));
  const scale = parameter.type === 'number' ? 1000 : 1;
  if (scale === 1000 || parameter.type === 'integer') {
    writer.signed(scaled(path, parameter.minimum, scale));
    writer.signed(scaled(path, parameter.maximum, scale));
  }
  const words = Object.entries(parameter.values ?? {});
  if (parameter.type === 'enum') {
    if (words.length === 0) throw new TableError('BAD_PARAMETER', path, 'values', 'none');
    writer.unsigned(words.length);
    for (const [word, value] of words) {
      if (!/^[A-Za-z0-9_]{1,63}$/.test(word)) {
        throw new TableError('BAD_NAME', `${path}.values`, 'letters, digits and underscores', word);
      }
      writer.text(word);
      writer.signed(value);
    }
  }
  const fallback = defaultValue(path, parameter, scale);
  writer.u8(fallback === undefined ? 0 : 1);
  if (fallback !== undefined) writer.signed(fallback);
}

function defaultValue(path: string, parameter: ParameterDefinition, scale: number): number | undefined {
  const given = parameter.default;
  if (given === undefined) return undefined;
  if (typeof given === 'boolean' && parameter.type === 'boolean') return given ? 1 : 0;
  if (typeof given === 'number' && (parameter.type === 'integer' || parameter.type === 'number')) {
    return scaled(path, given, scale);
  }
  const word = typeof given === 'string' ? parameter.values?.[given] : undefined;
  if (word !== undefined) return word;
  if (typeof given === 'string' && /^#[0-9a-f]{6}$/i.test(given)) return Number.parseInt(given.slice(1), 16);
  throw new TableError('BAD_PARAMETER', `${path}.default`, `a ${parameter.type}`, String(given));
}

/** A bound as it stands in the table: numbers are thousandths. */
function scaled(path: string, value: number | undefined, scale: number): number {
  const whole = value === undefined ? Number.NaN : Math.round(value * scale);
  if (!(whole >= -0x80000000 && whole <= 0x7fffffff)) {
    throw new TableError('BAD_PARAMETER', path, 'minimum and maximum within 32 bits', String(value));
  }
  return whole;
}
