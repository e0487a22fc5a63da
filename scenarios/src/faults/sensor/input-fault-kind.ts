/** What all faults of one input pin have in common: targets by signal, and evidence from the pin. */
import type { PinSignal } from '@understudy/contract';
import type { InputFault } from '@understudy/sim-devices';
import type { ActiveFault, FaultKind, FaultValue } from '../fault-kind.ts';
import { type RoomWire, wireOf, wiresOf } from '../wires.ts';

/** A sensor that says something else than what is there makes COMPLETED mean less: the read-back agreed, the room did not. */
export const READ_BACK_LIES = 'COMPLETED rests on a read-back that this fault falsifies';

interface InputFaultSetting {
  readonly name: string;
  readonly title: string;
  readonly signals: readonly PinSignal[];
  readonly values?: Readonly<Record<string, FaultValue>>;
  /** How long it may be until people come to the sensor; 0 (default) for what shows by itself. */
  readonly least?: number;
  make(wire: RoomWire, values: Readonly<Record<string, number>>, seed: number): InputFault;
}

/** Greatest value of a signal; analogue inputs are 10 bits. */
export function mostOf({ signal }: RoomWire): number {
  if (signal === 'digital') return 1;
  return signal === 'analog' ? 1023 : 0x7fffffff;
}

export function inputFaultKind({ name, title, signals, values = {}, least = 0, make }: InputFaultSetting): FaultKind {
  return {
    name,
    group: 'sensor',
    title,
    values,
    forMs: { max: 600_000, default: 20_000, least },
    excuses: { 20: READ_BACK_LIES },
    targets: (index) =>
      wiresOf(index)
        .filter(({ direction, signal }) => direction === 'in' && signals.includes(signal))
        .map(({ target }) => target),
    begin({ session, index, seed }, { target }, given): ActiveFault {
      const wire = wireOf(index, target);
      const fault = make(wire, given, seed);
      const { faults } = session.world;
      faults.input(wire.controllerIndex, wire.pin, fault);
      return {
        get fired() {
          return fault.fired;
        },
        heal: () => faults.input(wire.controllerIndex, wire.pin, undefined),
      };
    },
  };
}
