/** The wires of a controller by the names that scenarios, traces and recordings use. */
import { type ControllerDefinition, DRIVERS, type Driver, type PinSignal } from '@understudy/contract';
import { restingInputs } from '../suites/inputs.ts';
import { installedUnits } from '../suites/target.ts';

export interface Wire {
  readonly pin: number;
  /** `<device>.<unit>.<pin>`, `estop` or `led`. */
  readonly signal: string;
  readonly kind: PinSignal;
  /** As the DUT sees it. */
  readonly direction: 'in' | 'out';
  /** Full id of its device; undefined for the controller's own pins. */
  readonly device?: string;
  /** Name of the unit and of the driver's pin. */
  readonly unit?: string;
  readonly role?: string;
  /** Level while nobody touches anything. Of inputs alone. */
  readonly rest: number;
}

/** A wire that cannot be told: what was expected and what was written. */
export interface NoWire {
  readonly expected: string;
  readonly seen: string;
}

const drivers: Readonly<Record<string, Driver>> = DRIVERS;
/** Every wire, the controller's own first. */
export function wiresOf(definition: ControllerDefinition): readonly Wire[] {
  const own: Wire[] = [{ pin: definition.estopPin, signal: 'estop', kind: 'digital', direction: 'in', rest: 1 }];
  if (definition.ledPin !== undefined) {
    own.push({ pin: definition.ledPin, signal: 'led', kind: 'digital', direction: 'out', rest: 0 });
  }
  const units = installedUnits({ definition }).flatMap((installed) => {
    const { device, unit, driver, pins } = installed;
    const resting = new Map(restingInputs(installed).map(({ pin, value }) => [pin, value]));
    return Object.entries(pins).flatMap(([role, pin]): Wire[] => {
      const known = drivers[driver]?.pins[role];
      if (known === undefined) return [];
      const { signal: kind, direction } = known;
      const rest = resting.get(pin) ?? 0;
      return [{ pin, signal: `${device}.${unit}.${role}`, kind, direction, device, unit, role, rest }];
    });
  });
  return [...own, ...units];
}

/** The wire that is meant by a part and a name or number. */
export function findWire(
  definition: ControllerDefinition,
  wires: readonly Wire[],
  part: string | undefined,
  name: string | number | undefined,
): Wire | NoWire {
  const { controller } = definition;
  if (part === undefined || part === controller) {
    const number = typeof name === 'number' ? name : /^\d+$/.test(name ?? '') ? Number(name) : undefined;
    const own = wires.find(({ pin, signal }) => (number === undefined ? signal === name : pin === number));
    return own ?? { expected: `estop, led or a pin of ${controller}`, seen: String(name ?? 'no pin') };
  }
  const device = part.startsWith(`${controller}_`) ? part : `${controller}_${part}`;
  const ofDevice = wires.filter((wire) => wire.device === device);
  if (ofDevice.length === 0) {
    return { expected: `a device of ${controller} with pins`, seen: part };
  }
  const wanted = String(name ?? '');
  const fits = ofDevice.filter(
    ({ pin, unit, role }) => [`${unit}.${role}`, `${pin}`].includes(wanted) || unit === wanted || role === wanted,
  );
  const exact =
    fits.find(({ unit, role }) => `${unit}.${role}` === wanted) ?? (fits.length === 1 ? fits[0] : undefined);
  if (exact !== undefined) return exact;
  if (name === undefined && ofDevice.length === 1 && ofDevice[0] !== undefined) return ofDevice[0];
  const names = ofDevice.map(({ unit, role }) => `${unit}.${role}`).join(', ');
  return { expected: `one of ${names}`, seen: wanted === '' ? 'no pin' : wanted };
}
