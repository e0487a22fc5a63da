/** Commands of which nobody knows what came: how they get so, asking devices how they stand, and what their answers resolve. */
import type { Core } from '../core.ts';
import { at } from '../errors.ts';
import type { CommandRecord } from './command-record.ts';

/** Has a device tell its state at once. */
const STATUS_OPERATION = 'request_status';

/**
 * A controller has refused a copy of a command as late. It may have begun an earlier copy and lost its memory of that in a
 * reset since, so nobody knows what came of it: its device is asked how it stands.
 */
export function takenForLate(core: Core, command: CommandRecord): void {
  if (command.status === 'INDETERMINATE') return;
  core.commands.makeIndeterminate(command, 'STALE_SEQUENCE');
  if (command.operation !== STATUS_OPERATION) askForState(core, command.device);
}

/** What a controller had begun died with its last boot: nobody knows how far it came. */
export function controllerRestarted(core: Core, devices: readonly number[]): void {
  for (const command of devices.flatMap((device) => core.commands.open(device))) {
    if (command.status === 'ACCEPTED') core.commands.makeIndeterminate(command, 'CONTROLLER_RESTARTED');
  }
}

/** A live state message of the device: its indeterminate commands are resolved by what it says. */
export function readBack(core: Core, device: number): void {
  for (const command of core.commands.open(device)) {
    if (command.status === 'INDETERMINATE') core.commands.end(command, 'RESOLVED', command.reason);
  }
}

/**
 * Another engine was in control until now: each device with an indeterminate command is asked for its state, which resolves
 * it, and at least one device of each controller. A controller refuses older epochs only from the first command of a newer one
 * on, so this also shuts out an older engine that does not know that it has been replaced.
 */
export function askForStates(core: Core): void {
  for (const { devices } of core.room.controllers) {
    devices.forEach((device, place) => {
      const isUnsure = core.commands.open(device).some(({ status }) => status === 'INDETERMINATE');
      if (place === 0 || isUnsure) askForState(core, device);
    });
  }
}

function askForState(core: Core, device: number): void {
  const operation = at(core.room.devices, device).operations.get(STATUS_OPERATION);
  if (operation !== undefined) core.dispatcher.requestSafety(device, operation);
}
