/** The wires between controllers and props of a room, as targets of faults: `plant.role`. */
import { DRIVERS, type PinSignal } from '@understudy/contract';
import { MODELS } from '@understudy/sim-devices';
import type { RoomIndex } from '../monitors/room-index.ts';

export interface RoomWire {
  /** `plant.role`. */
  readonly target: string;
  readonly plant: string;
  readonly role: string;
  readonly model: string;
  readonly controller: string;
  /** Place of the controller in the room. */
  readonly controllerIndex: number;
  readonly pin: number;
  readonly signal: PinSignal;
  /** As the controller sees it. */
  readonly direction: 'in' | 'out';
}

/** The room's wires never change, and every kind of fault asks for them. */
const known = new WeakMap<RoomIndex, readonly RoomWire[]>();

export function wiresOf(index: RoomIndex): readonly RoomWire[] {
  const found = known.get(index) ?? findWires(index);
  known.set(index, found);
  return found;
}

/** @throws RangeError for a target that the room does not have */
export function wireOf(index: RoomIndex, target: string): RoomWire {
  const wire = wiresOf(index).find((one) => one.target === target);
  if (wire === undefined) throw new RangeError(`fault target: expected a wire of the room, saw ${target}`);
  return wire;
}

function findWires(index: RoomIndex): RoomWire[] {
  const signals = signalsOf(index);
  return [...index.plants.values()].flatMap(({ id: plant, controller, definition }) => {
    const model = MODELS[definition.model as keyof typeof MODELS];
    const controllerIndex = index.room.controllers.findIndex((one) => one.controller === controller);
    return Object.entries(definition.pins).flatMap(([role, pin]) => {
      const declared = model?.pins[role];
      if (declared === undefined) return [];
      const signal = signals.get(`${controller} ${pin}`) ?? declared.signals[0] ?? 'digital';
      const { direction } = declared;
      const ends = { target: `${plant}.${role}`, plant, role, model: definition.model };
      return [{ ...ends, controller, controllerIndex, pin, signal, direction }];
    });
  });
}

/** What the driver on each pin takes it for, by controller and pin. */
function signalsOf({ room }: RoomIndex): Map<string, PinSignal> {
  const signals = new Map<string, PinSignal>();
  for (const { controller, devices } of room.controllers) {
    for (const unit of Object.values(devices).flatMap(({ units }) => Object.values(units))) {
      const driver = Object.hasOwn(DRIVERS, unit.driver) ? DRIVERS[unit.driver as keyof typeof DRIVERS] : undefined;
      const roles = (driver?.pins ?? {}) as Readonly<Record<string, { readonly signal: PinSignal }>>;
      for (const [role, pin] of Object.entries(unit.pins ?? {})) {
        const declared = roles[role];
        if (declared !== undefined) signals.set(`${controller} ${pin}`, declared.signal);
      }
    }
  }
  return signals;
}
