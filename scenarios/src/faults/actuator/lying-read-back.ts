/** A read-back that says done as soon as something is commanded, whatever happens. */
import { StuckInput, WatchedOutput } from '@understudy/sim-devices';
import type { VirtualSession } from '@understudy/twin';
import type { FaultKind } from '../fault-kind.ts';
import { wiresOf } from '../wires.ts';

/** Inputs that say that an output has done its work, by model. */
const READ_BACKS: Readonly<Record<string, readonly string[]>> = {
  maglock: ['sense'],
  linear: ['low', 'high'],
  travel: ['low', 'high', 'low2', 'high2'],
};

export const LYING_READ_BACK: FaultKind = {
  name: 'actuator.lying_read_back',
  group: 'actuator',
  title: 'A read-back says done as soon as something is commanded, whatever happens',
  values: {},
  forMs: { max: 600_000, default: 30_000, least: 420_000 },
  excuses: { 20: 'COMPLETED rests on the read-back, which lies' },
  targets: (index) => [
    ...new Set(wiresOf(index).flatMap(({ plant, model, role }) => (READ_BACKS[model]?.includes(role) ? [plant] : []))),
  ],
  begin({ session, index }, { target }) {
    const { faults } = session.world;
    const wires = wiresOf(index).filter(({ plant }) => plant === target);
    const inputs = wires.filter(({ model, role }) => READ_BACKS[model]?.includes(role));
    const outputs = wires.filter(({ direction }) => direction === 'out');
    const lies = inputs.map((wire) => ({ wire, fault: new StuckInput() }));
    const model = wires[0]?.model ?? '';
    const claim = (): void => {
      const end = commandedEnd(session, target, model);
      if (end === 0) return;
      for (const { wire, fault } of lies) {
        fault.value = claimed(wire.role, end, faults.params(target), model);
        faults.input(wire.controllerIndex, wire.pin, fault);
      }
    };
    for (const wire of outputs) faults.output(wire, new WatchedOutput(claim));
    return {
      get fired() {
        return lies.reduce((sum, { fault }) => sum + fault.fired, 0);
      },
      heal() {
        for (const wire of outputs) faults.output(wire, undefined);
        for (const { wire } of lies) faults.input(wire.controllerIndex, wire.pin, undefined);
      },
    };
  },
};

/** Where the plant is told to go: 1 held or out, -1 let go or back, 0 nowhere. */
function commandedEnd({ world: { faults } }: VirtualSession, plant: string, model: string): number {
  const { coilsNeeded = 1, energisedHolds = 1, activeLevel = 1 } = faults.params(plant);
  const active = (role: string, level: number) => (faults.written({ plant, role }) === level ? 1 : 0);
  if (model === 'travel') return faults.rampSign({ plant, role: 'step' });
  if (model === 'linear') return active('forward', activeLevel) - active('reverse', activeLevel);
  const coils = active('coil', 1) + active('coil2', 1) + active('coil3', 1);
  return coils >= coilsNeeded === (energisedHolds === 1) ? 1 : -1;
}

/** Level of a read-back that says that the end is reached. */
function claimed(role: string, end: number, params: Readonly<Record<string, number>>, model: string): number {
  const { heldLevel = 1, contactLevel = 0, activeLevel = 0 } = params;
  if (model === 'maglock') return end > 0 ? heldLevel : 1 - heldLevel;
  const reached = model === 'linear' ? contactLevel : activeLevel;
  return role.startsWith('high') === end > 0 ? reached : 1 - reached;
}
