/** Every fault of the engine's process fires on Clockwork, breaks nothing that it does not excuse, and repeats. */
import type { VirtualSession } from '@understudy/twin';
import { describe, expect, it } from 'vitest';
import { FAULTS } from '../src/index.ts';
import { expectTried, loadForTrials, type Trial, tryFault } from './fault-trial.ts';

loadForTrials();

const TRIALS: readonly Trial[] = [
  { fault: 'engine.crash', values: { boundary: 0, atCommand: 1, downMs: 500 } },
  { fault: 'engine.crash', values: { boundary: 1, atCommand: 1 } },
  { fault: 'engine.crash', values: { boundary: 2, atCommand: 1, step: 3 } },
  { fault: 'engine.crash', values: { boundary: 3, atCommand: 1, downMs: 9000 } },
  { fault: 'engine.torn_journal' },
  { fault: 'engine.corrupt_journal' },
  { fault: 'engine.missing_journal' },
  { fault: 'engine.disk_full', forMs: 4000 },
  { fault: 'engine.stall', values: { spanMs: 5000 } },
  { fault: 'engine.two_engines' },
  { fault: 'engine.wall_clock_jump' },
];

describe('faults of the engine', () => {
  it.each(TRIALS)('$fault $values', expectTried, 20_000);

  it('are all tried', () => {
    const names = [...FAULTS.values()].filter(({ group }) => group === 'engine').map(({ name }) => name);
    expect(new Set(TRIALS.map(({ fault }) => fault))).toEqual(new Set(names));
  });

  it.each(TRIALS.slice(0, 5))('$fault $values: what is rebuilt is what died', (trial) => {
    let session: VirtualSession | undefined;
    tryFault(trial, {
      onSession: (made) => {
        session = made;
      },
    });
    const { crashes, epoch, recovery } = session?.process ?? {};
    expect({ crashes, epoch }).toEqual({ crashes: 1, epoch: 2 });
    expect(recovery?.rebuilt).toBe(recovery?.died);
  });
});
