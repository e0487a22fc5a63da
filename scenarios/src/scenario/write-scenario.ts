/** A scenario as a file: one text for one scenario, a record a line. */
import type { Scenario } from './schema.ts';

/** Members in the order in which a person reads them; those of other records' kinds are simply not there. */
const RECORD_ORDER: readonly string[] = [
  'atMs',
  'untilMs',
  'forMs',
  'kind',
  'model',
  'fault',
  'target',
  'values',
  'plant',
  'action',
  'value',
  'by',
  'request',
  'node',
  'objective',
  'device',
  'parameters',
];

/** Canonical: records in the order of time, members in a fixed one, names in records of values sorted. Ends with a newline. */
export function writeScenario({ schema, room, seed, note, plan, healAtMs, endMs }: Scenario): string {
  const records = [...plan].sort((one, other) => one.atMs - other.atMs).map((record) => `\n    ${line(record)}`);
  const lines = [
    member('schema', schema),
    member('room', room),
    ...(note === undefined ? [] : [member('note', note)]),
    member('seed', seed),
    `"plan": [${records.join(',')}${records.length === 0 ? '' : '\n  '}]`,
    ...(healAtMs === undefined ? [] : [member('healAtMs', healAtMs)]),
    member('endMs', endMs),
  ];
  return `{\n  ${lines.join(',\n  ')}\n}\n`;
}

function member(name: string, value: unknown): string {
  return `${JSON.stringify(name)}: ${line(value)}`;
}

function line(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(line).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const names = Object.keys(value).sort(byOrder);
  const record = value as Readonly<Record<string, unknown>>;
  const members = names.filter((name) => record[name] !== undefined).map((name) => member(name, record[name]));
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function byOrder(one: string, other: string): number {
  return place(one) - place(other) || (one < other ? -1 : 1);
}
function place(name: string): number {
  const found = RECORD_ORDER.indexOf(name);
  return found < 0 ? RECORD_ORDER.length : found;
}
