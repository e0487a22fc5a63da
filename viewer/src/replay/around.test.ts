import { describe, expect, it } from 'vitest';
import { faultsAt, markNear, nextViolationUs, violationAt } from './around.ts';
import type { Recording, ViolationMark } from './recording.ts';
import { ViewTape } from './view-tape.ts';

const broken = (atUs: number): ViolationMark => ({
  atUs,
  number: 2,
  invariant: '2 Egress',
  detail: 'still holds',
  faults: [],
});
const VIOLATIONS = [broken(100), broken(300)];

const RECORDING: Recording = {
  facts: { room: 'small', seed: '1', verdict: 'failed', outcome: 'won', hash: '0' },
  endUs: 1000,
  tape: new ViewTape([], []),
  violations: VIOLATIONS,
  faults: [
    { fromUs: 50, toUs: 200, title: 'network.delay box' },
    { fromUs: 400, toUs: 400, title: 'reset box' },
  ],
  events: [
    { atUs: 20, kind: 'act', title: 'Lever: pull' },
    { atUs: 101, kind: 'node', title: 'Pulled: done' },
    { atUs: 600, kind: 'act', title: 'Lever: back' },
  ],
  whole: true,
};

describe('around an instant', () => {
  it('is the newest violation, or the first that is to come', () => {
    expect([0, 100, 299, 300, 999].map((atUs) => violationAt(VIOLATIONS, atUs))).toEqual([0, 0, 0, 1, 1]);
    expect(violationAt([], 5)).toBe(-1);
  });

  it('is a violation before and one after', () => {
    expect([0, 100, 300].map((atUs) => nextViolationUs(VIOLATIONS, atUs, 1))).toEqual([100, 300, undefined]);
    expect([100, 101, 999].map((atUs) => nextViolationUs(VIOLATIONS, atUs, -1))).toEqual([undefined, 100, 300]);
  });

  it('are the active faults, and one that happens once at its instant alone', () => {
    expect([49, 50, 199, 200, 400, 401].map((atUs) => faultsAt(RECORDING.faults, atUs).length)).toEqual([
      0, 1, 1, 0, 1, 0,
    ]);
  });

  it('is the mark under the pointer: a violation before what is merely nearer', () => {
    expect(markNear(RECORDING, 103, 5)?.title).toBe('2 Egress');
    expect(markNear(RECORDING, 22, 5)?.title).toBe('Lever: pull');
    expect(markNear(RECORDING, 598, 5)).toEqual({ atUs: 600, kind: 'act', title: 'Lever: back' });
    expect(markNear(RECORDING, 150, 5)).toEqual({ atUs: 150, kind: 'fault', title: 'network.delay box' });
    expect(markNear(RECORDING, 800, 5)).toBeUndefined();
  });
});
