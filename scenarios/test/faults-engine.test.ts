/** Every fault of the engine's process. */
import { expect } from 'vitest';
import { tryGroup } from './fault-trial.ts';

tryGroup(
  'engine',
  [
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
  ],
  (_, { session }) => {
    const { crashes, epoch, recovery } = session.process;
    if (crashes === 0) return;
    expect({ crashes, epoch }).toEqual({ crashes: 1, epoch: 2 });
    expect(recovery?.rebuilt).toBe(recovery?.died);
  },
);
