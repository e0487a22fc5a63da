/** The marks of a run are the run's: where it stops on its way does not matter, nor whether it is looked at. */

import { VirtualSession } from '@understudy/twin';
import { describe, expect, it } from 'vitest';
import { firmwareBytes, firmwareFor, partOfClockwork } from '../../twin/test/load-clockwork.ts';
import { EventMarks } from '../src/run/event-marks.ts';

const MINUTE_US = 60_000_000;

describe('EventMarks', () => {
  it('are equal however often the run stops, and making them changes nothing', async () => {
    const room = await partOfClockwork(['clock', 'power_control_lower_left']);
    const firmware = await firmwareFor(room, await firmwareBytes());
    const run = (stepUs: number, marked: boolean) => {
      const marks = new EventMarks(1000);
      const session: VirtualSession = new VirtualSession(room, firmware, {
        seed: 4,
        ...(marked && { onInstant: () => marks.look(session) }),
      });
      for (let atUs = stepUs; atUs <= 12 * MINUTE_US; atUs += stepUs) session.advanceTo(atUs);
      return { marks: marks.marks, hash: session.hash() };
    };
    const once = run(12 * MINUTE_US, true);
    expect(once.marks.length).toBeGreaterThan(2);
    expect(new Set(once.marks).size).toBe(once.marks.length);
    expect(run(50_000, true)).toEqual(once);
    expect(run(12 * MINUTE_US, false).hash).toBe(once.hash);
  });
});
