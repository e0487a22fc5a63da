import { describe, expect, it } from 'vitest';
import type { UnitDefinition } from '../controller.ts';
import type { Room } from '../room.ts';
import { Reporter, type RoomProblem } from './catalogue.ts';
import { checkLimits } from './limits.ts';
import { checkMotion } from './motion.ts';
import { indexRoom } from './room-index.ts';

/** Contradictions between the params of one unit. */
function seen(driver: string, params: NonNullable<UnitDefinition['params']>): readonly string[] {
  const problems: RoomProblem[] = [];
  checkLimits({ driver, params }, ['u'], new Reporter('board.yaml', problems));
  return problems.map(({ code, pointer }) => `${code} ${pointer}`);
}

describe('limits of one unit', () => {
  it.each([
    ['motor', { minSteps: 10, maxSteps: 10 }, { minSteps: 11, maxSteps: 10 }, 'minSteps'],
    [
      'motor',
      { maxSteps: 4800, rateStepsPerS: 400 },
      { maxSteps: 4800, rateStepsPerS: 400, timeoutMs: 7900 },
      'timeoutMs',
    ],
    ['relay', { restMs: 5, maxOnMs: 1 }, { restMs: 5 }, 'restMs'],
    ['lock', { restMs: 5, maxEnergisedMs: 1, energisedLocks: 0 }, { restMs: 5 }, 'restMs'],
    ['lock', { maxEnergisedMs: 5000, energisedLocks: 0 }, { maxEnergisedMs: 5000 }, 'maxEnergisedMs'],
    ['gauge', { rawMin: 10, rawMax: 750 }, { rawMin: 750, rawMax: 750 }, 'rawMin'],
    ['servo', { openDeg: 60, maxDeg: 60 }, { openDeg: 61, maxDeg: 60 }, 'openDeg'],
    ['servo', { safeDeg: 10, minDeg: 0 }, { safeDeg: 90, maxDeg: 60 }, 'safeDeg'],
    ['rotor', { slowStepsPerS: 500, fastStepsPerS: 500 }, { slowStepsPerS: 501, fastStepsPerS: 500 }, 'slowStepsPerS'],
    ['band', { edge1: 100, edge2: 200, edge3: 300 }, { edge1: 100, edge2: 200, edge3: 150 }, 'edge2'],
    ['ir', { shareSlot: 1, shareSlots: 2 }, { shareSlot: 2, shareSlots: 2 }, 'shareSlot'],
    ['strip', { pixels: 60, levelPixels: 15 }, { pixels: 60, levelPixels: 61 }, 'pixels'],
  ] as [string, Record<string, number>, Record<string, number>, string][])(
    '%s: %j, not %j',
    (driver, sound, impossible, told) => {
      expect(seen(driver, sound)).toEqual([]);
      expect(seen(driver, impossible)).toContain(`IMPOSSIBLE_LIMIT /u/params/${told}`);
    },
  );

  it('says nothing of a driver that it does not know', () => {
    expect(seen('toString', { restMs: 5 })).toEqual([]);
  });
});

describe('limits of a motor against its plant', () => {
  const told = (params: Record<string, number>): readonly string[] => {
    const motor = { driver: 'motor', pins: { step: 2, low: 3, high: 4 }, params };
    const room = {
      manifest: { zones: {}, circuits: { estop: { buttons: {} }, egress: { buttons: {} } } },
      controllers: [
        { controller: 'board', devices: { gate: { title: '', safetyClass: 'CRITICAL', units: { motor } } } },
      ],
      graph: { nodes: {} },
      objectives: { objectives: {} },
      physics: [
        {
          controller: 'board',
          plants: { gate: { model: 'travel', pins: { step: 2 }, params: { travelSteps: 4000 } } },
        },
      ],
    } as unknown as Room;
    const problems: RoomProblem[] = [];
    checkMotion(indexRoom(room, undefined), problems);
    return problems.map(({ file, pointer }) => `${file}${pointer}`);
  };
  const at = (name: string): string[] => [`controllers/board.yaml/devices/gate/units/motor/params/${name}`];

  it('let it arrive, and not far past its end', () => {
    const sound = { rateStepsPerS: 400, timeoutMs: 12_000, maxSteps: 4200, minSteps: 3900 };
    expect(told(sound)).toEqual([]);
    expect(told({ ...sound, maxSteps: 3999 })).toEqual(at('maxSteps'));
    expect(told({ ...sound, maxSteps: 4401 })).toEqual(at('maxSteps'));
    expect(told({ ...sound, minSteps: 4001 })).toEqual(at('minSteps'));
    expect(told({ ...sound, timeoutMs: 10_000 })).toEqual(at('timeoutMs'));
  });
});
