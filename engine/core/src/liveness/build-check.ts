/** Whether a controller runs what the room's files ask for: another contract or another table is sent no commands. */
import { CONTRACT_HASH } from '@understudy/contract';
import type { Core } from '../core.ts';
import { at } from '../errors.ts';
import { deviceReady } from '../graph/dispatch-node.ts';

/** What a controller runs is not what the room's files ask for. */
export interface Mismatch {
  readonly kind: 'CONTRACT_MISMATCH' | 'TABLE_MISMATCH';
  readonly expected: string;
  readonly seen: string;
}

/** Null when the controller fits, or has not said what it runs. */
export function mismatchOf(core: Core, controller: number): Mismatch | null {
  const { contractHash, tableHash } = core.devices.controller(controller);
  if (contractHash !== null && contractHash !== CONTRACT_HASH) {
    return { kind: 'CONTRACT_MISMATCH', expected: CONTRACT_HASH, seen: contractHash };
  }
  const expected = core.options.tableHashes?.[at(core.room.controllers, controller).id];
  if (expected === undefined || tableHash === null || expected.startsWith(tableHash)) return null;
  return { kind: 'TABLE_MISMATCH', expected, seen: tableHash };
}

/** A controller has said what it runs: people hear of it when that is not ours, and what waited goes on when it is. */
export function checkBuild(core: Core, controller: number): void {
  const { id, devices } = at(core.room.controllers, controller);
  const mismatch = mismatchOf(core, controller);
  const key = `build/${id}`;
  if (mismatch !== null) {
    const { kind, expected, seen } = mismatch;
    const message = `${id} is sent no commands: expected ${expected}, saw ${seen}`;
    core.faults.raise(key, { kind, severity: 'CRITICAL', message, details: { controller: id } });
    return;
  }
  if (!core.faults.open.has(key)) return;
  core.faults.close(key);
  for (const device of devices) {
    if (core.devices.presence(device) === 'ONLINE' && core.devices.safe(device)) deviceReady(core, device);
  }
}
