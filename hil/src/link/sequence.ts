/** Arithmetic on frame sequences: 1 to 65535, then 1 again; 0 is outside. */

/** A distance from here on means that the other one is older. */
export const BEHIND = 0x8000;

export const sequenceAfter = (sequence: number): number => (sequence === 0xffff ? 1 : sequence + 1);

/** How far `to` is ahead of `from`: 0 to 65534. */
export const ahead = (from: number, to: number): number => (to >= from ? to - from : to + 0xffff - from);
