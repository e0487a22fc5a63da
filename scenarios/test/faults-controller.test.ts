/** Every fault of a controller, by kind: it fires, the healed room converges, and the run repeats byte for byte. */
import { beforeAll, describe, expect, it } from 'vitest';
import { FAULTS } from '../src/index.ts';
import { offline, type Stage, stage, type Trial, tryFault } from './bus-fault-trial.ts';

let clockwork: Stage;
beforeAll(async () => {
  clockwork = await stage();
});

const target = 'lever_boiler';
const TRIALS: readonly Trial[] = [
  { fault: 'controller.reset_before_effect', target: '', forMs: 20_000 },
  { fault: 'controller.reset_before_ack', target: '', forMs: 20_000 },
  { fault: 'controller.reset_forgetful', target, forMs: 12_000 },
  { fault: 'controller.reset_forgetful', target, forMs: 12_000, values: { wholeStorage: 1 } },
  { fault: 'controller.reboot_loop', target, forMs: 10_000 },
  { fault: 'controller.brownout_outputs', target, forMs: 5000 },
  { fault: 'controller.brownout_processor', target, forMs: 6000 },
  { fault: 'controller.brownout_processor', target, forMs: 6000, values: { latched: 0 } },
  { fault: 'controller.boot_glitch', target, forMs: 6000 },
  { fault: 'controller.clock_drift', target, forMs: 20_000 },
  { fault: 'controller.clock_drift', target, forMs: 20_000, values: { ppm: -500 } },
  { fault: 'controller.clock_step', target, forMs: 0 },
  { fault: 'controller.clock_step', target, forMs: 0, values: { byMs: -5000 } },
  { fault: 'controller.clock_wrap', target, forMs: 12_000 },
  { fault: 'controller.hung', target, forMs: 8000 },
  { fault: 'controller.all_hung', target: '', forMs: 2000 },
  { fault: 'controller.all_hung', target: '', forMs: 2000 },
  { fault: 'controller.hung_beating', target, forMs: 10_000 },
  { fault: 'controller.firmware_mismatch', target, forMs: 12_000 },
  { fault: 'controller.table_mismatch', target, forMs: 12_000 },
  { fault: 'controller.table_mismatch', target, forMs: 12_000, values: { whole: 1 } },
  { fault: 'controller.two_with_one_id', target, forMs: 12_000 },
];

describe('faults of controllers', () => {
  it('are all tried here', () => {
    const kinds = [...FAULTS.values()].filter(({ group }) => group === 'controller').map(({ name }) => name);
    expect([...new Set(TRIALS.map(({ fault }) => fault))].sort()).toEqual(kinds.sort());
  });

  it.each(TRIALS)('$fault fires, heals and repeats', (trial) => {
    const { report, view } = tryFault(clockwork, trial);
    expect(report.evidence[0]?.fired).toBeGreaterThan(0);
    expect(report.outcome).toBe('unfinished');
    expect(offline(view)).toEqual([]);
    expect(tryFault(clockwork, trial).report).toEqual(report);
  });

  it.each([
    ['controller.firmware_mismatch', 'CONTRACT_MISMATCH', {}],
    ['controller.table_mismatch', 'TABLE_MISMATCH', { whole: 1 }],
  ])('the engine refuses a controller after %s and says %s', (fault, kind, values) => {
    const { told, view } = tryFault(clockwork, { fault, target, forMs: 12_000, values });
    expect([...told]).toContain(kind);
    const commands = [...view].filter(([key]) => key.startsWith('command/')).map(([, value]) => value);
    expect(commands).toContainEqual(expect.objectContaining({ status: 'REFUSED', reason: kind }));
  });
});
