import type { CreateEngine, Engine, RestoreEngine } from '@understudy/core';
import { describe, expect, it } from 'vitest';
import { SMALL_ROOM } from '../fixtures/small-room.ts';
import { checkRecovery, checkSameCommands, checkSameRun } from './recovery.ts';

const options = { epoch: 1, key: new Uint8Array(32), seed: 1, startUnixMs: 0 };
const steps = [1000, 2000, 3000, 4000].map((atUs) => ({ atUs, inputs: [] }));

/** An engine that counts its steps and says the count; `lost`: what its snapshot forgets. */
function counter(start: number, lost: number): Engine {
  let count = start;
  return {
    subscriptions: [],
    step: () => {
      count += 1;
      return [{ kind: 'publish', topic: 'count', payload: String(count), qos: 0, retain: false }];
    },
    nextDeadlineUs: () => Number.POSITIVE_INFINITY,
    hash: () => String(count),
    snapshot: () => String(count - lost),
    view: () => new Map(),
    entry: () => null,
    counters: () => ({}),
  };
}
const create =
  (lost: number): CreateEngine =>
  () =>
    counter(0, lost);
const restore: RestoreEngine = (_room, _options, snapshot) => counter(Number(snapshot), 0);

describe('28, recovery', () => {
  const setting = { room: SMALL_ROOM, options, restoreEngine: restore };

  it('holds for an engine that goes on where it was', () => {
    expect(checkRecovery({ ...setting, createEngine: create(0) }, steps, 2)).toBeUndefined();
  });
  it('is broken by a snapshot that forgets something', () => {
    const violation = checkRecovery({ ...setting, createEngine: create(1) }, steps, 2);
    expect(violation).toMatchObject({ number: 28, atUs: 3000 });
    expect(violation?.detail).toContain('step 3');
  });
});

describe('29, determinism', () => {
  const run = { endUs: 9, hash: 'a', rollingHash: ['1', '2'] };
  const sent = [{ atUs: 1, device: 'lamp', op: 'on', parameters: { op: 'on' } }];

  it('holds for equal runs and equal commands', () => {
    expect(checkSameRun(run, { ...run })).toBeUndefined();
    expect(checkSameCommands(sent, [...sent])).toBeUndefined();
  });
  it('is broken at the first mark that differs', () => {
    expect(checkSameRun(run, { ...run, rollingHash: ['1', '3'] })?.detail).toContain('mark 1');
    expect(checkSameRun(run, { ...run, rollingHash: ['1', '2', '4'] })?.number).toBe(29);
    expect(checkSameRun(run, { ...run, hash: 'b' })?.number).toBe(29);
  });
  it('is broken by a command too many, too few or another one', () => {
    expect(checkSameCommands(sent, [])?.number).toBe(29);
    expect(checkSameCommands([], sent)?.number).toBe(29);
    expect(checkSameCommands(sent, [{ atUs: 1, device: 'lamp', op: 'off', parameters: {} }])?.detail).toContain('on');
  });
});
