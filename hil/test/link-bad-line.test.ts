/** A session between the TypeScript side and the C++ side over a line that loses, doubles and corrupts bytes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LinkError } from '../src/link/errors.ts';
import { CHANNEL, type LinkMessage, MESSAGE } from '../src/link/messages.ts';
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

/** Loses, doubles or changes about one byte in `every`. */
function spoil(bytes: Uint8Array, every: number, next: () => number): Uint8Array {
  return Uint8Array.from(
    [...bytes].flatMap((byte) => {
      if (next() * every >= 1) return [byte];
      const kind = Math.floor(next() * 3);
      return [[], [byte, byte], [byte ^ (1 << Math.floor(next() * 8))]][kind] ?? [];
    }),
  );
}

/** Sends messages to the echo, and gives what came back and what both sides counted. */
async function exchange(seed: number, every: number): Promise<{ session: Session; heard: LinkMessage[] }> {
  const next = numbers(seed);
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
      write: (bytes) => void child.stdin?.write(spoil(bytes, every, next)),
      message: (message) => {
        heard.push(message);
        if (heard.length === MESSAGES) done();
      },
      failed,
    },
    seed,
    REPEAT_MS,
  );
  child.stdout?.on('data', (chunk: Buffer) => session.receive(spoil(chunk, every, next)));
  await Promise.race([session.open(), whole]);
  for (let index = 0; index < MESSAGES; index += 1) session.send(CHANNEL.BUS, MESSAGE, payload(index));
  await whole;
  session.close();
  child.kill();
  return { session, heard };
}

/** Of many lengths, the longest in several pieces, and each telling its number. */
function payload(index: number): Uint8Array {
  return Uint8Array.from({ length: 2 + ((index * 37) % 400) }, (_, at) =>
    at === 0 ? index & 255 : (index * at) & 255,
  );
}

describe('every message arrives once, whole and in order', () => {
  it.each([
    ['a good line', 1, Number.POSITIVE_INFINITY],
    ['one byte in 3,000 spoilt', 2, 3000],
    ['one byte in 700 spoilt', 3, 700],
  ])('over %s', async (_name, seed, every) => {
    const { session, heard } = await exchange(seed, every);
    expect(heard.map((message) => [...message.payload])).toEqual(
      Array.from({ length: MESSAGES }, (_, index) => [...payload(index)]),
    );
    expect(heard.every(({ channel, type }) => channel === CHANNEL.BUS && type === MESSAGE)).toBe(true);
    const { repeats, duplicate } = session.counters;
    if (every === Number.POSITIVE_INFINITY) expect(session.decoder.refused).toBe(0);
    else expect(Math.min(repeats, session.decoder.refused, duplicate)).toBeGreaterThan(0);
  });
});
