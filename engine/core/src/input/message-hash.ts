/**
 * Brings messages into the hash of a run. A payload that tells an uptime counts in three parts: what stands before the
 * number, its digits, and what stands behind them. Of a sender that says the same again the digits alone are new.
 */
import { printOf, type RollingHash, type TextPrint } from '../hash/rolling-hash.ts';
import { digitsEnd, uptimeStart } from './uptime.ts';

/** A topic, and the last payload that told an uptime on it. */
interface Said {
  readonly topic: TextPrint;
  head: string;
  tail: string;
  headPrint: TextPrint;
  tailPrint: TextPrint;
}

const NO_TEXT = '\u0000';

export class MessageHash {
  readonly #hash: RollingHash;
  /** Of the topics that recur: what others send must not fill the memory. */
  readonly #said: ReadonlyMap<string, Said>;

  constructor(hash: RollingHash, topics: Iterable<string>) {
    this.#hash = hash;
    const none = printOf('');
    const said = (topic: string): Said => ({
      topic: printOf(topic),
      ...{ head: '', tail: '', headPrint: none, tailPrint: none },
    });
    this.#said = new Map([...topics].map((topic) => [topic, said(topic)]));
  }

  /** `payload`: null for one that is no text. */
  add(topic: string, payload: string | null, retain: boolean): void {
    const said = this.#said.get(topic);
    this.#hash.print(said?.topic ?? printOf(topic));
    this.#hash.number(retain ? 1 : 0);
    const text = payload ?? NO_TEXT;
    const start = uptimeStart(text);
    if (start < 0) this.#hash.text(text);
    else this.#parts(said, text, start, digitsEnd(text, start));
  }

  #parts(said: Said | undefined, text: string, start: number, end: number): void {
    const head = text.slice(0, start);
    const tail = text.slice(end);
    const recurs = said !== undefined && said.head === head && said.tail === tail;
    const headPrint = recurs ? said.headPrint : printOf(head);
    const tailPrint = recurs ? said.tailPrint : printOf(tail);
    this.#hash.print(headPrint);
    this.#hash.print(printOf(text, start, end));
    this.#hash.print(tailPrint);
    if (said !== undefined && !recurs) Object.assign(said, { head, tail, headPrint, tailPrint });
  }
}
