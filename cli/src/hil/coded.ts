/** Errors of the bench as failures of a command: the code stays, the exit code says whose move it is, and what to check follows. */
import { FirmwareBuildError } from '@understudy/firmware';
import {
  adviceFor,
  BenchError,
  ConfigurationError,
  FlashError,
  LinkError,
  RigError,
  StationError,
  WHAT_TO_CHECK,
} from '@understudy/hil';
import { EXIT, Failure } from '../failure.ts';

/** Runs an action of the bench. @throws Failure for every coded error; what has no code is a defect, and passes */
export async function coded<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw asFailure(error);
  }
}

export function asFailure(error: unknown): unknown {
  if (error instanceof FirmwareBuildError) return new Failure('BUILD_FAILED', error.message, EXIT.infrastructure);
  if (error instanceof ConfigurationError) return benchFailure(error.code, error.message, EXIT.usage);
  // An image is something that somebody has chosen; all else is a board, a line or a hub.
  if (error instanceof FlashError)
    return benchFailure(error.code, error.message, error.code.startsWith('IMAGE_') ? EXIT.usage : EXIT.infrastructure);
  if (![BenchError, LinkError, RigError, StationError].some((kind) => error instanceof kind)) return error;
  const { code, message } = error as Error & { readonly code: string };
  return benchFailure(code, message, EXIT.infrastructure);
}

/** A code of the bench, with what to check. */
export const benchFailure = (code: string, message: string, exitCode: number): Failure =>
  new Failure(code, [message, ...checks(code)].join('\n'), exitCode);

/** What the code means and what to look at; no lines for a code without an entry. */
export function checks(code: string): string[] {
  if (!Object.hasOwn(WHAT_TO_CHECK, code)) return [];
  const { means, check } = adviceFor(code);
  return [`  ${means} Check:`, ...check.map((line) => `  - ${line}`)];
}
