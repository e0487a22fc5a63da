/** Checks of `ready.yaml`, and of `unused` in `room.yaml`: nothing in the room is forgotten. */
import { checkParameters } from '../../validate/parameters.ts';
import { operationTargets } from '../operation-targets.ts';
import type { Expectation, ReadyDefinition } from '../ready.ts';
import { usedDevices } from '../usage.ts';
import { Reporter, type RoomProblem } from './catalogue.ts';
import { checkEquals, checkNumber } from './conditions.ts';
import { checkAction } from './players.ts';
import { deviceId, ROOM_FILES, type RoomIndex } from './room-index.ts';

type Path = readonly (string | number)[];

/** Every device is used by the game or listed as unused, never both; nothing is said where the room has no list. A spare that an operation over many drives too may be listed. */
export function checkUsage(index: RoomIndex, problems: RoomProblem[]): void {
  const { unused } = index.room.manifest;
  if (unused === undefined) return;
  const report = new Reporter(ROOM_FILES.manifest, problems);
  const used = usedDevices(index.room);
  for (const id of Object.keys(unused)) {
    const path = ['unused', id];
    if (!index.devices.has(id)) report.unknown('UNKNOWN_DEVICE', path, id, index.devices.keys());
    else if (used.get(id) === 'named') report.add('USED_AFTER_ALL', path, 'a device that nothing refers to', id);
  }
  for (const id of index.devices.keys()) {
    if (used.has(id) || Object.hasOwn(unused, id)) continue;
    report.add('UNUSED_DEVICE', ['unused'], 'a reference in graph.yaml or rules.yaml, or a reason here', id);
  }
}

export function checkReady(index: RoomIndex, problems: RoomProblem[]): void {
  const { ready } = index.room;
  if (ready === undefined) return;
  const report = new Reporter(ROOM_FILES.ready, problems);
  const reset = checkReset(index, ready, report);
  for (const [id, { is = {}, by }] of Object.entries(ready.devices)) {
    const path = ['devices', id];
    const device = index.devices.get(id);
    if (device === undefined) {
      report.unknown('UNKNOWN_DEVICE', path, id, index.devices.keys());
      continue;
    }
    for (const [property, expected] of Object.entries(is)) {
      checkExpectation(index, id, property, expected, [...path, 'is', property], report);
    }
    const ways = (['operation', 'staff'] as const).filter((way) => reset[way].has(id));
    const missing = by === 'itself' ? ways.length > 0 : !ways.includes(by);
    if (missing) report.add('RESET_WAY', [...path, 'by'], ways.join(' or ') || 'itself', by);
  }
  for (const id of index.devices.keys()) {
    if (!Object.hasOwn(ready.devices, id)) report.add('NO_READY', ['devices'], `a ready condition of ${id}`, 'none');
  }
}

interface Reset {
  readonly operation: Set<string>;
  readonly staff: Set<string>;
}

/** The devices that the reset reaches, by operations and by hand. */
function checkReset(index: RoomIndex, { reset }: ReadyDefinition, report: Reporter): Reset {
  const reached: Reset = { operation: new Set(), staff: new Set() };
  reset.forEach(({ operations = [], staff = [] }, stage) => {
    operations.forEach(({ device, parameters }, at) => {
      const path = ['reset', stage, 'operations', at];
      for (const id of checkOperation(index, device, parameters, path, report)) reached.operation.add(id);
    });
    staff.forEach((work, at) => {
      const path = ['reset', stage, 'staff', at];
      work.devices.forEach((id, place) => {
        reached.staff.add(id);
        if (!index.devices.has(id)) {
          report.unknown('UNKNOWN_DEVICE', [...path, 'devices', place], id, index.devices.keys());
        }
      });
      work.do?.forEach((action, place) => {
        checkAction(index, action, [...path, 'do', place], report);
      });
    });
  });
  return reached;
}

/** The devices that an operation of the reset drives. */
function checkOperation(
  index: RoomIndex,
  id: string,
  parameters: Readonly<Record<string, unknown>>,
  path: Path,
  report: Reporter,
): string[] {
  const device = index.devices.get(id);
  if (device === undefined) {
    report.unknown('UNKNOWN_DEVICE', [...path, 'device'], id, index.devices.keys());
    return [];
  }
  const op = String(parameters.op);
  const definitions = device.operations.get(op);
  if (definitions === undefined) {
    report.unknown('UNKNOWN_OPERATION', [...path, 'parameters'], op, device.operations.keys());
    return [];
  }
  const fault = checkParameters(definitions, parameters, index.colors);
  if (fault !== undefined) {
    const at = [...path, 'parameters'];
    report.add('OPERATION_PARAMETERS', at, `${fault.parameter}: ${fault.expected}`, fault.seen);
  }
  const { controller } = device;
  const key = id.slice(controller.controller.length + 1);
  const operation = device.definition.operations?.[op];
  const found = operation === undefined ? undefined : operationTargets(controller, key, operation);
  const driven =
    found?.ok === true ? found.targets.map((target) => deviceId(controller.controller, target.device)) : [];
  return [id, ...driven];
}

function checkExpectation(
  index: RoomIndex,
  device: string,
  property: string,
  expected: Expectation,
  path: Path,
  report: Reporter,
): void {
  if (typeof expected === 'object' && !Array.isArray(expected)) {
    checkNumber(index, device, property, path, report);
    return;
  }
  for (const value of Array.isArray(expected) ? expected : [expected]) {
    const at = path.slice(0, -1);
    checkEquals(index, device, property, value, at, report, property, property);
  }
}
