/** Makes `firmware/link/messages.h`, `hil/src/link/messages.ts` and `records.ts` there from `schema.ts`, with one hash in both. */
import { createHash } from 'node:crypto';
import { FIELD_BYTES, type FieldType, LINK_SCHEMA, type SchemaEntry } from '@understudy/hil/link-schema';

export const LINK_HEADER_PATH = 'firmware/link/messages.h';
export const LINK_MESSAGES_PATH = 'hil/src/link/messages.ts';
export const LINK_RECORDS_PATH = 'hil/src/link/records.ts';

const groups = Object.entries(LINK_SCHEMA.groups);
const records = Object.entries(LINK_SCHEMA.records);
/** Groups of one number each have no namespace: the number's name says it all. */
const SINGLE: ReadonlySet<string> = new Set(['text', 'bus', 'flag']);

/** 16 hexadecimal digits over numbers, payloads and records; a reworded note leaves it as it is. */
export function linkHash(): string {
  const numbers = groups.map(([name, { entries }]) => [
    name,
    Object.entries(entries).map(([key, { code, payload }]) => [key, code, payload ?? '']),
  ]);
  const fields = records.map(([name, record]) => [name, Object.entries(record.fields)]);
  return createHash('sha256')
    .update(JSON.stringify([numbers, fields]))
    .digest('hex')
    .slice(0, 16);
}

/** `lengthUs` to `length_us`, `RecordingHeader` to `recording_header`. */
const snake = (name: string): string => name.replace(/(?<=[a-z0-9])([A-Z])/g, '_$1').toLowerCase();
const upper = (name: string): string => snake(name).toUpperCase();
const bytesOf = (fields: Readonly<Record<string, FieldType>>): number =>
  Object.values(fields).reduce((sum, type) => sum + FIELD_BYTES[type], 0);
const says = ({ payload, note }: SchemaEntry): string => [payload, note].filter((part) => part).join('; ');

/** The C++ header as text. */
export function linkHeader(): string {
  return [
    '// Generated from hil/src/link/schema.ts by tools/generate/link-messages.ts. Do not edit: change the schema, then generate again.',
    '#pragma once',
    '#include "core/types.h"',
    '#include "link/bytes.h"',
    '',
    'namespace serial {',
    '',
    `inline constexpr fw::Text LINK_HASH = fw::text("${linkHash()}");`,
    '',
    ...groups.flatMap(([name, { note, entries }]) => {
      const lines = Object.entries(entries).map(([key, entry]) => {
        const comment = says(entry);
        return `constexpr u8 ${key} = ${entry.code};${comment === '' ? '' : `  // ${comment}`}`;
      });
      if (SINGLE.has(name)) return [`// ${note}`, ...lines, ''];
      return [`// ${note}`, `namespace ${name} {`, ...lines, `}  // namespace ${name}`, ''];
    }),
    ...records.flatMap(([name, { note, fields }]) => cppRecord(name, note, fields)),
    '}  // namespace serial',
    '',
  ].join('\n');
}

function cppRecord(name: string, note: string, fields: Readonly<Record<string, FieldType>>): string[] {
  const list = Object.entries(fields).map(([field, type]) => ({ field: snake(field), type, bytes: FIELD_BYTES[type] }));
  return [
    `// ${note}`,
    `struct ${name} {`,
    ...list.map(({ field, type }) => `  ${type} ${field};`),
    '};',
    `constexpr u32 ${upper(name)}_BYTES = ${bytesOf(fields)};`,
    `inline ${name} read_${snake(name)}(Reader& in) {`,
    `  ${name} record{};`,
    ...list.map(({ field, type, bytes }) => `  record.${field} = (${type})in.number(${bytes});`),
    '  return record;',
    '}',
    'template <u32 N>',
    `void put(Bytes<N>& out, const ${name}& record) {`,
    ...list.map(({ field, type, bytes }) => {
      const value = type === 'i32' ? `(u32)record.${field}` : `record.${field}`;
      return `  out.number(${value}, ${bytes});`;
    }),
    '}',
    '',
  ];
}

const GENERATED =
  '/** Generated from schema.ts by tools/generate/link-messages.ts. Do not edit: change the schema, then generate again. */';

/** The numbers in TypeScript, as the formatter would leave them. */
export function linkMessages(): string {
  return [
    GENERATED,
    `export const LINK_HASH = '${linkHash()}';`,
    ...groups.flatMap(([name, { note, entries }]) => {
      const list = Object.entries(entries);
      if (SINGLE.has(name)) {
        return ['', `/** ${note} */`, ...list.map(([key, { code }]) => `export const ${key} = ${code};`)];
      }
      return [
        '',
        `/** ${note} */`,
        `export const ${name.toUpperCase()} = {`,
        ...list.flatMap(([key, entry]) => {
          const comment = says(entry);
          return [...(comment === '' ? [] : [`  /** ${comment} */`]), `  ${key}: ${entry.code},`];
        }),
        '} as const;',
      ];
    }),
    '',
  ].join('\n');
}

/** The fixed records in TypeScript, as the formatter would leave them. */
export function linkRecords(): string {
  return [
    GENERATED,
    "import { type PayloadReader, pack } from './payload.ts';",
    ...records.flatMap(([name, { note, fields }]) => tsRecord(name, note, fields)),
    '',
  ].join('\n');
}

const PACKED = { u8: 'byte', u16: 'half', u32: 'word', i32: 'word', u64: 'long' } as const;
const READ = { u8: 'byte', u16: 'half', u32: 'word', i32: 'signed', u64: 'long' } as const;

function tsRecord(name: string, note: string, fields: Readonly<Record<string, FieldType>>): string[] {
  const list = Object.entries(fields);
  return [
    '',
    `/** ${note} */`,
    `export interface ${name} {`,
    ...list.map(([field]) => `  readonly ${field}: number;`),
    '}',
    `export const ${upper(name)}_BYTES = ${bytesOf(fields)};`,
    `export function pack${name}(record: ${name}): Uint8Array {`,
    ...wrapped(
      list.map(([field, type]) => `{ ${PACKED[type]}: record.${field} }`),
      '  return pack(',
      ');',
    ),
    '}',
    `export function read${name}(reader: PayloadReader): ${name} {`,
    ...wrapped(
      list.map(([field, type]) => `${field}: reader.${READ[type]}()`),
      '  return { ',
      ' };',
    ),
    '}',
  ];
}

/** On one line where it fits in 120 columns, else an item a line: the formatter's rule. */
function wrapped(items: readonly string[], open: string, close: string): string[] {
  const line = `${open}${items.join(', ')}${close}`;
  if (line.length <= 120) return [line];
  return [open.trimEnd(), ...items.map((item) => `    ${item},`), `  ${close.trim()}`];
}
