/** What is taken from a scanner, a keyboard and a page, and why the rest is refused. */

import { CodedError } from '../coded-error.ts';
import { isBusy } from './machine.ts';
import type { BenchFacts, OperatorState, RunRequest } from './types.ts';

/** Codes of a request that was refused; it has changed nothing. */
export const REFUSALS = [
  /** No bench of this id. */
  'NO_SUCH_BENCH',
  /** A run is under way on this bench. */
  'BENCH_BUSY',
  /** Empty, too long, or with characters that no label has: mostly a scanner with another keyboard layout. */
  'SERIAL_INVALID',
  /** The bench cannot stand for this controller. */
  'NO_SUCH_CONTROLLER',
  /** The bench's boards keep no image, or no image was given. */
  'NOTHING_TO_FLASH',
  /** Nothing is under way that could be stopped. */
  'NOTHING_TO_STOP',
] as const;
export type RefusalCode = (typeof REFUSALS)[number];

export class OperatorRefusal extends CodedError<RefusalCode> {}

/** Characters of a serial. Code 128 labels hold more; the longest in use has 32. */
const SERIAL_MAX = 64;
const SERIAL = /^[\p{L}\p{N}][\p{L}\p{N} ._:/#+-]*$/u;

/** As it is compared and kept. @throws OperatorRefusal SERIAL_INVALID */
export function serialOf(scanned: string): string {
  const serial = scanned.trim();
  if (serial.length <= SERIAL_MAX && SERIAL.test(serial)) return serial;
  const seen = serial === '' ? 'nothing' : `“${serial.slice(0, SERIAL_MAX).replace(/\p{C}/gu, '�')}”`;
  throw new OperatorRefusal(
    'SERIAL_INVALID',
    `expected a serial of 1 to ${SERIAL_MAX} letters and digits, seen ${seen}`,
  );
}

/** The request as it is run. @throws OperatorRefusal */
export function acceptRun(
  bench: BenchFacts,
  state: OperatorState,
  { serial, steps, controller }: RunRequest,
): RunRequest {
  if (isBusy(state)) {
    const { serial: other = 'another board' } = state.request ?? {};
    throw new OperatorRefusal('BENCH_BUSY', `expected ${bench.title} to be free, seen a run of ${other}`);
  }
  const plain = serialOf(serial);
  if (!bench.controllers.some(({ id }) => id === controller)) {
    const known = bench.controllers.map(({ id }) => id).join(', ') || 'none';
    throw new OperatorRefusal('NO_SUCH_CONTROLLER', `expected one of ${known}, seen ${controller || 'none'}`);
  }
  if (steps !== 'test' && bench.noFlash !== undefined) throw new OperatorRefusal('NOTHING_TO_FLASH', bench.noFlash);
  return { serial: plain, steps, controller };
}
