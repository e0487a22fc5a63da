/** Is this the board that the map means? Asked before anything is flashed, tested or switched. */
import type { Hello } from '../link/hello.ts';
import { RigError } from './errors.ts';
import type { MapEntry } from './types.ts';

/** What of a HELLO tells one board from another. That both sides speak the same is checked by the link. */
export type Identity = Pick<Hello, 'board' | 'role' | 'chipSerial'>;

/** Without case and separators: a MAC is written in many ways. */
export function plainSerial(serial: string): string {
  return serial.replace(/[:\s-]/g, '').toLowerCase();
}

export function sameChip(one: string, other: string): boolean {
  return plainSerial(one) === plainSerial(other);
}

/** What boards say that have no serial of their own, or firmware that is too old to say it. */
export const NO_SERIAL: readonly string[] = ['', 'emulated'];

/**
 * What the board says of itself, once it is found to be the one.
 * @param hello opens a session and gives its HELLO; when it rejects, so does this, with the same error
 * @throws RigError WRONG_BOARD for another kind or role, WRONG_SERIAL for another one of its kind
 */
export async function confirmBoard<T extends Identity>(
  entry: Pick<MapEntry, 'id' | 'mac' | 'platform' | 'role' | 'serial'>,
  hello: () => Promise<T>,
): Promise<T> {
  const line = entry.serial ?? 'its line';
  const seen = await hello();
  if (seen.board !== entry.platform) {
    throw new RigError('WRONG_BOARD', `expected a ${entry.platform} on ${line}, seen a ${seen.board}`);
  }
  if (seen.role !== entry.role) {
    throw new RigError('WRONG_BOARD', `expected a board with role ${entry.role} on ${line}, seen role ${seen.role}`);
  }
  const expected = entry.mac ?? entry.id;
  if (!NO_SERIAL.includes(seen.chipSerial) && !sameChip(seen.chipSerial, expected)) {
    throw new RigError('WRONG_SERIAL', `expected board ${expected} on ${line}, seen ${seen.chipSerial}`);
  }
  return seen;
}
