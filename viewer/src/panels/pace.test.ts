import { describe, expect, it } from 'vitest';
import type { ObjectiveView } from '../live/view.ts';
import { SPEEDS, speedIndex } from './game-controls.tsx';
import { activeFirst, gameAheadMs, paceOf } from './pace.ts';

const active = { state: 'active', startedMs: 1000, hints: [] } as const;

describe('paceOf', () => {
  it('counts an active objective up to now and a solved one up to its end', () => {
    expect(paceOf(active, 10_000, 4000)).toEqual({ spentMs: 3000, aheadMs: 7000, used: 0.3, nudge: false });
    expect(paceOf({ ...active, state: 'solved', solvedMs: 2000 }, 10_000, 99_000)?.aheadMs).toBe(9000);
  });

  it('asks for a nudge from three quarters of the par time on, and never for a solved one', () => {
    expect(paceOf(active, 10_000, 8499)?.nudge).toBe(false);
    expect(paceOf(active, 10_000, 8500)?.nudge).toBe(true);
    expect(paceOf({ ...active, state: 'solved', solvedMs: 10_900 }, 10_000, 20_000)?.nudge).toBe(false);
  });

  it('knows nothing of an objective that has not begun', () => {
    expect(paceOf({ state: 'locked', hints: [] }, 10_000, 5000)).toBeUndefined();
    expect(paceOf(undefined, 10_000, 5000)).toBeUndefined();
  });
});

describe('gameAheadMs', () => {
  it('takes credit only for what is solved, and blame at once', () => {
    const solved = paceOf({ ...active, state: 'solved', solvedMs: 2000 }, 10_000, 0);
    const early = paceOf(active, 10_000, 4000);
    const late = paceOf(active, 10_000, 14_000);
    expect(
      gameAheadMs([
        { pace: solved, solved: true },
        { pace: early, solved: false },
      ]),
    ).toBe(9000);
    expect(
      gameAheadMs([
        { pace: late, solved: false },
        { pace: undefined, solved: false },
      ]),
    ).toBe(-3000);
  });
});

describe('speedIndex', () => {
  it('finds the nearest stop of the slider', () => {
    expect(SPEEDS[speedIndex(1)]).toBe(1);
    expect(SPEEDS[speedIndex(100)]).toBe(20);
    expect(SPEEDS[speedIndex(0.1)]).toBe(0.5);
  });
});

describe('activeFirst', () => {
  it('puts what is played first and keeps the order of the rest', () => {
    const of = (id: string, state: ObjectiveView['state']) => ({ id, view: { state, hints: [] } });
    const list = [of('a', 'solved'), of('b', 'active'), of('c', 'skipped'), of('d', 'active'), of('e', 'locked')];
    expect(activeFirst(list).map(({ id }) => id)).toEqual(['b', 'd', 'a', 'c', 'e']);
    expect(activeFirst([{ view: undefined }])).toHaveLength(1);
  });
});
