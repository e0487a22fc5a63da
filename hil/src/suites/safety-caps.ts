/** Caps that are the controller's own: how long a load may be on, whoever forgets it. */

import { expectWithin } from '../suite/measure.ts';
import type { PlannedTest } from '../suite/types.ts';
import { type Order, orderFor, type Wish } from './orders.ts';
import { NOT_EMULATED } from './safety-limits.ts';
import { EMULATED_MS_MAX, OWN_TIMER_MS, TEST_TIMEOUT_MS } from './spans.ts';
import { type InstalledUnit, installedUnits, type SuiteTarget } from './target.ts';
import { Trial } from './trial.ts';

/** An output with a cap: how it goes on, and the level that it has then. */
interface Cap {
  readonly unit: InstalledUnit;
  readonly order: Order;
  readonly pin: number;
  readonly onLevel: number;
  readonly capMs: number;
  /** Until the output goes off: a rotor's drive has current until it stands. */
  readonly downMs: number;
}

/** Until a load that stays on would be seen. */
const AFTER_MS = 500;

function capOf(target: SuiteTarget, unit: InstalledUnit): Cap | undefined {
  const { driver, pins, param } = unit;
  const cap = (
    pin: number | undefined,
    onLevel: number,
    capMs: number,
    ...wishes: readonly Wish[]
  ): Cap | undefined => {
    const order = orderFor(target, unit, wishes);
    return pin === undefined || capMs === 0 || order === undefined
      ? undefined
      : { unit, order, pin, onLevel, capMs, downMs: 0 };
  };
  switch (driver) {
    case 'relay':
      // A pulse would end by itself.
      return cap(pins.out, 1 - param('activeLow'), param('maxOnMs'), { verb: 'on' }, { verb: 'set', args: { on: 1 } });
    case 'lock':
      return cap(pins.coil, 1, param('maxEnergisedMs'), { verb: param('energisedLocks') === 0 ? 'unlock' : 'lock' });
    case 'dmx_fog':
      return cap(pins.volume, 255, param('maxOnMs'), { verb: 'set_volume', args: { value: 255 } });
    case 'rotor': {
      const found = cap(pins.enable, param('enableActiveLevel'), param('maxRunMs'), { verb: 'start' });
      const accel = param('accelStepsPerS2');
      const downMs = accel === 0 ? 0 : Math.ceil((param('startStepsPerS') * 1000) / accel);
      return found === undefined ? undefined : { ...found, downMs };
    }
    default:
      return undefined;
  }
}

export function capTests(target: SuiteTarget): readonly PlannedTest[] {
  return installedUnits(target).flatMap((unit) => {
    const cap = capOf(target, unit);
    if (cap === undefined) return [];
    const long = cap.capMs > EMULATED_MS_MAX;
    return [
      {
        id: `safety/on-time-${unit.name}`,
        suite: 'safety' as const,
        title: `${unit.name} goes off by itself after ${cap.capMs} ms${long ? '; too long for an emulator' : ''}`,
        timeoutMs: TEST_TIMEOUT_MS,
        ...(long && { platforms: NOT_EMULATED }),
        run: async (station) => {
          const trial = await Trial.begin(station, target);
          await goesOff(trial, cap);
          return trial.judged('NO_ON_TIME_CAP');
        },
      } satisfies PlannedTest,
    ];
  });
}

async function goesOff(trial: Trial, { unit, order, pin, onLevel, capMs, downMs }: Cap): Promise<void> {
  const channel = trial.channel(pin);
  // Does nothing to a wire that the DUT drives not: it tells how late the bench is when the cap is over.
  const marker = { kind: 'heal' as const, channel, atUs: capMs * 1000 };
  const recording = await trial.record([marker], capMs + downMs + AFTER_MS, () => trial.obey(order).then(() => {}));
  const edges = trial.edgesOf(recording, pin);
  const on = edges.find(({ value }) => value === onLevel);
  const off = edges.find(({ atUs, value }) => on !== undefined && atUs > on.atUs && value !== onLevel);
  trial.faults.push({ fault: 'left on', target: unit.name, fired: on === undefined ? 0 : 1 });
  if (on === undefined) return;
  const tookMs = ((off?.atUs ?? recording.endUs) - on.atUs) / 1000;
  const high = capMs + downMs + OWN_TIMER_MS + Math.max(0, ...recording.lateUs) / 1000;
  const low = capMs - OWN_TIMER_MS;
  if (off === undefined) {
    const expected = `off on pin ${pin} after ${capMs} ms`;
    throw trial.failure('NO_ON_TIME_CAP', { message: unit.name, expected, seen: `on ${Math.round(tookMs)} ms later` });
  }
  trial.measurements.push(expectWithin('time on', tookMs, 'ms', { low, high }));
}
