/** An engine that takes over from the remains of another, at any step of a random game. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../src/engine.ts';
import { type EngineRemains, rebuild, takeOver } from '../src/snapshot/take-over.ts';
import { Bench, OPTIONS } from './fixtures/bench.ts';
import { act, anyRoom, steps } from './fixtures/random-game.ts';

const NEXT = { ...OPTIONS, epoch: 2 };

/** A game cut off after `cut` of its steps, with a snapshot after `kept` of them. */
function cutOff(actions: readonly Parameters<typeof act>[1][], cut: number, kept: number) {
  const bench = new Bench(anyRoom).online();
  for (const action of actions) act(bench, action);
  const all = bench.steps.slice(0, 1 + (cut % bench.steps.length));
  const first = kept % all.length;
  const takesOver = cut % 2 === 1;
  const engine = createEngine(anyRoom, { ...OPTIONS, takesOver });
  for (const [atUs, inputs] of all.slice(0, first)) engine.step(atUs, inputs);
  const remains: EngineRemains = {
    epoch: OPTIONS.epoch,
    takesOver,
    startUnixMs: OPTIONS.startUnixMs,
    snapshot: engine.snapshot(),
    snapshotAtUs: all[first - 1]?.[0] ?? 0,
    steps: all.slice(first).map(([atUs, inputs]) => ({ atUs, inputs })),
  };
  for (const [atUs, inputs] of all.slice(first)) engine.step(atUs, inputs);
  return { engine, remains };
}

const isLatched = (engine: { view(): ReadonlyMap<string, unknown> }): boolean =>
  (engine.view().get('engine') as { roomSafety: { latched: boolean } }).roomSafety.latched;
const inFlight = (engine: { view(): ReadonlyMap<string, unknown> }): string[] =>
  [...engine.view()].flatMap(([key, value]) =>
    key.startsWith('command/') && ['SENT', 'ACCEPTED'].includes((value as { status: string }).status) ? [key] : [],
  );

describe('an engine that takes over', () => {
  test('is rebuilt as the other died, wherever the snapshot lay', () => {
    fc.assert(
      fc.property(steps, fc.nat(), fc.nat(), (actions, cut, kept) => {
        const { engine, remains } = cutOff(actions, cut, kept);
        const rebuilt = rebuild(anyRoom, NEXT, remains);
        expect(rebuilt?.hash()).toBe(engine.hash());
        expect(rebuilt?.snapshot()).toBe(engine.snapshot());
      }),
      { numRuns: 60 },
    );
  });

  test('keeps the latch, sends nothing by itself, and waits for a person with whatever was in flight indeterminate', () => {
    fc.assert(
      fc.property(steps, fc.nat(), fc.nat(), (actions, cut, kept) => {
        const { engine, remains } = cutOff(actions, cut, kept);
        const next = takeOver(anyRoom, NEXT, remains);
        expect(isLatched(next)).toBe(isLatched(engine));
        expect(inFlight(next)).toEqual([]);
        expect(next.view().get('engine')).toMatchObject({
          epoch: 2,
          dispatchEnabled: false,
          pausedReason: 'BROKER_DOWN',
        });
        const atUs = remains.steps.at(-1)?.atUs ?? remains.snapshotAtUs;
        const sent = next
          .step(atUs + 1_000_000, [{ kind: 'bus', up: true }])
          .flatMap((effect) => (effect.kind === 'publish' && effect.topic.endsWith('/cmd') ? [effect.payload] : []));
        const commands = sent.map((payload) => JSON.parse(payload) as { epoch: number; parameters: { op: string } });
        expect(commands.every(({ epoch }) => epoch === 2)).toBe(true);
        // Both controllers hear of the new epoch at once, so that the older engine is shut out.
        expect(commands.filter(({ parameters }) => parameters.op === 'request_status').length).toBeGreaterThanOrEqual(
          2,
        );
        expect(next.view().get('engine')).toMatchObject({ dispatchEnabled: false });
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['without remains', undefined],
    ['with a snapshot that cannot be read', { snapshot: '{' }],
  ])('%s starts latched, and takes no step that belongs to another', (_, over) => {
    const { remains } = cutOff([], 5, 2);
    const next = takeOver(anyRoom, NEXT, over && { ...remains, ...over });
    expect(isLatched(next)).toBe(true);
    expect(next.view().get('engine')).toMatchObject({ phase: 'idle' });
  });

  test('refuses an epoch that is not above the other', () => {
    const { remains } = cutOff([], 5, 2);
    expect(() => takeOver(anyRoom, OPTIONS, remains)).toThrow('epoch');
  });
});
