/**
 * Brings messages into the hash of a run. A payload that tells an uptime counts in three parts: what stands before the
 * number, its digits, and what stands behind them. Nearly every message of a sender differs from its last one in the
 * digits alone: then the prints of the other parts are known, and so is what the message says.
 */
import { printOf, type RollingHash, type TextPrint } from './rolling-hash.ts';

const UPTIME = '"uptime_ms":';
/** Digits of a number that is exact in every implementation, less one. */
export const DIGITS_MAX = 15;
const ZERO = 48;
const NINE = 57;
const NO_TEXT = '\u0000';
const NOTHING = printOf('');

/** A topic, and the last payload that told an uptime on it: up to its digits and from there on. */
interface Said {
  readonly topic: TextPrint;
  head: string;
  tail: string;
  headPrint: TextPrint;
  tailPrint: TextPrint;
}

export class MessageHash {
  readonly #hash: RollingHash;
  /** Of the topics that recur: what others send must not fill the memory. */
  readonly #said: ReadonlyMap<string, Said>;

  constructor(hash: RollingHash, topics: Iterable<string>) {
    this.#hash = hash;
    const said = (topic: string): Said => ({
      ...{ topic: printOf(topic), head: '', tail: '', headPrint: NOTHING, tailPrint: NOTHING },
    });
    this.#said = new Map([...topics].map((topic) => [topic, said(topic)]));
  }

  /**
   * `payload`: null for one that is no text. Whether it differs from the last one of its topic in the digits of its first
   * uptime alone, and those are a whole number.
   */
  add(topic: string, payload: string | null, retain: boolean): boolean {
    const said = this.#said.get(topic);
    this.#hash.print(said?.topic ?? printOf(topic));
    this.#hash.number(retain ? 1 : 0);
    const text = payload ?? NO_TEXT;
    if (said !== undefined && this.#repeats(said, text)) return true;
    this.#addParts(said, text);
    return false;
  }

  #repeats({ head, tail, headPrint, tailPrint }: Said, text: string): boolean {
    const start = head.length;
    const end = text.length - tail.length;
    if (start === 0 || end <= start || end - start > DIGITS_MAX || digitsEnd(text, start) !== end) return false;
    if (text.charCodeAt(start) === ZERO && end - start > 1) return false;
    // Slices are compared by the word, `startsWith` and `endsWith` by the character.
    if (text.slice(0, start) !== head || text.slice(end) !== tail) return false;
    this.#hash.print(headPrint);
    this.#hash.print(printOf(text, start, end));
    this.#hash.print(tailPrint);
    return true;
  }

  #addParts(said: Said | undefined, text: string): void {
    const key = text.indexOf(UPTIME);
    const start = key < 0 ? 0 : key + UPTIME.length;
    const end = digitsEnd(text, start);
    const headPrint = printOf(text, 0, start);
    const tailPrint = printOf(text, end);
    this.#hash.print(headPrint);
    this.#hash.print(printOf(text, start, end));
    this.#hash.print(tailPrint);
    if (said === undefined) return;
    said.head = text.slice(0, start);
    said.tail = text.slice(end);
    said.headPrint = headPrint;
    said.tailPrint = tailPrint;
  }
}

/**
 * Whether a payload tells one uptime, of digits alone: no other stands in it, and no escape hides one. Its repeats then say
 * the same but for that number.
 */
export function tellsOneUptime(payload: string): boolean {
  const key = payload.indexOf(UPTIME);
  if (key < 0 || payload.includes(UPTIME, key + 1) || payload.includes('\\')) return false;
  const start = key + UPTIME.length;
  const end = digitsEnd(payload, start);
  return end > start && !/[.eE]/.test(payload.charAt(end));
}

/** Where the digits that begin at `start` end. */
function digitsEnd(text: string, start: number): number {
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code < ZERO || code > NINE) return end;
  }
  return end;
}
