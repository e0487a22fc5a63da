/** Crossed wires: two inputs, or two outputs, of one controller are swapped at its terminals. */
import type { FaultKind } from '../fault-kind.ts';
import { PolledFault } from '../polled-fault.ts';
import { type RoomWire, wireOf, wiresOf } from '../wires.ts';

function crossed(
  direction: 'in' | 'out',
  name: string,
  title: string,
  least: number,
  excuses: NonNullable<FaultKind['excuses']>,
): FaultKind {
  return {
    name,
    group: 'actuator',
    title,
    values: {},
    forMs: { max: 600_000, default: 30_000, least },
    excuses,
    targets: (index) => neighbours(wiresOf(index).filter((wire) => wire.direction === direction)),
    begin({ session, index }, { target }) {
      const [one, other] = target.split('/').map((end) => wireOf(index, end));
      if (one === undefined || other === undefined) throw new RangeError(`expected two wires, saw ${target}`);
      const { faults } = session.world;
      const inputs = direction === 'in';
      const value = (wire: RoomWire): number => (inputs ? faults.wire(wire) : faults.written(wire));
      const mend = faults.cross(one, other, inputs);
      return new PolledFault(session.nowUs, () => value(one) !== value(other), mend);
    },
  };
}

/** Digital wires next to each other at the terminals of one controller. */
function neighbours(wires: readonly RoomWire[]): string[] {
  const digital = wires.filter(({ signal }) => signal === 'digital').sort(byTerminal);
  return digital.flatMap((wire, place) => {
    const next = digital[place + 1];
    if (next === undefined || next.controllerIndex !== wire.controllerIndex || next.pin === wire.pin) return [];
    // Two coils of one magnet are driven alike: swapped they are as they were.
    return next.plant !== wire.plant || wire.model !== 'maglock' ? [`${wire.target}/${next.target}`] : [];
  });
}

function byTerminal(one: RoomWire, other: RoomWire): number {
  return one.controllerIndex - other.controllerIndex || one.pin - other.pin;
}

const READ_BACK_ELSEWHERE = { 20: 'COMPLETED rests on a read-back that belongs to something else' };
const BOTH_LIMITS = { ...READ_BACK_ELSEWHERE, 14: 'both limit switches of one drive are wrong at once' };

export const CROSSED_INPUTS = crossed(
  'in',
  'actuator.crossed_inputs',
  'Two inputs of a controller are swapped',
  420_000,
  (target) => {
    const [one, other] = target.split('/').map((wire) => wire.split('.')[0]);
    return one === other ? BOTH_LIMITS : READ_BACK_ELSEWHERE;
  },
);
export const CROSSED_OUTPUTS = crossed(
  'out',
  'actuator.crossed_outputs',
  'Two outputs of a controller are swapped',
  240_000,
  {
    10: 'the safe state of a lock is that of another load',
    11: 'the safe state of a load is that of another',
    12: 'the firmware switches another load than the one that it keeps apart from others',
    13: 'the firmware counts the time of another load than the one that is on',
    20: 'without a read-back COMPLETED tells what was driven',
  },
);
