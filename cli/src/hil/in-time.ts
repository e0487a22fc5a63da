/** Work on stations of its own: opened, ended by Ctrl-C or by its time, and closed whatever happens. */
import { EXIT_CODES, type Station } from '@understudy/hil';
import { EXIT } from '../failure.ts';
import { benchFailure } from './coded.ts';
import { onInterrupt } from './stop.ts';

/** How long work may take to let go once it is told to. */
const LET_GO_MS = 1000;

export interface TimedWork<T> {
  /** In ms of this machine, stations opened. */
  readonly timeoutMs: number;
  /** What is waited for, for the message. */
  readonly what: string;
  readonly open: readonly (() => Promise<Station>)[];
  run(stations: readonly Station[], signal: AbortSignal): Promise<T>;
}

/** @throws Failure TEST_TIMED_OUT with exit code 42, SESSION_STOPPED; what `open` and `run` throw */
export async function inTime<T>({ timeoutMs, what, open, run }: TimedWork<T>): Promise<T> {
  const { signal: interrupted, release } = onInterrupt();
  const late = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([interrupted, late]);
  const stations: Station[] = [];
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  const working = (async () => {
    for (const one of open) stations.push(await one());
    return run(stations, signal);
  })();
  try {
    return await Promise.race([working, aborted]);
  } catch (error) {
    if (!signal.aborted) throw error;
    await Promise.race([working.catch(() => {}), new Promise((resolve) => setTimeout(resolve, LET_GO_MS))]);
    if (interrupted.aborted) throw benchFailure('SESSION_STOPPED', `${what} was stopped`, EXIT.infrastructure);
    const message = `expected the end of ${what} within ${timeoutMs / 1000} s, seen none`;
    throw benchFailure('TEST_TIMED_OUT', message, EXIT_CODES.timeOut);
  } finally {
    release();
    await Promise.allSettled(stations.map((station) => station.close()));
  }
}
