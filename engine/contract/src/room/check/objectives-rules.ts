/** Checks of `objectives.yaml` and `rules.yaml`. */
import { Reporter, type RoomProblem } from './catalogue.ts';
import { checkCondition } from './conditions.ts';
import { neededParameters } from './operations.ts';
import { ROOM_FILES, type RoomIndex } from './room-index.ts';

type Path = readonly (string | number)[];
interface Operation {
  readonly device: string;
  readonly op: string;
}

export function checkObjectives(index: RoomIndex, problems: RoomProblem[]): void {
  const report = new Reporter(ROOM_FILES.objectives, problems);
  for (const [id, objective] of Object.entries(index.room.objectives.objectives)) {
    const path = ['objectives', id];
    if (!index.zones.has(objective.zone)) {
      report.unknown('UNKNOWN_ZONE', [...path, 'zone'], objective.zone, index.zones);
    }
    for (const name of ['startsAt', 'solvedAt'] as const) {
      const node = objective[name];
      if (!index.nodes.has(node)) report.unknown('UNKNOWN_NODE', [...path, name], node, index.nodes);
    }
  }
}

export function checkRules(index: RoomIndex, problems: RoomProblem[]): void {
  const report = new Reporter(ROOM_FILES.rules, problems);
  for (const [id, rule] of Object.entries(index.room.rules.interlocks)) {
    const path = ['interlocks', id];
    checkCondition(index, rule.when, [...path, 'when'], report);
    const { forbid = [], force = [] } = rule;
    if (forbid.length + force.length === 0) report.add('EMPTY_RULE', path, 'forbid or force', 'neither');
    forbid.forEach((operation, at) => {
      checkOperation(index, operation, [...path, 'forbid', at], false, report);
    });
    force.forEach((operation, at) => {
      checkOperation(index, operation, [...path, 'force', at], true, report);
    });
  }
  for (const [id, set] of Object.entries(index.room.rules.exclusive ?? {})) {
    set.forEach((operation, at) => {
      checkOperation(index, operation, ['exclusive', id, at], false, report);
    });
  }
}

/** `sent`: the engine sends it, with no parameters. */
function checkOperation(index: RoomIndex, operation: Operation, path: Path, sent: boolean, report: Reporter): void {
  const device = index.devices.get(operation.device);
  if (device === undefined) {
    report.unknown('UNKNOWN_DEVICE', [...path, 'device'], operation.device, index.devices.keys());
    return;
  }
  const parameters = device.operations.get(operation.op);
  if (parameters === undefined) {
    report.unknown('UNKNOWN_OPERATION', [...path, 'op'], operation.op, device.operations.keys());
    return;
  }
  const needed = neededParameters(parameters);
  if (sent && needed !== '') report.add('NEEDS_PARAMETERS', [...path, 'op'], 'no parameters without a default', needed);
}
