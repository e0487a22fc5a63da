/** People who stop the room just before the engine dies: whoever goes on from its remains must know of the latch. */
import fc from 'fast-check';
import type { FaultRecord, OperatorRecord } from '../scenario/schema.ts';

const TENTH_MS = 100;
/** A crash comes within this after the stop, once the room has come to rest or while it still does. */
const BEFORE_TENTHS = 20;
const PEOPLE = ['gamemaster', 'technician'] as const;

/**
 * In one game of three with a crash: an ESTOP shortly before one of them. An E-stop button alone would not do, as its circuit
 * latches the devices too, and they would tell the new engine. A crash that waits for a command would wait in vain.
 */
export function stopsBefore(faults: readonly FaultRecord[]): fc.Arbitrary<OperatorRecord[]> {
  const crashes = faults.filter(({ fault, values }) => isCrash(fault) && values?.atCommand !== 1);
  if (crashes.length === 0) return fc.constant([]);
  const one = fc
    .tuple(fc.constantFrom(...crashes), fc.constantFrom(...PEOPLE), fc.integer({ min: 1, max: BEFORE_TENTHS }))
    .map(
      ([{ atMs }, by, tenths]): OperatorRecord => ({
        kind: 'operator',
        atMs: Math.max(0, atMs - tenths * TENTH_MS),
        by,
        request: { action: 'ESTOP' },
      }),
    );
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant<OperatorRecord[]>([]) },
    { weight: 1, arbitrary: one.map((stop) => [stop]) },
  );
}

function isCrash(fault: string): boolean {
  return fault === 'engine.crash' || fault === 'engine.torn_journal';
}
