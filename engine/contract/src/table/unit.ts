/** One driver instance in the flash table. */
import type { Driver } from '../driver.ts';
import { DRIVERS } from '../drivers.ts';
import { LIMITS } from '../limits.ts';
import type { UnitDefinition } from '../room/controller.ts';
import type { ByteWriter } from './bytes.ts';
import { TableError } from './error.ts';
import { NO_PIN } from './limits.ts';

/** Which pin is whose. Infrared receivers may share one decoder's pin; nothing else shares. */
export class PinUse {
  readonly #owners = new Map<number, { readonly path: string; readonly shared: boolean }>();

  take(pin: number, path: string, shared: boolean): void {
    const owner = this.#owners.get(pin);
    if (owner !== undefined && !(owner.shared && shared)) {
      throw new TableError('PIN_TWICE', path, 'a pin of its own', `${pin}, which is ${owner.path}`);
    }
    this.#owners.set(pin, { path, shared });
  }
}

/** The driver of that name, or undefined. */
export function driverNamed(name: string): Driver | undefined {
  return Object.hasOwn(DRIVERS, name) ? DRIVERS[name as keyof typeof DRIVERS] : undefined;
}

/** Writes one unit. `published` collects the device's property names, each of which may stand once. */
export function writeUnit(
  writer: ByteWriter,
  path: string,
  unit: UnitDefinition,
  pins: PinUse,
  published: Set<string>,
): void {
  const driver = driverNamed(unit.driver);
  if (driver === undefined) {
    throw new TableError('UNKNOWN_DRIVER', path, `one of ${Object.keys(DRIVERS).join(', ')}`, unit.driver);
  }
  writer.u8(driver.code);
  writePins(writer, path, driver, unit.pins ?? {}, pins);
  writeParams(writer, path, driver, unit.params ?? {});
  writeProperties(writer, path, driver, unit.publish ?? {}, published);
}

function writePins(
  writer: ByteWriter,
  path: string,
  driver: Driver,
  given: Readonly<Record<string, number>>,
  pins: PinUse,
): void {
  const roles = Object.entries(driver.pins);
  rejectUnknown('UNKNOWN_PIN', `${path}.pins`, Object.keys(given), Object.keys(driver.pins));
  writer.unsigned(roles.length);
  for (const [name, role] of roles) {
    const at = `${path}.pins.${name}`;
    const pin = given[name];
    if (pin === undefined) {
      if (role.optional !== true) throw new TableError('PIN_MISSING', at, `a ${role.signal} pin`, 'none');
      writer.u8(NO_PIN);
      continue;
    }
    if (!Number.isInteger(pin) || pin < 0 || pin >= LIMITS.pinsPerController) {
      throw new TableError('PIN_MISSING', at, `0 to ${LIMITS.pinsPerController - 1}`, String(pin));
    }
    pins.take(pin, at, role.signal === 'ir');
    writer.u8(pin);
  }
}

/** Only what differs from the driver's default is stored. */
function writeParams(
  writer: ByteWriter,
  path: string,
  driver: Driver,
  given: Readonly<Record<string, number | string>>,
): void {
  const names = Object.keys(driver.params);
  rejectUnknown('UNKNOWN_PARAM', `${path}.params`, Object.keys(given), names);
  const stored: [number, number][] = [];
  for (const [name, raw] of Object.entries(given)) {
    const param = driver.params[name];
    if (param === undefined) continue;
    const value = typeof raw === 'string' && /^#[0-9a-f]{6}$/i.test(raw) ? Number.parseInt(raw.slice(1), 16) : raw;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < param.min || value > param.max) {
      throw new TableError('PARAM_RANGE', `${path}.params.${name}`, `${param.min} to ${param.max}`, String(raw));
    }
    if (value !== param.default) stored.push([names.indexOf(name), value]);
  }
  stored.sort(([a], [b]) => a - b);
  writer.unsigned(stored.length);
  for (const [index, value] of stored) {
    writer.u8(index);
    writer.signed(value);
  }
}

function writeProperties(
  writer: ByteWriter,
  path: string,
  driver: Driver,
  publish: Readonly<Record<string, string>>,
  published: Set<string>,
): void {
  const names = Object.keys(driver.properties);
  rejectUnknown('UNKNOWN_PROPERTY', `${path}.publish`, Object.keys(publish), names);
  writer.unsigned(names.length);
  for (const [index, name] of names.entries()) {
    const shown = publish[name] ?? name;
    if (published.has(shown)) {
      throw new TableError('PROPERTY_TWICE', `${path}.publish.${name}`, 'a name used once in the device', shown);
    }
    published.add(shown);
    writer.u8(index);
    writer.text(shown);
  }
}

function rejectUnknown(
  code: 'UNKNOWN_PIN' | 'UNKNOWN_PARAM' | 'UNKNOWN_PROPERTY',
  path: string,
  seen: readonly string[],
  known: readonly string[],
): void {
  for (const name of seen) {
    if (!known.includes(name)) {
      throw new TableError(code, `${path}.${name}`, known.length === 0 ? 'none' : `one of ${known.join(', ')}`, name);
    }
  }
}
