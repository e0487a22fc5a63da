/** The one error class of this package: a stable code, and what was expected and seen. */

export type ContractErrorCode =
  /** A value that JSON cannot hold, or text that is not well-formed Unicode. */
  | 'NOT_JSON'
  /** Nested deeper than `LIMITS.jsonDepth`, or more than `LIMITS.jsonKeys` keys. */
  | 'TOO_COMPLEX'
  /** More bytes than `LIMITS.payloadBytes`. */
  | 'TOO_LARGE';

export class ContractError extends Error {
  readonly code: ContractErrorCode;
  readonly expected: string;
  readonly seen: string;
  constructor(code: ContractErrorCode, expected: string, seen: string) {
    super(`${code}: expected ${expected}, seen ${seen}`);
    this.name = 'ContractError';
    this.code = code;
    this.expected = expected;
    this.seen = seen;
  }
}
