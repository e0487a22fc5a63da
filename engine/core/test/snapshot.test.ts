/** Snapshot and restore at any step of a random game: the same tail gives the same hash and the same effects. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEngine, restoreEngine } from '../src/engine.ts';
import type { Input } from '../src/types.ts';
import { Bench, ESTOP, OPTIONS } from './fixtures/bench.ts';
import { act, anyRoom, steps } from './fixtures/random-game.ts';

function recorded(actions: readonly Parameters<typeof act>[1][], observe = false): Bench {
  const bench = new Bench(anyRoom, { observe }).online();
  for (const action of actions) act(bench, action);
  return bench;
}

describe('snapshots', () => {
  test('a restored engine goes on exactly as the first would have', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (actions, cut) => {
        const { steps: all } = recorded(actions);
        const at = cut % all.length;
        const first = createEngine(anyRoom, OPTIONS);
        for (const [atUs, inputs] of all.slice(0, at)) first.step(atUs, inputs);
        const second = restoreEngine(anyRoom, OPTIONS, first.snapshot());
        expect(second.hash()).toBe(first.hash());
        for (const [atUs, inputs] of all.slice(at)) {
          const expected = [...first.step(atUs, inputs)];
          expect([...second.step(atUs, inputs)]).toEqual(expected);
          expect(second.nextDeadlineUs()).toBe(first.nextDeadlineUs());
        }
        expect(second.hash()).toBe(first.hash());
        expect(second.snapshot()).toBe(first.snapshot());
      }),
      { numRuns: 150 },
    );
  });

  test('the same steps give the same hash, watched or not; a different one gives another', () => {
    fc.assert(
      fc.property(steps, (actions) => {
        const bench = recorded(actions);
        const watched = createEngine(anyRoom, { ...OPTIONS, observe: true });
        const late = createEngine(anyRoom, OPTIONS);
        bench.steps.forEach(([atUs, inputs], index) => {
          watched.step(atUs, inputs);
          late.step(index === bench.steps.length - 1 ? atUs + 1 : atUs, inputs);
        });
        expect(watched.hash()).toBe(bench.engine.hash());
        expect(late.hash()).not.toBe(bench.engine.hash());
      }),
      { numRuns: 50 },
    );
  });

  test('the notifications add up to the view', () => {
    fc.assert(
      fc.property(steps, (actions) => {
        const bench = recorded(actions, true);
        const folded = new Map<string, unknown>();
        for (const [key, value] of bench.notified) {
          if (value === null) folded.delete(key);
          else folded.set(key, value);
        }
        const view = bench.engine.view();
        // The timer's elapsed time is told on change alone; the page extrapolates it.
        const stable = (entries: ReadonlyMap<string, unknown>, fallback: ReadonlyMap<string, unknown>) =>
          Object.fromEntries(
            [...view.keys(), ...entries.keys()]
              .filter((key) => key !== 'timer')
              .map((key) => [
                key,
                entries.get(key) ?? (fallback.has(key) && untouched(key) ? fallback.get(key) : undefined),
              ]),
          );
        const untouched = (key: string): boolean => !bench.notified.some(([notified]) => notified === key);
        expect(stable(folded, view)).toEqual(stable(view, view));
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ['broken', () => '{'],
    ['of another form', () => '{"form":0}'],
    [
      'of another graph',
      () => createEngine({ ...anyRoom, graph: { ...anyRoom.graph, version: 'v2' } }, OPTIONS).snapshot(),
    ],
    ['torn', () => createEngine(anyRoom, OPTIONS).snapshot().replace('"gate"', '"gat"')],
  ])('an engine restored from a snapshot that is %s starts latched', (_, snapshot) => {
    const bench = new Bench(anyRoom, {}, restoreEngine(anyRoom, OPTIONS, snapshot()));
    bench.online();
    expect(bench.view('engine')).toMatchObject({ pausedReason: 'SAFETY_LATCHED', roomSafety: { latched: true } });
    expect(bench.operations()).toContain('cellar_door unlock');
    expect(
      bench.published.some(({ topic, payload }) => topic.endsWith('core/fault') && payload.includes('ROOM_LATCHED')),
    ).toBe(true);
  });

  test('what is published after a restore has its members in the same order', () => {
    const bench = new Bench(anyRoom).online();
    bench.state('attic_bell', {}, ESTOP);
    const restored = restoreEngine(anyRoom, OPTIONS, bench.engine.snapshot());
    const silence = 4_000_000;
    expect([...restored.step(silence, [])]).toEqual([...bench.engine.step(silence, [])]);
  });

  test('a latch survives a snapshot', () => {
    const bench = new Bench(anyRoom).started();
    bench.operator({ action: 'ESTOP' });
    const restored = restoreEngine(anyRoom, OPTIONS, bench.engine.snapshot());
    expect(restored.view().get('engine')).toMatchObject({ pausedReason: 'SAFETY_LATCHED' });
  });

  test('time never falls, and is whole', () => {
    const engine = createEngine(anyRoom, OPTIONS);
    const none: readonly Input[] = [];
    engine.step(10, none);
    expect(() => engine.step(9, none)).toThrow('time of a step');
    expect(() => engine.step(10.5, none)).toThrow('whole microseconds');
  });
});
