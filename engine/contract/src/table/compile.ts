/** Compiles a controller definition to the flash table that the firmware boots from. The layout: `layout.md`. */
import { crc32 } from '../crc32.ts';
import { DEFAULTS, LIMITS } from '../limits.ts';
import type { ControllerDefinition, DeviceDefinition } from '../room/controller.ts';
import { operationTargets } from '../room/operation-targets.ts';
import type { RoomManifest } from '../room/room.ts';
import { ByteWriter } from './bytes.ts';
import { TableError } from './error.ts';
import { NO_PIN, TABLE_LIMITS, TABLE_MAGIC } from './limits.ts';
import { checkOperation, writeOperation } from './operation.ts';
import { PinUse, writeUnit } from './unit.ts';

/** What of the room's manifest goes into a table: the room's id and its colour names. */
export type TableRoom = Pick<RoomManifest, 'room' | 'colors'>;

/** Bytes of a HELLO without its devices, at most: hashes, version, counts. */
const HELLO_BYTES = 640;
/** Bytes before the body: magic and CRC. */
const HEADER_BYTES = 8;

/**
 * The table of one controller, at most TABLE_LIMITS.tableBytes bytes. Deterministic: the same definition gives the same bytes.
 * @throws TableError when the definition names what the drivers do not have, or is over a limit
 */
export function compileTable(room: TableRoom, controller: ControllerDefinition): Uint8Array {
  const writer = new ByteWriter();
  writer.text(room.room);
  writer.text(controller.controller);
  writer.unsigned(controller.heartbeatMs);
  writer.unsigned(controller.engineHeartbeatLimitMs ?? DEFAULTS.engineHeartbeatLimitMs);
  writer.u8(controller.estopPin);
  writer.u8(controller.ledPin ?? NO_PIN);
  const colors = Object.entries(room.colors ?? {});
  writer.unsigned(colors.length);
  for (const [name, value] of colors) {
    writer.text(name);
    writer.signed(Number.parseInt(value.slice(1), 16));
  }
  const devices = Object.entries(controller.devices);
  const units = devices.flatMap(([key, device]) => Object.keys(device.units).map((unit) => `${key}.${unit}`));
  checkCounts(controller, units.length, colors.length);
  checkHello(controller);
  const pins = new PinUse();
  pins.take(controller.estopPin, 'estopPin', false);
  if (controller.ledPin !== undefined) pins.take(controller.ledPin, 'ledPin', false);
  writer.unsigned(devices.length);
  for (const [key, device] of devices) writeDevice(writer, controller, key, device, pins);
  return seal(writer.finish());
}

function writeDevice(
  writer: ByteWriter,
  controller: ControllerDefinition,
  key: string,
  device: DeviceDefinition,
  pins: PinUse,
): void {
  const path = `devices.${key}`;
  const id = `${controller.controller}_${key}`;
  if (id.length > LIMITS.idBytes) throw new TableError('BAD_NAME', path, `an id of at most ${LIMITS.idBytes}`, id);
  writer.text(key);
  writer.u8((device.safetyClass === 'CRITICAL' ? 1 : 0) | (device.commissioning === false ? 0 : 2));
  const units = Object.entries(device.units);
  writer.unsigned(units.length);
  const published = new Set<string>();
  for (const [name, unit] of units) writeUnit(writer, `${path}.units.${name}`, unit, pins, published);
  const operations = Object.entries(device.operations ?? {});
  writer.unsigned(operations.length);
  for (const [name, operation] of operations) {
    writeOperation(writer, name, operation, checkOperation(controller, key, name, operation));
  }
}

function checkCounts(controller: ControllerDefinition, units: number, colors: number): void {
  const devices = Object.values(controller.devices);
  const operations = devices.flatMap((device) => Object.values(device.operations ?? {}));
  const parameters = operations.flatMap((operation) => Object.values(operation.parameters ?? {}));
  const targets = Object.entries(controller.devices).flatMap(([key, device]) =>
    Object.values(device.operations ?? {}).flatMap((operation) => {
      const found = operationTargets(controller, key, operation);
      return found.ok ? found.targets : [];
    }),
  );
  const words = parameters.reduce((sum, parameter) => sum + Object.keys(parameter.values ?? {}).length, colors);
  const counts: readonly (readonly [string, number, number])[] = [
    ['devices', devices.length, LIMITS.devicesPerController],
    ['units', units, LIMITS.unitsPerController],
    ['operations', operations.length, TABLE_LIMITS.operations],
    ['parameters', parameters.length, TABLE_LIMITS.parameters],
    ['units of operations', targets.length, TABLE_LIMITS.targets],
    ['words of parameters and colours', words, TABLE_LIMITS.words],
  ];
  for (const [what, seen, limit] of counts) {
    if (seen > limit) throw new TableError('TOO_MANY', 'devices', `at most ${limit} ${what}`, String(seen));
  }
}

/** HELLO lists every device: it has to fit a payload. */
function checkHello(controller: ControllerDefinition): void {
  const ids = Object.keys(controller.devices).map((key) => controller.controller.length + key.length + 4);
  const bytes = ids.reduce((sum, length) => sum + length, HELLO_BYTES);
  if (bytes > LIMITS.payloadBytes) {
    throw new TableError('TOO_MANY', 'devices', `ids that fit HELLO's ${LIMITS.payloadBytes} bytes`, `${bytes}`);
  }
}

/** Magic, CRC of the body, body. */
function seal(body: Uint8Array): Uint8Array {
  const table = new Uint8Array(HEADER_BYTES + body.length);
  if (table.length > TABLE_LIMITS.tableBytes) {
    throw new TableError(
      'TOO_MANY',
      'devices',
      `a table of at most ${TABLE_LIMITS.tableBytes} bytes`,
      `${table.length}`,
    );
  }
  for (let index = 0; index < TABLE_MAGIC.length; index += 1) table[index] = TABLE_MAGIC.charCodeAt(index);
  new DataView(table.buffer).setUint32(4, crc32(body), true);
  table.set(body, HEADER_BYTES);
  return table;
}
