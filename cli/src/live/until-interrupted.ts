/** Commands that serve something until somebody ends them. */
import { ApiPortTakenError } from '@understudy/api';
import { EXIT, Failure } from '../failure.ts';

/** Resolves with Ctrl-C, the end that a service manager sends, or a terminal that went away. */
export function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

/** What keeps a page from being served; other errors as they are. @throws Failure PORT_TAKEN */
export function portTaken(error: unknown): never {
  if (!(error instanceof ApiPortTakenError)) throw error;
  throw new Failure(error.code, `${error.message} with --port (0 takes any free one)`, EXIT.infrastructure);
}
