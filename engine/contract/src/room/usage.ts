/** Which devices a room's game uses: its graph and its rules refer to them. */
import type { Condition } from './condition.ts';
import { operationTargets } from './operation-targets.ts';
import type { Room } from './room.ts';

/** `named` by a node, an interlock or a condition; or `driven` with others by an operation that a node sends. */
export type DeviceUse = 'named' | 'driven';

/** The devices that the game uses. One that is only driven (a relay under a panel's `all_on`) may still be a spare. */
export function usedDevices(room: Room): ReadonlyMap<string, DeviceUse> {
  const used = new Map<string, DeviceUse>();
  const add = (device: string, op?: unknown): void => {
    used.set(device, 'named');
    for (const driven of typeof op === 'string' ? drivenBy(room, device, op) : []) {
      if (!used.has(driven)) used.set(driven, 'driven');
    }
  };
  for (const node of Object.values(room.graph.nodes)) {
    if (node.kind === 'DISPATCH') add(node.device, node.parameters.op);
    else if (node.kind === 'WAIT_STATE_EQUALS') add(node.device);
    else if (node.kind === 'WAIT_CONDITION') readDevices(node.condition, add);
    else if (node.kind === 'BRANCH') for (const { when } of node.cases) readDevices(when, add);
  }
  for (const { when, forbid = [], force = [] } of Object.values(room.rules.interlocks)) {
    readDevices(when, add);
    for (const { device } of [...forbid, ...force]) add(device);
  }
  for (const set of Object.values(room.rules.exclusive ?? {})) for (const { device } of set) add(device);
  return used;
}

function readDevices(condition: Condition, add: (device: string) => void): void {
  if ('device' in condition) add(condition.device);
  else if ('all' in condition) for (const one of condition.all) readDevices(one, add);
  else if ('any' in condition) for (const one of condition.any) readDevices(one, add);
  else if ('not' in condition) readDevices(condition.not, add);
  else if ('heldFor' in condition) readDevices(condition.heldFor.condition, add);
  else if ('within' in condition) readDevices(condition.within.condition, add);
  else if ('count' in condition) readDevices(condition.count.condition, add);
  else if ('sequence' in condition) for (const one of condition.sequence.steps) readDevices(one, add);
}

/** Devices whose units an operation of `device` drives. */
function drivenBy(room: Room, device: string, op: string): string[] {
  for (const controller of room.controllers) {
    const prefix = `${controller.controller}_`;
    if (!device.startsWith(prefix)) continue;
    const key = device.slice(prefix.length);
    const operations = Object.hasOwn(controller.devices, key) ? controller.devices[key]?.operations : undefined;
    const operation = operations !== undefined && Object.hasOwn(operations, op) ? operations[op] : undefined;
    if (operation === undefined) continue;
    const found = operationTargets(controller, key, operation);
    return found.ok ? found.targets.map((target) => prefix + target.device) : [];
  }
  return [];
}
