/** What a sender says again and again, but for its uptime, needs no parser: it was read and found good already. */
import { LIMITS, type MessageParser, type MessageResult } from '@understudy/contract';
import { DIGITS_MAX, tellsOneUptime } from '../hash/message-hash.ts';

/** The last message of one topic. */
export class RepeatMemory<Message> {
  readonly #parse: MessageParser<Message>;
  #last: MessageResult<Message> | null = null;

  constructor(parse: MessageParser<Message>) {
    this.#parse = parse;
  }

  /**
   * Reads one message as its parser does. `repeats`: as `MessageHash.add` says of it. The uptime in the value is that of
   * the last one that went the long way: nobody may rely on it.
   */
  read(payload: string | null, room: string, id: string, repeats: boolean): MessageResult<Message> {
    if (repeats && this.#last !== null) return this.#last;
    const read = this.#parse(payload, room, id);
    this.#last = read.ok && payload !== null && isRepeatable(payload) ? read : null;
    return read;
  }
}

/** Whether the limits hold for any uptime in it. The digits that are there may all be replaced. */
function isRepeatable(payload: string): boolean {
  return (payload.length + DIGITS_MAX) * 3 <= LIMITS.payloadBytes && tellsOneUptime(payload);
}
