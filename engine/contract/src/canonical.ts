/** Canonical JSON (RFC 8785): one text for one value, so that a signature can cover it. */
import { ContractError } from './errors.ts';
import { isLeadSurrogate, isTrailSurrogate } from './utf8.ts';

/** Deeper than any message may be; stops cycles. */
const MAX_DEPTH = 64;

/**
 * `value` as canonical JSON: keys sorted by UTF-16 code units at every level, no white space, numbers as ECMAScript writes
 * them. Members that are undefined are left out, as in JSON.stringify.
 * @throws ContractError NOT_JSON for anything that JSON cannot hold (NaN, a function, a lone surrogate), TOO_COMPLEX for
 *   nesting beyond 64 levels.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeString(value);
    case 'number':
      if (!Number.isFinite(value)) throw new ContractError('NOT_JSON', 'a finite number', String(value));
      return Object.is(value, -0) ? '0' : String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth >= MAX_DEPTH) throw new ContractError('TOO_COMPLEX', `at most ${MAX_DEPTH} levels`, 'more');
      return Array.isArray(value)
        ? writeArray(value, depth)
        : writeObject(value as Readonly<Record<string, unknown>>, depth);
    default:
      throw new ContractError('NOT_JSON', 'a JSON value', typeof value);
  }
}

function writeArray(values: readonly unknown[], depth: number): string {
  let text = '[';
  for (let at = 0; at < values.length; at += 1) text += (at === 0 ? '' : ',') + write(values[at], depth + 1);
  return `${text}]`;
}

function writeObject(members: Readonly<Record<string, unknown>>, depth: number): string {
  let text = '';
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${writeString(key)}:${write(member, depth + 1)}`;
  }
  return `{${text}}`;
}

function writeString(text: string): string {
  let plain = true;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c) plain = false;
    else if (unit >= 0xd800 && unit < 0xe000) {
      if (!isLeadSurrogate(unit) || !isTrailSurrogate(text.charCodeAt(at + 1))) {
        throw new ContractError('NOT_JSON', 'well-formed Unicode', `a lone surrogate at ${at}`);
      }
      at += 1;
    }
  }
  return plain ? `"${text}"` : JSON.stringify(text);
}
