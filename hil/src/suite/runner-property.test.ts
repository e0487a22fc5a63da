import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LinkError } from '../link/errors.ts';
import { TestFailure } from './failure.ts';
import { type FakeStation, fakeStation, planned } from './fixtures/fake-station.ts';
import { expectWithin } from './measure.ts';
import { type RunOptions, runSession } from './runner.ts';
import { type Outcome, STATUSES } from './types.ts';

it('loses nothing that was planned, whatever happens to it', async () => {
  const behaviour = fc.constantFrom('pass', 'fail', 'link', 'restart', 'mute', 'crash', 'idle', 'outside');
  const test = fc.record({ behaviour, bench: fc.boolean(), fixture: fc.boolean(), other: fc.boolean() });
  const options = fc.record({
    shuffle: fc.boolean(),
    seed: fc.integer(),
    repeat: fc.integer({ min: 1, max: 3 }),
    filter: fc.constantFrom([], ['t/*1'], ['*']),
    quarantine: fc.constantFrom([], [{ glob: '*3', comment: 'why' }]),
  });
  const property = async (
    kinds: readonly (typeof test extends fc.Arbitrary<infer T> ? T : never)[],
    opts: RunOptions,
  ) => {
    const held: FakeStation[] = [];
    const act = async (kind: string): Promise<Outcome> => {
      if (kind === 'fail') throw new TestFailure('LATE', { message: 'm', expected: 'a', seen: 'b' });
      if (kind === 'link') throw new LinkError('LINK_CLOSED', 'gone');
      if (kind === 'restart') held.at(-1)?.restart();
      if (kind === 'mute') held.at(-1)?.mute();
      if (kind === 'crash') throw 'not even an error';
      if (kind === 'idle') return { faults: [{ fault: 'open', target: 'x', fired: 0 }] };
      if (kind === 'outside') return { measurements: [expectWithin('x', 9, 'ms', { high: 1 })] };
      if (held.length > 0) await held.at(-1)?.bench.timeUs();
      return {};
    };
    const tests = kinds.map(({ behaviour: kind, bench, fixture, other }, index) =>
      planned(`t/${index}`, {
        suite: bench && index % 4 === 0 ? 'bench' : 'timing',
        ...(fixture && { fixtures: ['motor'] }),
        ...(other && { platforms: ['esp32'] as const }),
        run: () => act(kind),
      }),
    );
    const open = async () => {
      held.push(fakeStation());
      return held.at(-1) as FakeStation;
    };
    const { results } = await runSession({
      ...{ platform: 'wasm', serial: 'S1', controller: 'study_a', room: 'clockwork', bench: 'b1', fixtures: [] },
      ...{ tests, options: opts, open },
    });
    expect(results.map(({ id }) => id).sort()).toEqual(tests.map(({ id }) => id).sort());
    for (const { status, code } of results) {
      expect(STATUSES).toContain(status);
      expect(code !== undefined).toBe(status !== 'passed');
    }
    // Those that were not run come last.
    const idle = results.map(({ status }) => ['filtered', 'skipped', 'blocked'].includes(status));
    expect(idle).toEqual([...idle].sort((a, b) => Number(a) - Number(b)));
  };
  await fc.assert(fc.asyncProperty(fc.array(test, { maxLength: 8 }), options, property), { numRuns: 150 });
});
