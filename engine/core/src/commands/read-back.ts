/** Asking devices how they stand, when what has happened meanwhile is not known. */
import type { Core } from '../core.ts';
import { at } from '../errors.ts';

/**
 * Another engine was in control until now: each device with an indeterminate command is asked for its state, which resolves
 * it, and at least one device of each controller. A controller refuses older epochs only from the first command of a newer one
 * on, so this also shuts out an older engine that does not know that it has been replaced.
 */
export function askForStates(core: Core): void {
  for (const { devices } of core.room.controllers) {
    devices.forEach((device, place) => {
      const operation = at(core.room.devices, device).operations.get('request_status');
      if (operation === undefined || (place > 0 && !core.commands.isIndeterminate(device))) return;
      core.dispatcher.requestSafety(device, operation);
    });
  }
}
