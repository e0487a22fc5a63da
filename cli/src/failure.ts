/** A failure that the user can act on: a stable code, a plain message, an exit code. Anything else is a defect and shows its stack. */
export const EXIT = { ok: 0, failed: 1, usage: 2, infrastructure: 3 } as const;

export class Failure extends Error {
  readonly code: string;
  readonly exitCode: number;

  constructor(code: string, message: string, exitCode: number = EXIT.failed) {
    super(message);
    this.code = code;
    this.exitCode = exitCode;
  }
}
