/** Every attack on the room's commands, by kind: it fires, the healed room converges, and the run repeats byte for byte. */
import { beforeAll, describe, expect, it } from 'vitest';
import { FAULTS } from '../src/index.ts';
import { offline, type Stage, stage, type Trial, tryFault } from './bus-fault-trial.ts';

let clockwork: Stage;
beforeAll(async () => {
  clockwork = await stage();
});

const target = 'lever_boiler_lever_stairs';
const TRIALS: readonly Trial[] = [
  { fault: 'security.forged_mac', target, forMs: 5000 },
  { fault: 'security.truncated_mac', target, forMs: 5000 },
  { fault: 'security.replayed', target: '', forMs: 15_000 },
  { fault: 'security.old_epoch', target: '', forMs: 15_000 },
  { fault: 'security.expired', target: '', forMs: 20_000 },
  { fault: 'security.key_skew', target: 'lever_boiler', forMs: 12_000 },
];

describe('attacks', () => {
  it('are all tried here', () => {
    const kinds = [...FAULTS.values()].filter(({ group }) => group === 'security').map(({ name }) => name);
    expect([...new Set(TRIALS.map(({ fault }) => fault))].sort()).toEqual(kinds.sort());
  });

  it.each(TRIALS)('$fault fires, heals and repeats', (trial) => {
    const { report, view } = tryFault(clockwork, trial);
    expect(report.evidence[0]?.fired).toBeGreaterThan(0);
    expect(report.outcome).toBe('unfinished');
    expect(offline(view)).toEqual([]);
    expect(tryFault(clockwork, trial).report).toEqual(report);
  });
});
