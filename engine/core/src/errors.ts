/** Coded errors of the core: what a caller did wrong (`EngineError`), and broken invariants of the engine itself (`assert`). */

export type EngineErrorCode =
  | 'ROOM_REFERENCE'
  | 'ROOM_INVALID'
  | 'OPTIONS_INVALID'
  | 'TIME_WENT_BACK'
  | 'SNAPSHOT_INVALID'
  | 'INVARIANT_BROKEN';

/** An error with a stable code; `expected` and `seen` say what was wanted and what came. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  readonly expected: string;
  readonly seen: string;

  constructor(code: EngineErrorCode, message: string, expected: string, seen: string) {
    super(`${message}: expected ${expected}, seen ${seen}`);
    this.name = 'EngineError';
    this.code = code;
    this.expected = expected;
    this.seen = seen;
  }
}

/** Crashes when the engine broke its own rule: going on would drive a room from a state that nobody understands. */
export function assert(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new EngineError('INVARIANT_BROKEN', 'broken invariant', rule, 'otherwise');
}

/** The element at `index`; crashes when there is none. For indices that the compiler of the room made. */
export function at<T>(list: readonly (T | undefined)[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new EngineError('INVARIANT_BROKEN', 'index', `below ${list.length}`, String(index));
  return value;
}
