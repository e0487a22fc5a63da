/** A scan whose flash failed, as a session that history keeps: what became of a board is not told by its good days alone. */
import { SESSION_SCHEMA, type SessionFacts, type SessionReport } from '../suite/types.ts';

/** Id of what was to be done with the board. */
export const FLASH_ID = 'bench/flash';

/** @param facts `seconds` from the scan to the failure */
export function flashFailure(
  facts: Pick<SessionFacts, 'platform' | 'serial' | 'controller' | 'room' | 'bench' | 'startedAt' | 'seconds'>,
  { code, message }: { readonly code: string; readonly message: string },
): SessionReport {
  return {
    schema: SESSION_SCHEMA,
    facts: { ...facts, dutHello: {}, benchHello: {}, seed: 0 },
    results: [
      {
        ...{ id: FLASH_ID, suite: 'bench', title: 'The firmware is written, and proven to run.' },
        ...{
          status: 'error',
          code,
          message,
          durationMs: Math.round(facts.seconds * 1000),
          measurements: [],
          faults: [],
        },
      },
    ],
    infrastructure: { code, message },
  };
}
