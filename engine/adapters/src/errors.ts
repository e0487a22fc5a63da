/** The one error class of this package: a stable code, and what was expected and seen. docs/errors.md describes the codes. */
export const ADAPTER_ERRORS = [
  /** Another program listens on the port. */
  'PORT_TAKEN',
  /** Another process has the file open. */
  'FILE_IN_USE',
  /** A file name that is not a plain name. */
  'BAD_FILE_NAME',
] as const;
export type AdapterErrorCode = (typeof ADAPTER_ERRORS)[number];

export class AdapterError extends Error {
  readonly code: AdapterErrorCode;
  readonly expected: string;
  readonly seen: string;

  constructor(code: AdapterErrorCode, message: string, expected: string, seen: string) {
    super(`${message}: expected ${expected}, seen ${seen}`);
    this.name = 'AdapterError';
    this.code = code;
    this.expected = expected;
    this.seen = seen;
  }
}

/** Whether `error` is a system error of this code, such as `EADDRINUSE`. */
export function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
