/**
 * A strict JSON reader over raw bytes, with the limits of a small controller: the reference for the one in C++.
 * It keeps where every value stood, because a signature covers bytes and not values.
 *
 * Refused, beside what RFC 8259 refuses: bytes that are not UTF-8 anywhere, a duplicate key in one object (compared after
 * escapes), an escaped lone surrogate, more than `depth` objects and arrays inside each other (the outermost counts as
 * one), more than `keys` keys in all, and more than `bytes` bytes.
 */
import { LIMITS } from '../limits.ts';
import { decodeUtf8, isLeadSurrogate, isTrailSurrogate } from '../utf8.ts';

interface Span {
  /** Byte index of the value's first byte. */
  readonly start: number;
  /** Byte index after its last byte. */
  readonly end: number;
}
export type JsonNode =
  | (Span & { readonly kind: 'object'; readonly members: ReadonlyMap<string, JsonNode> })
  | (Span & { readonly kind: 'array'; readonly items: readonly JsonNode[] })
  | (Span & { readonly kind: 'string'; readonly value: string })
  /** `integer`: written as digits alone, perhaps with a sign; `1.0` and `1e3` are not. */
  | (Span & { readonly kind: 'number'; readonly value: number; readonly integer: boolean })
  | (Span & { readonly kind: 'boolean'; readonly value: boolean })
  | (Span & { readonly kind: 'null' });

export interface JsonLimits {
  readonly bytes: number;
  readonly depth: number;
  readonly keys: number;
}
/** The limits of every message to and from a controller. */
export const MESSAGE_LIMITS: JsonLimits = {
  bytes: LIMITS.payloadBytes,
  depth: LIMITS.jsonDepth,
  keys: LIMITS.jsonKeys,
};

export interface JsonFailure {
  readonly at: number;
  readonly expected: string;
  readonly seen: string;
}
export type JsonResult =
  | { readonly ok: true; readonly node: JsonNode }
  | { readonly ok: false; readonly failure: JsonFailure };

/** Reads one JSON document that fills `bytes`. Never throws. */
export function readJson(bytes: Uint8Array, limits: JsonLimits = MESSAGE_LIMITS): JsonResult {
  if (bytes.length > limits.bytes) return refuse(limits.bytes, `at most ${limits.bytes} bytes`, `${bytes.length}`);
  if (decodeUtf8(bytes) === null) return refuse(0, 'UTF-8', 'other bytes');
  const reader = new Reader(bytes, limits);
  const node = reader.document();
  return node === undefined ? { ok: false, failure: reader.failure } : { ok: true, node };
}

/** The plain value of a node. Objects have no prototype, so that a key such as `__proto__` is only a key. */
export function plainValue(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object': {
      const value: Record<string, unknown> = Object.create(null);
      for (const [key, member] of node.members) value[key] = plainValue(member);
      return value;
    }
    case 'array':
      return node.items.map(plainValue);
    case 'null':
      return null;
    default:
      return node.value;
  }
}

