/** Questions to a board that the test plays: each is answered, or rejects with a code. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Board } from './board.ts';
import { encodeFrame, type Frame } from './frame.ts';
import { FrameDecoder } from './frame-decoder.ts';
import { LINK_LIMITS } from './limits.ts';
import { ANSWER, CHANNEL, ORDER } from './messages.ts';
import { pack } from './payload.ts';

const NONCE = 5;
const HELLO = pack(...[NONCE, 25_000_000, 128, 4096, 1].map((word) => ({ word })), new Uint8Array(5));

/** A stream whose other end acknowledges all, and answers what the test says. */
class PlayedStream {
  readonly heard: Frame[] = [];
  ended: (reason: string) => void = () => {};
  #sequence = 0;
  #listener: (chunk: Uint8Array) => void = () => {};
  readonly #decoder = new FrameDecoder((frame) => this.#hear(frame));

  write(bytes: Uint8Array): void {
    this.#decoder.push(bytes);
  }
  onData(listener: (chunk: Uint8Array) => void): void {
    this.#listener = listener;
  }
  onEnd(listener: (reason: string) => void): void {
    this.ended = listener;
  }
  /** An answer, in sequence. */
  answer(type: number, payload: Uint8Array = new Uint8Array(0)): void {
    this.#sequence += 1;
    this.#say(type, this.#sequence, 0, payload);
  }
  #say(type: number, sequence: number, acknowledged: number, payload: Uint8Array): void {
    this.#listener(encodeFrame({ type, channel: CHANNEL.CONTROL, sequence, acknowledged, timeUs: 0, payload }));
  }
  #hear(frame: Frame): void {
    this.heard.push(frame);
    if (frame.sequence !== 0) {
      queueMicrotask(() => this.#say(ANSWER.ACK, 0, frame.sequence, new Uint8Array(0)));
    }
  }
}

let stream: PlayedStream;
let board: Board;
beforeEach(async () => {
  vi.useFakeTimers();
  stream = new PlayedStream();
  board = new Board(stream, NONCE);
  stream.answer(ANSWER.HELLO, HELLO);
  await board.hello;
});
afterEach(() => {
  board.close();
  vi.useRealTimers();
});

/** The code that it rejects with, or what it gives. */
const outcome = (asked: Promise<unknown>): Promise<unknown> => asked.catch((error: { code?: unknown }) => error.code);

describe('a question', () => {
  it('is answered in its turn', async () => {
    const [mac, run] = [board.mac(new Uint8Array(3)), board.run(7)];
    stream.answer(ANSWER.MAC, Uint8Array.of(1, 2));
    stream.answer(ANSWER.DONE, pack({ word: 250 }));
    expect([...(await mac)]).toEqual([1, 2]);
    expect(await run).toEqual({ effects: [], delayMs: 250 });
    expect(vi.getTimerCount(), 'but the acknowledgement').toBeLessThanOrEqual(1);
  });

  it('that the board took and does not answer rejects in time, and so do all after it', async () => {
    const asked = [outcome(board.run(7)), outcome(board.busSession())];
    await vi.advanceTimersByTimeAsync(LINK_LIMITS.answerMs - 1);
    expect(stream.heard.some(({ type }) => type === ORDER.RUN)).toBe(true);
    const early = await Promise.race([...asked, Promise.resolve('waiting')]);
    expect(early).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1);
    expect(await Promise.all(asked)).toEqual(['LINK_UNANSWERED', 'LINK_UNANSWERED']);
    expect(await outcome(board.run(8))).toBe('LINK_UNANSWERED');
  });

  it('rejects when the stream ends', async () => {
    const asked = outcome(board.run(7));
    stream.answer(ANSWER.DONE, pack({ word: 1 }));
    const late = outcome(board.run(8));
    expect(await asked).toEqual({ effects: [], delayMs: 1 });
    stream.ended('pulled');
    expect(await late).toBe('LINE_CLOSED');
  });

  it('rejects with the answer to another', async () => {
    const asked = outcome(board.run(7));
    stream.answer(ANSWER.MAC);
    expect(await asked).toBe('LINK_PROTOCOL');
  });

  it('rejects when this side closes', async () => {
    const asked = outcome(board.run(7));
    board.close();
    expect(await asked).toBe('LINK_CLOSED');
    expect(vi.getTimerCount()).toBe(0);
  });
});
