/** Every fault of a controller. */
import { expect } from 'vitest';
import { type Trial, tryGroup } from './fault-trial.ts';

const target = 'lever_boiler';
/** What the engine says of a controller that it refuses, by fault; a table must differ wholly. */
const REFUSED: Readonly<Record<string, string>> = {
  'controller.firmware_mismatch': 'CONTRACT_MISMATCH',
  'controller.table_mismatch': 'TABLE_MISMATCH',
};

const TRIALS: readonly Trial[] = [
  { fault: 'controller.reset_before_effect', forMs: 20_000 },
  { fault: 'controller.reset_before_ack', forMs: 20_000 },
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
  { fault: 'controller.all_hung', forMs: 2000 },
  { fault: 'controller.hung_beating', target, forMs: 10_000 },
  { fault: 'controller.firmware_mismatch', target, forMs: 12_000 },
  { fault: 'controller.table_mismatch', target, forMs: 12_000 },
  { fault: 'controller.table_mismatch', target, forMs: 12_000, values: { whole: 1 } },
  { fault: 'controller.two_with_one_id', target, forMs: 12_000 },
];

tryGroup('controller', TRIALS, ({ fault, values }, { told, session }) => {
  const reason = REFUSED[fault];
  if (reason === undefined || (fault === 'controller.table_mismatch' && values?.whole !== 1)) return;
  expect([...told]).toContain(reason);
  const commands = [...session.engine.view()].filter(([key]) => key.startsWith('command/')).map(([, value]) => value);
  expect(commands).toContainEqual(expect.objectContaining({ status: 'REFUSED', reason }));
});
