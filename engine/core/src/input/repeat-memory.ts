/**
 * Nearly every message of a sender differs from its last one in the uptime alone. Such a one needs no parser: what stands
 * before and behind the number is what was read and found good already. Everything else goes the long way.
 */
import { LIMITS, type MessageParser, type MessageResult } from '@understudy/contract';

const UPTIME = '"uptime_ms":';
/** Digits of a number that is exact in every implementation, less one. */
const DIGITS_MAX = 15;
const ZERO = 48;
const NINE = 57;

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
    const key = payload.indexOf(UPTIME);
    // The one key of that name, which no escape hides: another of the same name inside would be taken for it.
    if (key < 0 || payload.includes(UPTIME, key + 1) || payload.includes('\\')) return;
    const start = key + UPTIME.length;
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
    return digitsEnd(payload, start) === end && payload.startsWith(this.#head) && payload.endsWith(this.#tail);
  }
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
