/** The host's side of a session against a board that the test plays. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LinkError } from './errors.ts';
import { encodeFrame, type Frame } from './frame.ts';
import { FrameDecoder } from './frame-decoder.ts';
import { LINK_LIMITS } from './limits.ts';
import type { LinkMessage } from './message.ts';
import { ANSWER, CHANNEL, MESSAGE, MORE, ORDER } from './messages.ts';
import { pack } from './payload.ts';
import { Session } from './session.ts';

const NONCE = 0xfeed;
const WINDOW = 128;
const hello = (nonce = NONCE): Uint8Array =>
  pack(...[nonce, 25_000_000, WINDOW, 4096, 1].map((word) => ({ word })), new Uint8Array(5));

/** Hears what the session sends, and says what the test wants. */
class PlayedBoard {
  readonly heard: Frame[] = [];
  readonly messages: LinkMessage[] = [];
  readonly failures: LinkError[] = [];
  readonly session: Session;
  bytesSinceAcknowledged = 0;
  #sequence = 0;
  readonly #decoder = new FrameDecoder((frame) => this.heard.push(frame));

  constructor() {
    this.session = new Session(
      {
        write: (bytes) => {
          this.bytesSinceAcknowledged += bytes.length;
          this.#decoder.push(bytes);
        },
        message: (message) => this.messages.push(message),
        failed: (error) => this.failures.push(error),
      },
      NONCE,
    );
  }
  /** A frame of the board. */
  say(frame: Partial<Frame>): void {
    const whole = { type: 0, channel: CHANNEL.CONTROL, sequence: 0, acknowledged: 0, timeUs: 7, ...frame };
    this.session.receive(encodeFrame({ payload: new Uint8Array(0), ...whole }));
  }
  /** The next frame in the sequence. */
  next(frame: Partial<Frame>): void {
    this.#sequence += 1;
    this.say({ sequence: this.#sequence, ...frame });
  }
  acknowledge(sequence: number): void {
    this.bytesSinceAcknowledged = 0;
    this.say({ type: ANSWER.ACK, acknowledged: sequence });
  }
  async open(): Promise<void> {
    const opened = this.session.open();
    this.next({ type: ANSWER.HELLO, payload: hello() });
    await opened;
    this.heard.length = 0;
    this.bytesSinceAcknowledged = 0;
  }
  get sequences(): number[] {
    return this.heard.map(({ sequence }) => sequence).filter((sequence) => sequence !== 0);
  }
}

let board: PlayedBoard;
beforeEach(() => {
  vi.useFakeTimers();
  board = new PlayedBoard();
});
afterEach(() => {
  board.session.close();
  vi.useRealTimers();
});

describe('a session', () => {
  it('begins with its nonce, again and again until the board says HELLO with it', async () => {
    const opened = board.session.open();
    vi.advanceTimersByTime(LINK_LIMITS.repeatMs);
    expect(board.heard.map(({ type, sequence }) => [type, sequence])).toEqual(Array(2).fill([ORDER.OPEN, 0]));
    expect([...(board.heard[0]?.payload ?? [])]).toEqual([0xed, 0xfe, 0, 0]);
    board.say({ type: ANSWER.HELLO, payload: hello(0) });
    board.say({ type: ANSWER.HELLO, sequence: 1, payload: hello(NONCE + 1) });
    board.say({ channel: CHANNEL.BUS, type: MESSAGE, sequence: 9 });
    expect(board.session.counters.outside).toBe(3);
    board.next({ type: ANSWER.HELLO, payload: hello() });
    expect((await opened).windowBytes).toBe(WINDOW);
  });

  it('never has more bytes under way than the window, and goes on when they are acknowledged', async () => {
    await board.open();
    for (let index = 0; index < 20; index += 1) board.session.send(CHANNEL.BUS, MESSAGE, new Uint8Array(30));
    for (let last = 0; last < 20; board.acknowledge(last)) {
      expect(board.bytesSinceAcknowledged).toBeLessThanOrEqual(WINDOW);
      const next = board.sequences.at(-1) ?? 0;
      expect(next).toBeGreaterThan(last);
      last = next;
    }
    expect(board.sequences).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('cuts a message into frames that fit the window', async () => {
    await board.open();
    const payload = Uint8Array.from({ length: 500 }, (_, index) => index & 255);
    board.session.send(CHANNEL.CONTROL, ORDER.TABLE, payload);
    while (board.heard.at(-1)?.type !== ORDER.TABLE) board.acknowledge(board.sequences.at(-1) ?? 0);
    expect(board.heard.slice(0, -1).every(({ type }) => type === (ORDER.TABLE | MORE))).toBe(true);
    expect(board.heard.flatMap((frame) => [...frame.payload])).toEqual([...payload]);
  });

  it('puts a message together, once, whatever comes twice or too early', async () => {
    await board.open();
    const piece = (sequence: number, type: number, value: number): void =>
      board.say({ channel: CHANNEL.BUS, sequence, type, payload: Uint8Array.of(value) });
    piece(2, MESSAGE | MORE, 10);
    piece(4, MESSAGE, 30);
    piece(2, MESSAGE | MORE, 10);
    piece(3, MESSAGE, 20);
    piece(3, MESSAGE, 20);
    expect(board.messages.map(({ payload }) => [...payload])).toEqual([[10, 20]]);
    expect(board.session.counters).toMatchObject({ gap: 1, duplicate: 2 });
    expect(board.heard.at(-1)).toMatchObject({ sequence: 0, type: ORDER.ACK, acknowledged: 3 });
  });

  it('acknowledges by a frame that goes out anyway, or soon by one of its own', async () => {
    await board.open();
    board.next({ channel: CHANNEL.BUS, type: MESSAGE });
    board.session.send(CHANNEL.BUS, MESSAGE);
    expect(board.heard.map(({ acknowledged }) => acknowledged)).toEqual([2]);
    vi.advanceTimersByTime(LINK_LIMITS.acknowledgeMs);
    expect(board.heard.length).toBe(1);
    board.next({ channel: CHANNEL.BUS, type: MESSAGE });
    vi.advanceTimersByTime(LINK_LIMITS.acknowledgeMs);
    expect(board.heard.at(-1)).toMatchObject({ type: ORDER.ACK, acknowledged: 3 });
  });

  it('sends again what is not acknowledged, and gives up a board that stays silent', async () => {
    await board.open();
    board.session.send(CHANNEL.BUS, MESSAGE, Uint8Array.of(1));
    board.session.send(CHANNEL.BUS, MESSAGE, Uint8Array.of(2));
    board.acknowledge(1);
    vi.advanceTimersByTime(LINK_LIMITS.repeatMs);
    expect(board.sequences).toEqual([1, 2, 2]);
    vi.advanceTimersByTime(LINK_LIMITS.repeatMs * LINK_LIMITS.repeatsMax);
    expect(board.failures.map(({ code }) => code)).toEqual(['LINK_SILENT']);
    expect(board.failures[0]?.message).toContain('expected acknowledgement 2 within');
  });

  /** The board says these frames, then time for another repeat passes. */
  const round = (sequences: readonly number[]): void => {
    for (const sequence of sequences) board.say({ channel: CHANNEL.BUS, type: MESSAGE, sequence });
    vi.advanceTimersByTime(LINK_LIMITS.repeatMs);
  };

  it.each([[[9]], [[9, 10, 11]]])(
    'is over when the board no longer has a frame, and repeats from %j',
    async (frames) => {
      await board.open();
      for (let rounds = 0; rounds < LINK_LIMITS.gapRepeatsMax; rounds += 1) round(frames);
      expect(board.failures).toEqual([]);
      round(frames);
      expect(board.failures.map(({ code }) => code)).toEqual(['LINK_GAP']);
      expect(board.failures[0]?.message).toContain('expected frame 2 in');
      expect(board.session.counters.gap).toBeGreaterThan(LINK_LIMITS.gapRepeatsMax);
    },
  );

  it('waits for a frame whose repeats are spoilt again and again, or come late', async () => {
    await board.open();
    for (let gaps = 2; gaps < 8; gaps += 1) {
      for (let rounds = 1; rounds < LINK_LIMITS.gapRepeatsMax; rounds += 1) round([gaps + 1, gaps + 2]);
      board.say({ channel: CHANNEL.BUS, type: MESSAGE, sequence: gaps });
    }
    round([20, 21, 22]);
    vi.advanceTimersByTime(LINK_LIMITS.repeatMs * LINK_LIMITS.gapRepeatsMax * 10);
    round([20, 21, 22]);
    // A line that doubles what it carries makes many rounds in no time.
    board.say({ channel: CHANNEL.BUS, type: MESSAGE, sequence: 8 });
    for (let times = 0; times < 10 * LINK_LIMITS.gapRepeatsMax; times += 1) {
      board.say({ channel: CHANNEL.BUS, type: MESSAGE, sequence: 20 });
    }
    expect(board.failures).toEqual([]);
    expect(board.messages.length).toBe(7);
  });

  it('is over when the board has started anew', async () => {
    await board.open();
    board.say({ type: ANSWER.HELLO, payload: hello(0) });
    expect(board.failures.map(({ code }) => code)).toEqual(['BOARD_RESTARTED']);
    board.session.send(CHANNEL.BUS, MESSAGE);
    expect(board.heard).toEqual([]);
  });
});