function refuse(at: number, expected: string, seen: string): JsonResult {
  return { ok: false, failure: { at, expected, seen } };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Recursive descent; undefined means that `failure` says why. Recursion is bounded by the depth limit. */
class Reader {
  failure: JsonFailure = { at: 0, expected: 'a JSON value', seen: 'nothing' };
  private readonly bytes: Uint8Array;
  private readonly limits: JsonLimits;
  private at = 0;
  private keys = 0;

  constructor(bytes: Uint8Array, limits: JsonLimits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  document(): JsonNode | undefined {
    const node = this.value(0);
    if (node === undefined) return undefined;
    this.space();
    return this.at === this.bytes.length ? node : this.fail('the end');
  }

  private value(depth: number): JsonNode | undefined {
    this.space();
    const start = this.at;
    switch (this.bytes[start]) {
      case 0x7b:
        return this.object(depth + 1);
      case 0x5b:
        return this.array(depth + 1);
      case 0x22: {
        const value = this.string();
        return value === undefined ? undefined : { kind: 'string', value, start, end: this.at };
      }
      case 0x74:
        return this.word('true') ? { kind: 'boolean', value: true, start, end: this.at } : undefined;
      case 0x66:
        return this.word('false') ? { kind: 'boolean', value: false, start, end: this.at } : undefined;
      case 0x6e:
        return this.word('null') ? { kind: 'null', start, end: this.at } : undefined;
      default:
        return this.number();
    }
  }

  private object(depth: number): JsonNode | undefined {
    if (depth > this.limits.depth) return this.fail(`at most ${this.limits.depth} levels`);
    const start = this.at;
    const members = new Map<string, JsonNode>();
    this.at += 1;
    this.space();
    if (this.take(0x7d)) return { kind: 'object', members, start, end: this.at };
    for (;;) {
      this.space();
      if (this.bytes[this.at] !== 0x22) return this.fail('a key');
      const key = this.string();
      if (key === undefined) return undefined;
      this.keys += 1;
      if (this.keys > this.limits.keys) return this.fail(`at most ${this.limits.keys} keys`);
      if (members.has(key)) return this.fail(`the key ${key} once`);
      this.space();
      if (!this.take(0x3a)) return this.fail('a colon');
      const member = this.value(depth);
      if (member === undefined) return undefined;
      members.set(key, member);
      this.space();
      if (this.take(0x7d)) return { kind: 'object', members, start, end: this.at };
      if (!this.take(0x2c)) return this.fail('a comma or the end of the object');
    }
  }

  private array(depth: number): JsonNode | undefined {
    if (depth > this.limits.depth) return this.fail(`at most ${this.limits.depth} levels`);
    const start = this.at;
    const items: JsonNode[] = [];
    this.at += 1;
    this.space();
    if (this.take(0x5d)) return { kind: 'array', items, start, end: this.at };
    for (;;) {
      const item = this.value(depth);
      if (item === undefined) return undefined;
      items.push(item);
      this.space();
      if (this.take(0x5d)) return { kind: 'array', items, start, end: this.at };
      if (!this.take(0x2c)) return this.fail('a comma or the end of the array');
    }
  }

  private string(): string | undefined {
    this.at += 1;
    let text = '';
    let run = this.at;
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined || byte < 0x20) return this.fail('a closed string');
      if (byte === 0x22 || byte === 0x5c) {
        text += decodeUtf8(this.bytes, run, this.at) ?? '';
        this.at += 1;
        if (byte === 0x22) return text;
        const character = this.escape();
        if (character === undefined) return undefined;
        text += character;
        run = this.at;
      } else this.at += 1;
    }
  }

  private escape(): string | undefined {
    const letter = String.fromCharCode(this.bytes[this.at] ?? 0);
    if (letter !== 'u') {
      const plain = ESCAPES[letter];
      if (plain === undefined) return this.fail('an escape of JSON');
      this.at += 1;
      return plain;
    }
    const unit = this.hex4();
    if (unit === undefined) return undefined;
    if (isTrailSurrogate(unit)) return this.fail('a surrogate pair');
    if (!isLeadSurrogate(unit)) return String.fromCharCode(unit);
    if (this.bytes[this.at] !== 0x5c || this.bytes[this.at + 1] !== 0x75) return this.fail('a surrogate pair');
    this.at += 1;
    const trail = this.hex4();
    if (trail === undefined) return undefined;
    return isTrailSurrogate(trail) ? String.fromCharCode(unit, trail) : this.fail('a surrogate pair');
  }

  /** Four hexadecimal digits after the `u` at the reading position. */
  private hex4(): number | undefined {
    const digits = decodeUtf8(this.bytes, this.at + 1, Math.min(this.at + 5, this.bytes.length)) ?? '';
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) return this.fail('four hexadecimal digits');
    this.at += 5;
    return Number.parseInt(digits, 16);
  }

  private number(): JsonNode | undefined {
    const start = this.at;
    this.take(0x2d);
    if (!this.take(0x30) && !this.digits()) return this.fail('a JSON value');
    let integer = true;
    if (this.take(0x2e)) {
      integer = false;
      if (!this.digits()) return this.fail('a digit');
    }
    if (this.take(0x65) || this.take(0x45)) {
      integer = false;
      if (!this.take(0x2b)) this.take(0x2d);
      if (!this.digits()) return this.fail('a digit');
    }
    const value = Number(decodeUtf8(this.bytes, start, this.at));
    return { kind: 'number', value, integer, start, end: this.at };
  }

  private digits(): boolean {
    const start = this.at;
    for (let byte = this.bytes[this.at] ?? 0; byte >= 0x30 && byte <= 0x39; byte = this.bytes[this.at] ?? 0) {
      this.at += 1;
    }
    return this.at > start;
  }

  private word(word: string): boolean {
    for (let index = 0; index < word.length; index += 1) {
      if (this.bytes[this.at + index] !== word.charCodeAt(index)) {
        this.fail(word);
        return false;
      }
    }
    this.at += word.length;
    return true;
  }

  private space(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.at += 1;
    }
  }

  private take(byte: number): boolean {
    if (this.bytes[this.at] !== byte) return false;
    this.at += 1;
    return true;
  }

  private fail(expected: string): undefined {
    const byte = this.bytes[this.at];
    const seen = byte === undefined ? 'the end' : `byte 0x${byte.toString(16).padStart(2, '0')}`;
    this.failure = { at: this.at, expected, seen };
    return undefined;
  }
}
