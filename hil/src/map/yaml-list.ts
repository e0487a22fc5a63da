/** A YAML file that is a list of records: its values, and a complaint with line and column for all that is not as it must be. */
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { ConfigurationError, type ConfigurationErrorCode } from './errors.ts';

/** Says what is expected of a value, when it is not that. */
export type Check = (value: unknown) => string | undefined;

export interface Field {
  readonly check: Check;
  readonly required?: true;
}

export interface Complaint {
  readonly code: ConfigurationErrorCode;
  readonly line: number;
  readonly column: number;
  readonly expected: string;
  readonly seen: string;
}

/** A record of the list, and where its parts stand. */
export interface YamlRecord {
  readonly value: Readonly<Record<string, unknown>>;
  /** Of the key's value; of the record where there is none. Lines and columns count from 1. */
  place(key: string): { readonly line: number; readonly column: number };
}

export interface YamlList {
  readonly records: readonly YamlRecord[];
  readonly complaints: readonly Complaint[];
}

/** Aliases of one file: more than a bench needs, far fewer than a bomb. */
const MAX_ALIASES = 100;

/** Reads a list of records with these fields and no others. An empty file is an empty list. Never throws. */
export function readYamlList(text: string, fields: Readonly<Record<string, Field>>): YamlList {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const complaints: Complaint[] = document.errors.map(({ message, pos }) => ({
    code: 'YAML_SYNTAX',
    ...place(pos[0]),
    expected: 'YAML',
    seen: message,
  }));
  const complain = (code: ConfigurationErrorCode, offset: number, expected: string, seen: unknown): void => {
    complaints.push({ code, ...place(offset), expected, seen: shown(seen) });
  };
  const { contents } = document;
  if (complaints.length > 0 || contents === null) return { records: [], complaints };
  if (!isSeq(contents)) {
    complain('YAML_BAD_VALUE', contents.range?.[0] ?? 0, 'a list', 'something else');
    return { records: [], complaints };
  }
  const records = contents.items.flatMap((node): YamlRecord[] => {
    const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    if (!isMap(node)) {
      complain('YAML_BAD_VALUE', offset, 'a record of keys and values', isScalar(node) ? node.value : 'something else');
      return [];
    }
    let value: Record<string, unknown>;
    try {
      value = node.toJS(document, { maxAliasCount: MAX_ALIASES }) as Record<string, unknown>;
    } catch (error) {
      complain('YAML_SYNTAX', offset, `at most ${MAX_ALIASES} aliases, each of them known`, String(error));
      return [];
    }
    checkRecord(node, value, fields, (code, key, expected, seen) =>
      complain(code, offsetOf(node, key) ?? offset, expected, seen),
    );
    return [{ value, place: (key) => place(offsetOf(node, key) ?? offset) }];
  });
  return { records, complaints };
}

/** @throws ConfigurationError with the code of the first complaint and a line for each */
export function refuse(file: string, complaints: readonly Complaint[]): void {
  const sorted = [...complaints].sort((one, other) => one.line - other.line || one.column - other.column);
  const [first] = sorted;
  if (first === undefined) return;
  const lines = sorted.map(
    ({ line, column, expected, seen }) => `${file}:${line}:${column} expected ${expected}, seen ${seen}`,
  );
  throw new ConfigurationError(first.code, lines.join('\n'));
}

function checkRecord(
  node: YAMLMap,
  value: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, Field>>,
  complain: (code: ConfigurationErrorCode, key: string, expected: string, seen: unknown) => void,
): void {
  for (const { key } of node.items) {
    const name = String(isScalar(key) ? key.value : key);
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) {
      complain('YAML_UNKNOWN_KEY', name, `one of ${Object.keys(fields).join(', ')}`, `the key ${name}`);
      continue;
    }
    const expected = field.check(value[name]);
    if (expected !== undefined) complain('YAML_BAD_VALUE', name, `${name} to be ${expected}`, value[name]);
  }
  for (const [name, { required }] of Object.entries(fields)) {
    if (required && !Object.hasOwn(value, name)) complain('YAML_MISSING_KEY', name, `the key ${name}`, 'none');
  }
}

function offsetOf(node: YAMLMap, name: string): number | undefined {
  const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === name);
  if (pair === undefined) return undefined;
  const target = isNode(pair.value) && pair.value.range ? pair.value : pair.key;
  return isNode(target) ? target.range?.[0] : undefined;
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)) ?? 'nothing';
