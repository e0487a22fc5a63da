/** Supplies that sag: of the outputs alone, of the processor alone; and outputs that twitch before the firmware has them. */

import { MODELS, type ModelName } from '@understudy/sim-devices';
import type { RoomIndex } from '../../monitors/room-index.ts';
import type { FaultKind } from '../fault-kind.ts';
import { Alarm } from '../network/alarm.ts';
import { span } from '../network/link-kind.ts';
import { controllers } from '../network/targets.ts';
import { BROWN_OUT, indexOf, Reboot } from './boots.ts';

/** Plants of a controller that its outputs drive. */
function loadsOf({ plants }: RoomIndex, controller: string): readonly string[] {
  const driven = (model: string) =>
    Object.values(MODELS[model as ModelName].pins).some(({ direction }) => direction === 'out');
  return [...plants.values()]
    .filter((plant) => plant.controller === controller && driven(plant.definition.model))
    .map(({ id }) => id);
}

/** Controllers with something on their outputs. */
function withLoads(index: RoomIndex): readonly string[] {
  return controllers(index).filter((controller) => loadsOf(index, controller).length > 0);
}

/** The processor lives on another supply: it sees no difference, unless a sensor shows it. */
const outputs: FaultKind = {
  name: 'controller.brownout_outputs',
  group: 'controller',
  title: "A controller's loads lose their supply, its processor does not",
  excuses: { 20: 'who goes by time alone cannot know that its load has no current' },
  values: {},
  forMs: { max: 60_000, default: 3000 },
  targets: withLoads,
  begin: ({ session, index }, { target }) => {
    const loads = loadsOf(index, target);
    const { faults } = session.world;
    for (const plant of loads) faults.cut(plant, true);
    return {
      fired: loads.length,
      heal: () => {
        for (const plant of loads) faults.cut(plant, false);
      },
    };
  },
};

/** The loads stay supplied. `latched`: port expanders hold the outputs as they were until the next boot drives them. */
const processor: FaultKind = {
  name: 'controller.brownout_processor',
  group: 'controller',
  title: 'A processor browns out, its loads stay supplied',
  values: { offMs: span(5, 2000, 200), latched: { min: 0, max: 1, default: 1, unit: 'flag' } },
  forMs: { max: 10_000, default: 6000 },
  targets: withLoads,
  begin: ({ session }, { target }, { offMs = 0, latched = 0 }) => {
    const controller = indexOf(session, target);
    const hold = (on: boolean): void =>
      session.world.disturb(controller, (host) => {
        host.holdsOutputs = on;
      });
    const reboot = new Reboot(session, target, BROWN_OUT, () => hold(false));
    hold(latched === 1);
    reboot.cut(offMs);
    return { fired: 1, heal: (atUs) => reboot.end(atUs) };
  },
};

/** Between reset and firmware a boot loader, or a missing pull-down, drives the pins. */
const glitch: FaultKind = {
  name: 'controller.boot_glitch',
  group: 'controller',
  title: 'Outputs are driven for a moment before the firmware boots',
  excuses: {
    10: 'until the firmware has its pins, a lock is driven by whatever drives them',
    11: 'so is an output that its controller would keep off without the engine',
    12: 'until the firmware has its pins, nothing but the wiring keeps outputs apart',
  },
  values: { offMs: span(5, 2000, 100), glitchMs: span(1, 200, 20) },
  forMs: { max: 10_000, default: 6000 },
  targets: withLoads,
  begin: ({ session }, { target }, { offMs = 0, glitchMs = 0 }) => {
    const controller = indexOf(session, target);
    let fired = 0;
    let phase: 'off' | 'driven' | 'on' = 'off';
    const next = (): void => {
      phase = phase === 'off' ? 'driven' : 'on';
      if (phase === 'on') {
        session.power(target, true, BROWN_OUT);
        return;
      }
      session.world.disturb(controller, (host) => {
        fired = host.pins.pulse(1);
      });
      alarm.set(session.nowUs + glitchMs * 1000);
    };
    const alarm = new Alarm(session, next);
    session.power(target, false);
    alarm.set(session.nowUs + offMs * 1000);
    return {
      get fired() {
        return fired;
      },
      heal: (atUs) => {
        alarm.end(atUs);
        if (phase !== 'on') session.power(target, true, BROWN_OUT);
      },
    };
  },
};

export const SUPPLIES: readonly FaultKind[] = [outputs, processor, glitch];
