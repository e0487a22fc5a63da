/** Faults of one output: the contact welds, or the wire breaks. */
import { BrokenOutput, type OutputFault, WeldedOutput } from '@understudy/sim-devices';
import type { ActiveFault, FaultContext, FaultKind } from '../fault-kind.ts';
import { type RoomWire, wireOf, wiresOf } from '../wires.ts';

const FOR_MS = { max: 600_000, default: 30_000, least: 30_000 };
/** Models whose outputs are relays or transistors, and the param that names the level for on; undefined: 1. */
const SWITCHED: Readonly<Record<string, string | undefined>> = {
  load: 'activeLevel',
  haze: 'activeLevel',
  linear: 'activeLevel',
  rotor: 'enableActiveLevel',
  lamp: 'activeLevel',
  maglock: undefined,
};
const LEVELS: readonly string[] = ['digital', 'pwm', 'servo', 'dmx'];

/** The level that means on; of a dimmed output any above 0. */
function isOn({ session }: FaultContext, { plant, model, signal }: RoomWire): (level: number) => boolean {
  if (signal !== 'digital') return (level) => level > 0;
  const name = SWITCHED[model];
  const on = name === undefined ? 1 : (session.world.faults.params(plant)[name] ?? 1);
  return (level) => level === on;
}

function outputFault(context: FaultContext, wire: RoomWire, fault: OutputFault): ActiveFault {
  const { faults } = context.session.world;
  faults.output(wire, fault);
  return {
    get fired() {
      return fault.fired;
    },
    heal: () => faults.output(wire, undefined),
  };
}

export const WELDED: FaultKind = {
  name: 'actuator.welded',
  group: 'actuator',
  title: 'A relay welds when it closes: its load stays on; the E-stop contactor still cuts it',
  values: {},
  // It shows when the load is told to go off.
  forMs: { ...FOR_MS, least: 420_000 },
  excuses: {
    10: 'a lock whose driver has welded is let go of by its release button and the contactor alone',
    11: 'a welded contact stays closed whatever its controller does',
    12: 'a welded contact stays closed while what excludes it comes on',
    13: 'a welded contact stays closed beyond its longest time',
    20: 'without a read-back COMPLETED tells what was driven',
  },
  targets: (index) =>
    wiresOf(index)
      .filter(({ direction, signal, model }) => direction === 'out' && signal === 'digital' && model in SWITCHED)
      .map(({ target }) => target),
  begin(context, { target }) {
    const wire = wireOf(context.index, target);
    const on = isOn(context, wire)(1) ? 1 : 0;
    return outputFault(context, wire, new WeldedOutput(on));
  },
};

export const STUCK_OFF: FaultKind = {
  name: 'actuator.stuck_off',
  group: 'actuator',
  title: 'The wire of an output is broken: what hangs on it stays off',
  values: {},
  forMs: FOR_MS,
  excuses: { 20: 'without a read-back COMPLETED tells what was driven' },
  targets: (index) =>
    wiresOf(index)
      .filter(({ direction, signal }) => direction === 'out' && LEVELS.includes(signal))
      .map(({ target }) => target),
  begin(context, { target }) {
    const wire = wireOf(context.index, target);
    return outputFault(context, wire, new BrokenOutput(isOn(context, wire)));
  },
};
