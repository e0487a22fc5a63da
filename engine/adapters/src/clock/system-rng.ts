/** Random numbers of the operating system: for epochs, ids and seeds that must not repeat. */
import { randomBytes } from 'node:crypto';
import type { Rng } from '@understudy/ports';

export function createSystemRng(): Rng {
  return { nextU32: () => randomBytes(4).readUInt32LE(0) };
}
