/**
 * Nearly every message of a sender differs from its last one in the uptime alone. Such a one needs no parser: what stands
 * before and behind the number is what was read and found good already. Everything else goes the long way.
 */
import { LIMITS, type MessageParser, type MessageResult } from '@understudy/contract';
import { digitsEnd, uptimeStart } from './uptime.ts';

/** Digits of a number that is exact in every implementation, less one. */
const DIGITS_MAX = 15;
const ZERO = 48;

/** What one sender said last on one topic. */
export class RepeatMemory<Message> {
  readonly #parse: MessageParser<Message>;
  #last: MessageResult<Message> | null = null;
  #head = '';
  #tail = '';

  constructor(parse: MessageParser<Message>) {
    this.#parse = parse;
  }

  /**
   * Reads one message as its parser does. The uptime in the value is that of the last one that went the long way: nobody
   * may rely on it.
   */
  read(payload: string | null, room: string, id: string): MessageResult<Message> {
    if (this.#last !== null && payload !== null && this.#repeats(payload)) return this.#last;
    const read = this.#parse(payload, room, id);
    if (read.ok && payload !== null) this.#keep(read, payload);
    return read;
  }

  #keep(read: MessageResult<Message>, payload: string): void {
    this.#last = null;
    const start = uptimeStart(payload);
    // The one key of that name, which no escape hides: another of the same name inside would be taken for it.
    if (start < 0 || uptimeStart(payload, start) >= 0 || payload.includes('\\')) return;
    const end = digitsEnd(payload, start);
    this.#head = payload.slice(0, start);
    this.#tail = payload.slice(end);
    const bytes = payload.length - (end - start) + DIGITS_MAX;
    // Only where the limits hold for any number, and the number is one of digits alone.
    if (end > start && !/^[.eE]/.test(this.#tail) && bytes * 3 <= LIMITS.payloadBytes) this.#last = read;
  }

  #repeats(payload: string): boolean {
    const start = this.#head.length;
    const end = payload.length - this.#tail.length;
    if (end <= start || end - start > DIGITS_MAX) return false;
    if (payload.charCodeAt(start) === ZERO && end - start > 1) return false;
    // Slices are compared by the word, `startsWith` and `endsWith` by the character.
    if (digitsEnd(payload, start) !== end || payload.slice(0, start) !== this.#head) return false;
    return payload.slice(end) === this.#tail;
  }
}
