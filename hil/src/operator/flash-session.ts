/** A flash as a session that history keeps: what became of a board is not told by its tests alone. */
import type { Identity } from '../flash/types.ts';
import { SESSION_SCHEMA, type SessionFacts, type SessionReport } from '../suite/types.ts';

/** Id of what was to be done with the board. */
export const FLASH_ID = 'bench/flash';

type Facts = Pick<SessionFacts, 'platform' | 'serial' | 'controller' | 'room' | 'bench' | 'startedAt' | 'seconds'>;
/** What kept the board from its firmware. */
interface Trouble {
  readonly code: string;
  readonly message: string;
}

/** @param facts `seconds` from the scan to the end. @param proof what the board says of itself afterwards */
export function flashSession(facts: Facts, { chipSerial, buildHash }: Identity): SessionReport {
  return session({ ...facts, dutHello: { chipSerial, buildHash } });
}

/** @param facts `seconds` from the scan to the failure */
export function flashFailure(facts: Facts, trouble: Trouble): SessionReport {
  return session({ ...facts, dutHello: {} }, trouble);
}

function session(facts: Facts & Pick<SessionFacts, 'dutHello'>, trouble?: Trouble): SessionReport {
  return {
    schema: SESSION_SCHEMA,
    facts: { ...facts, benchHello: {}, seed: 0 },
    results: [
      {
        ...{ id: FLASH_ID, suite: 'bench', title: 'The firmware is written, and proven to run.' },
        ...(trouble === undefined ? { status: 'passed' } : { status: 'error', ...trouble }),
        ...{ durationMs: Math.round(facts.seconds * 1000), measurements: [], faults: [] },
      },
    ],
    ...(trouble !== undefined && { infrastructure: trouble }),
  };
}
