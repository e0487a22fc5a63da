/** A session between the TypeScript side and the C++ side over a line that loses, doubles and corrupts bytes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LinkError } from '../src/link/errors.ts';
import type { LinkMessage } from '../src/link/message.ts';
import { CHANNEL, MESSAGE } from '../src/link/messages.ts';
import { Session } from '../src/link/session.ts';
import { compileCheck } from './native-link.ts';

const MESSAGES = 150;
/** The C++ side's clock runs twenty times as fast, this one's repeats come as soon. */
const REPEAT_MS = 25;

let check: ReturnType<typeof compileCheck>;
const children: ChildProcess[] = [];
beforeAll(() => {
  check = compileCheck('echo');
}, 120_000);
afterAll(() => {
  for (const child of children) child.kill();
  check.remove();
});

/** Numbers from 0 to 1, the same for a seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One way of a line, with numbers of its own: what it does to its n-th byte depends on nothing else. */
class Line {
  /** Bytes spoilt so that a frame is broken: all but a doubled end of frame, which is an empty frame, and nothing. */
  harmed = 0;
  readonly #every: number;
  readonly #next: () => number;

  constructor(seed: number, every: number) {
    this.#every = every;
    this.#next = numbers(seed);
  }

  /** Loses, doubles or changes about one byte in `every`. */
  spoil(bytes: Uint8Array): Uint8Array {
    return Uint8Array.from(
      [...bytes].flatMap((byte) => (this.#next() * this.#every >= 1 ? [byte] : this.#spoilt(byte))),
    );
  }

  #spoilt(byte: number): number[] {
    const kind = Math.floor(this.#next() * 3);
    if (kind !== 1 || byte !== 0) this.harmed += 1;
    return [[], [byte, byte], [byte ^ (1 << Math.floor(this.#next() * 8))]][kind] ?? [];
  }
}

interface Exchange {
  readonly session: Session;
  readonly heard: readonly LinkMessage[];
  readonly toBoard: Line;
  readonly toHost: Line;
}

/** Sends messages to the echo, and gives what came back and what both sides counted. */
async function exchange(seed: number, every: number): Promise<Exchange> {
  const toBoard = new Line(seed, every);
  const toHost = new Line(seed + 100, every);
  const child = spawn(check.program, { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const heard: LinkMessage[] = [];
  let done: () => void = () => {};
  let failed: (error: LinkError) => void = () => {};
  const whole = new Promise<void>((resolve, reject) => {
    done = resolve;
    failed = reject;
  });
  const session = new Session(
    {
      write: (bytes) => void child.stdin?.write(toBoard.spoil(bytes)),
      message: (message) => {
        heard.push(message);
        if (heard.length === MESSAGES) done();
      },
      failed,
    },
    seed,
    { repeatMs: REPEAT_MS },
  );
  child.stdout?.on('data', (chunk: Buffer) => session.receive(toHost.spoil(chunk)));
  await Promise.race([session.open(), whole]);
  for (let index = 0; index < MESSAGES; index += 1) session.send(CHANNEL.BUS, MESSAGE, payload(index));
  await whole;
  session.close();
  child.kill();
  return { session, heard, toBoard, toHost };
}

/** Of many lengths, the longest in several pieces, and each telling its number. */
function payload(index: number): Uint8Array {
  return Uint8Array.from({ length: 2 + ((index * 37) % 400) }, (_, at) =>
    at === 0 ? index & 255 : (index * at) & 255,
  );
}

/** Sends over a line; what came back must be what was sent. */
async function deliver(seed: number, every: number): Promise<Exchange> {
  const seen = await exchange(seed, every);
  expect(seen.heard.map((message) => [...message.payload])).toEqual(
    Array.from({ length: MESSAGES }, (_, index) => [...payload(index)]),
  );
  expect(seen.heard.every(({ channel, type }) => channel === CHANNEL.BUS && type === MESSAGE)).toBe(true);
  return seen;
}

describe('every message arrives once, whole and in order', () => {
  it('over a good line, where nothing is refused', async () => {
    const { session, toBoard, toHost } = await deliver(1, Number.POSITIVE_INFINITY);
    expect(session.decoder.refused).toBe(0);
    expect([toBoard.harmed, toHost.harmed]).toEqual([0, 0]);
  });

  it.each([
    ['one byte in 3,000 spoilt', 2, 3000],
    ['one byte in 700 spoilt', 3, 700],
  ])('over %s, where each spoilt frame is refused', async (_name, seed, every) => {
    const { session, toBoard, toHost } = await deliver(seed, every);
    // About 45 kB go each way, whatever is repeated: of the bytes before that, the numbers alone decide.
    const least = 20_000 / every;
    expect(toBoard.harmed).toBeGreaterThan(least);
    expect(toHost.harmed).toBeGreaterThan(least);
    // One changed into an end of frame breaks two; several may be in one frame.
    expect(session.decoder.refused).toBeLessThanOrEqual(2 * toHost.harmed);
    expect(session.decoder.refused).toBeGreaterThan(least / 2);
    expect(session.decoder.faults.VERSION).toBe(0);
  });

  it('over one byte in 300 spoilt, where one side or the other sends again', async () => {
    const { session } = await deliver(4, 300);
    const { repeats, duplicate } = session.counters;
    expect(session.decoder.refused).toBeGreaterThan(0);
    // Which side's clock runs out first is this machine's business: its own repeats, or the board's, which come twice.
    expect(repeats + duplicate).toBeGreaterThan(0);
  });
});
