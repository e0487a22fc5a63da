/** Checks of `controllers/*.yaml`: devices, units, pins, params, properties. */
import { DRIVERS } from '../../drivers.ts';
import { LIMITS } from '../../limits.ts';
import { compileTable } from '../../table/compile.ts';
import { TableError } from '../../table/error.ts';
import { describe } from '../../validate/parameters.ts';
import type { ControllerDefinition, DeviceDefinition, UnitDefinition } from '../controller.ts';
import { Reporter, type RoomProblem } from './catalogue.ts';
import { checkLimits } from './limits.ts';
import { checkOperations } from './operations.ts';
import { deviceId, findDriver, ROOM_FILES, type RoomIndex } from './room-index.ts';

type Path = readonly (string | number)[];

export function checkControllers(index: RoomIndex, problems: RoomProblem[]): void {
  const seenControllers = new Set<string>();
  const owners = new Map<string, string>();
  for (const controller of index.room.controllers) {
    const id = controller.controller;
    const report = new Reporter(ROOM_FILES.controller(id), problems);
    const before = problems.length;
    if (seenControllers.has(id)) report.add('DUPLICATE_CONTROLLER', ['controller'], 'an id used once', id);
    seenControllers.add(id);
    if (!index.zones.has(controller.zone)) report.unknown('UNKNOWN_ZONE', ['zone'], controller.zone, index.zones);
    checkCounts(controller, report);
    const pins = new PinUse(report);
    pins.take(controller.estopPin, ['estopPin'], false);
    if (controller.ledPin !== undefined) pins.take(controller.ledPin, ['ledPin'], false);
    for (const [key, device] of Object.entries(controller.devices)) {
      checkIdentity(id, key, owners, report);
      checkDevice(index, controller, key, device, pins, report);
    }
    if (problems.length === before) checkTable(index, controller, report);
  }
}

function checkIdentity(controller: string, key: string, owners: Map<string, string>, report: Reporter): void {
  const id = deviceId(controller, key);
  const owner = owners.get(id);
  if (owner !== undefined) {
    report.add('DUPLICATE_DEVICE', ['devices', key], 'an id of its own', `${id}, which ${owner} has too`);
  }
  owners.set(id, controller);
  if (id.length > LIMITS.idBytes) {
    report.add('ID_TOO_LONG', ['devices', key], `at most ${LIMITS.idBytes} letters`, `${id.length}: ${id}`);
  }
}

function checkCounts(controller: ControllerDefinition, report: Reporter): void {
  const devices = Object.values(controller.devices);
  const units = devices.reduce((sum, device) => sum + Object.keys(device.units).length, 0);
  if (devices.length > LIMITS.devicesPerController) {
    report.add('TOO_MANY', ['devices'], `at most ${LIMITS.devicesPerController} devices`, `${devices.length}`);
  }
  if (units > LIMITS.unitsPerController) {
    report.add('TOO_MANY', ['devices'], `at most ${LIMITS.unitsPerController} units`, `${units}`);
  }
}

function checkDevice(
  index: RoomIndex,
  controller: ControllerDefinition,
  key: string,
  device: DeviceDefinition,
  pins: PinUse,
  report: Reporter,
): void {
  const path = ['devices', key];
  if (device.zone !== undefined && !index.zones.has(device.zone)) {
    report.unknown('UNKNOWN_ZONE', [...path, 'zone'], device.zone, index.zones);
  }
  const published = new Set<string>();
  for (const [name, unit] of Object.entries(device.units)) {
    checkUnit(unit, [...path, 'units', name], pins, published, report);
  }
  checkOperations(index, controller, key, device, report);
}

function checkUnit(unit: UnitDefinition, path: Path, pins: PinUse, published: Set<string>, report: Reporter): void {
  const driver = findDriver(unit.driver);
  if (driver === undefined) {
    report.unknown('UNKNOWN_DRIVER', [...path, 'driver'], unit.driver, Object.keys(DRIVERS));
    return;
  }
  const given = unit.pins ?? {};
  for (const role of Object.keys(given)) {
    if (!Object.hasOwn(driver.pins, role)) {
      report.unknown('UNKNOWN_ROLE', [...path, 'pins', role], role, Object.keys(driver.pins));
    }
  }
  for (const [role, definition] of Object.entries(driver.pins)) {
    const pin = given[role];
    if (pin !== undefined) pins.take(pin, [...path, 'pins', role], definition.signal === 'ir');
    else if (definition.optional !== true) {
      const where = unit.pins === undefined ? path : [...path, 'pins'];
      report.add('MISSING_ROLE', where, `a ${definition.signal} pin for ${role}`, 'none');
    }
  }
  for (const [name, raw] of Object.entries(unit.params ?? {})) {
    checkParam(driver.params, name, raw, [...path, 'params', name], report);
  }
  checkLimits(unit, path, report);
  for (const name of Object.keys(unit.publish ?? {})) {
    if (!Object.hasOwn(driver.properties, name)) {
      report.unknown('UNKNOWN_PROPERTY', [...path, 'publish', name], name, Object.keys(driver.properties));
    }
  }
  for (const name of Object.keys(driver.properties)) {
    const shown = unit.publish?.[name] ?? name;
    const where = unit.publish?.[name] === undefined ? path : [...path, 'publish', name];
    if (published.has(shown)) report.add('DUPLICATE_PROPERTY', where, 'a name used once in the device', shown);
    published.add(shown);
  }
}

/** A param is an integer, or a colour as `#rrggbb`. */
export function checkParam(
  params: Readonly<Record<string, { readonly min: number; readonly max: number }>>,
  name: string,
  raw: number | string,
  path: Path,
  report: Reporter,
): void {
  const param = Object.hasOwn(params, name) ? params[name] : undefined;
  if (param === undefined) {
    report.unknown('UNKNOWN_PARAM', path, name, Object.keys(params));
    return;
  }
  const value = typeof raw === 'string' && /^#[0-9a-f]{6}$/i.test(raw) ? Number.parseInt(raw.slice(1), 16) : raw;
  if (typeof value !== 'number' || value < param.min || value > param.max) {
    const color = param.max === 0xffffff ? ', or "#rrggbb"' : '';
    report.add('PARAM_RANGE', path, `an integer from ${param.min} to ${param.max}${color}`, describe(raw));
  }
}

/** What no single check has seen the compiler of the flash table still refuses. */
function checkTable(index: RoomIndex, controller: ControllerDefinition, report: Reporter): void {
  try {
    compileTable(index.room.manifest, controller);
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    report.add('TABLE_REFUSED', error.path.split('.'), `${error.expected} (${error.code})`, error.seen);
  }
}

/** Which pin of a controller is whose. */
class PinUse {
  private readonly owners = new Map<number, { readonly path: Path; readonly shared: boolean }>();
  private readonly report: Reporter;
  constructor(report: Reporter) {
    this.report = report;
  }
  take(pin: number, path: Path, shared: boolean): void {
    const owner = this.owners.get(pin);
    if (owner !== undefined && !(owner.shared && shared)) {
      this.report.add('DUPLICATE_PIN', path, 'a pin of its own', `${pin}, which is ${owner.path.join('.')}`);
    }
    this.owners.set(pin, { path, shared });
  }
}
