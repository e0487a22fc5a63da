/** Every fault of network and broker, by kind: it fires, the healed room converges, and the run repeats byte for byte. */
import { beforeAll, describe, expect, it } from 'vitest';
import { FAULTS } from '../src/index.ts';
import { offline, type Stage, stage, type Trial, tryFault } from './bus-fault-trial.ts';

let clockwork: Stage;
beforeAll(async () => {
  clockwork = await stage();
});

const TRIALS: readonly Trial[] = [
  { fault: 'network.drop', target: 'engine', forMs: 15_000 },
  { fault: 'network.drop', target: 'lever_boiler', forMs: 15_000, values: { percent: 60 } },
  { fault: 'network.duplicate', target: 'engine', forMs: 15_000 },
  { fault: 'network.duplicate_late', target: 'lever_boiler', forMs: 15_000, values: { percent: 100, afterMs: 5000 } },
  { fault: 'network.duplicate_late', target: 'engine', forMs: 15_000, values: { afterMs: 5000 } },
  { fault: 'network.delay', target: 'engine', forMs: 15_000 },
  { fault: 'network.reorder', target: 'lever_boiler', forMs: 15_000 },
  { fault: 'network.clog', target: 'engine', forMs: 2900 },
  { fault: 'network.clog', target: 'lever_boiler', forMs: 2000 },
  { fault: 'network.clog_staggered', target: '', forMs: 10_000 },
  { fault: 'network.queue_overflow', target: 'engine', forMs: 2500 },
  { fault: 'network.queue_overflow', target: 'engine', forMs: 2500, values: { limit: 0, dropsOldest: 0 } },
  { fault: 'network.partition_up', target: 'engine', forMs: 10_000 },
  { fault: 'network.partition_up', target: 'lever_boiler', forMs: 10_000 },
  { fault: 'network.partition_down', target: 'engine', forMs: 10_000 },
  { fault: 'network.partition_down', target: 'lever_boiler', forMs: 10_000 },
  { fault: 'network.partition', target: 'engine', forMs: 15_000 },
  { fault: 'network.half_open', target: 'engine', forMs: 15_000 },
  { fault: 'network.half_open', target: 'lever_boiler', forMs: 8000 },
  { fault: 'network.takeover', target: 'engine', forMs: 6000 },
  { fault: 'network.takeover', target: 'lever_boiler', forMs: 6000 },
  { fault: 'network.will_late', target: 'lever_boiler', forMs: 12_000 },
  { fault: 'network.will_missing', target: 'lever_boiler', forMs: 8000 },
  { fault: 'network.will_false', target: 'lever_boiler', forMs: 0 },
  { fault: 'network.broker_restart', target: '', forMs: 10_000 },
  { fault: 'network.broker_replay', target: '', forMs: 15_000, values: { windowMs: 6000 } },
  { fault: 'network.stale_retained', target: 'engine', forMs: 15_000, values: { ageMs: 6000 } },
];

describe('faults of the network', () => {
  it('are all tried here', () => {
    const kinds = [...FAULTS.values()].filter(({ group }) => group === 'network').map(({ name }) => name);
    expect([...new Set(TRIALS.map(({ fault }) => fault))].sort()).toEqual(kinds.sort());
  });

  it.each(TRIALS)('$fault on "$target" fires, heals and repeats', (trial) => {
    const { report, view } = tryFault(clockwork, trial);
    expect(report.evidence[0]?.fired).toBeGreaterThan(0);
    expect(report.outcome).toBe('unfinished');
    expect(offline(view)).toEqual([]);
    expect(tryFault(clockwork, trial).report).toEqual(report);
  });
});
