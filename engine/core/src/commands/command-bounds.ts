/** How many commands there may be: a storm must not grow without end. */

/** Open commands at once, safety aside: far more than a room has outputs; beyond it something storms. */
export const OPEN_COMMANDS_MAX = 256;
/** Open commands of one device: below the 16 that a controller remembers, so that a retry is always recognised. */
export const OPEN_PER_DEVICE_MAX = 8;
/** Commands remembered for the live view and for telling a late acknowledgement from a stray one. */
export const HISTORY_MAX = 200;

/** Command slots of a room: the bound above, and room for a safe command and a reset of every device. */
export function commandSlots(devices: number): number {
  return OPEN_COMMANDS_MAX + 2 * devices;
}
