/** A small engine for journal tests: echoes messages, and hashes everything it sees. Not the production engine. */
import { crc32, encodeUtf8, type Room } from '@understudy/contract';
import type { CreateEngine, Effect, Input } from '@understudy/core';
import type { AppendFile } from '@understudy/ports';

export const KEY = new Uint8Array(32).fill(7);

export const ROOM: Room = {
  manifest: {
    schema: 'understudy-room/1',
    room: 'closet',
    title: 'A closet',
    gameMs: 1000,
    zones: {},
    circuits: { estop: { buttons: {}, dropOutMs: 50 }, egress: { releaseMs: 100, buttons: {} } },
  },
  controllers: [],
  graph: { version: '1', start: 'a', nodes: { a: { kind: 'NOOP' } } },
  objectives: { objectives: {} },
  rules: { interlocks: {} },
  physics: [],
  players: {},
};

export const createToyEngine: CreateEngine = (_room, options) => {
  let sum = options.seed;
  return {
    subscriptions: [],
    step(atUs: number, inputs: readonly Input[]): readonly Effect[] {
      sum = crc32(encodeUtf8(JSON.stringify([atUs, inputs])), 0, undefined, sum);
      return inputs.map((input) => ({
        kind: 'publish',
        topic: `echo/${options.epoch}`,
        payload: JSON.stringify([atUs, input]),
        qos: 1,
        retain: false,
      }));
    },
    nextDeadlineUs: () => Number.POSITIVE_INFINITY,
    hash: () => sum.toString(16).padStart(16, '0'),
    snapshot: () => String(sum),
    view: () => new Map(),
    entry: () => null,
    counters: () => ({}),
  };
};

/** A file in memory that remembers what each append wrote. */
export class MemoryFile implements AppendFile {
  readonly appends: Uint8Array[] = [];
  closed = false;

  get length(): number {
    return this.appends.reduce((sum, bytes) => sum + bytes.length, 0);
  }

  async append(bytes: Uint8Array): Promise<void> {
    this.appends.push(bytes.slice());
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  bytes(): Uint8Array {
    const whole = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.appends) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}
