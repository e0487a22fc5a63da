/** One test on one station, once: with its time, and with an eye on resets. */
import { codeOf } from '../coded-error.ts';
import type { Station } from '../station/types.ts';
import { fateOfError, fateOfOutcome, TestTimeout } from './classify.ts';
import { guardStation } from './guard.ts';
import { type Fate, resultOf } from './result.ts';
import type { Outcome, PlannedTest, TestResult } from './types.ts';

/** How long a test may take to let go once it is told to. */
const LET_GO_MS = 1000;
/** Of a test whose host was late. */
const TRIES = 3;
/** How long the bench may take to say its time. */
const BENCH_ANSWERS_MS = 5000;

export interface Attempt {
  readonly result: TestResult;
  /** The DUT is not as a test may expect it: it wants a power cycle. */
  readonly upset: boolean;
}

/** Codes after which the DUT, or the session with it, is not what it was. */
const UPSETS: readonly string[] = ['UNEXPECTED_RESET', 'BOARD_FAULT', 'TEST_TIMED_OUT'];

/** Never throws. Times of this machine are told in the result, and decide nothing but the test's time-out. */
export async function attemptTest(test: PlannedTest, station: Station, stop?: AbortSignal): Promise<Attempt> {
  const fromMs = performance.now();
  const starts = station.hello.dut.startCount;
  const guard = guardStation(station, test.id);
  let fate: Fate;
  try {
    fate = fateOfOutcome(await inTime(test, guard.station, stop));
  } catch (error) {
    guard.end();
    fate = fateOfError(error, await benchAnswers(station));
  }
  guard.end();
  // A DUT that its test has switched off is not asked.
  const trouble = guard.leftOff() ? 'POWER_LEFT_OFF' : await troubleOfDut(station);
  const most = starts + guard.starts();
  const seen = station.hello.dut.startCount;
  const restarted = seen > most || trouble === 'BOARD_RESTARTED';
  if (restarted && test.mayRestart === undefined && fate.status !== 'error') fate = afterReset(fate, most, seen);
  const result = resultOf(test, { ...fate, durationMs: Math.round(performance.now() - fromMs) });
  const upset = trouble !== undefined || fate.status === 'error' || UPSETS.includes(fate.code ?? '');
  return { result, upset };
}

/**
 * Why the DUT does not say its time, if it does not. Only then is it heard that it started anew in a test that looked at
 * wires alone; the next test would have to answer for it.
 */
async function troubleOfDut(station: Station): Promise<string | undefined> {
  const asked = Promise.resolve().then(() => station.dut.timeUs());
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error === undefined ? undefined : (codeOf(error) ?? 'LINK_CLOSED');
}

/** A reset explains whatever else the test saw. */
function afterReset({ measurements, faults, trace }: Fate, expected: number, seen: number): Fate {
  return {
    status: 'failed',
    code: 'UNEXPECTED_RESET',
    message: 'the DUT started anew in the test: expected one start, seen another',
    expected: `start count ${expected}`,
    // Where its session broke, the count is that of before.
    seen: seen > expected ? `start count ${seen}` : 'the HELLO of a new start',
    ...(measurements !== undefined && { measurements }),
    ...(faults !== undefined && { faults }),
    ...(trace !== undefined && { trace }),
  };
}

async function inTime(test: PlannedTest, station: Station, stop: AbortSignal | undefined): Promise<Outcome> {
  const controller = new AbortController();
  const late = new TestTimeout(test.timeoutMs);
  const timer = setTimeout(() => controller.abort(late), test.timeoutMs);
  const stopped = (): void => controller.abort(stop?.reason);
  stop?.addEventListener('abort', stopped, { once: true });
  const { signal } = controller;
  const running = Promise.resolve().then(() => runPatiently(test, station, signal));
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    return await Promise.race([running, aborted]);
  } catch (error) {
    if (!signal.aborted) throw error;
    // It was told to let go, and mostly does; what it says then is of its being told.
    await settledWithin(running, LET_GO_MS);
    throw signal.reason;
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener('abort', stopped);
  }
}

/** A computer that was too busy for its part proves nothing about the DUT: the test begins anew, three times at most. */
async function runPatiently(test: PlannedTest, station: Station, signal: AbortSignal): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await test.run(station, signal);
    } catch (error) {
      if (codeOf(error) !== 'HOST_LATE' || tries === TRIES || signal.aborted) throw error;
    }
  }
}

/** Whether the bench controller says its time, which is all that is known to work without the DUT. */
export const benchAnswers = (station: Station): Promise<boolean> =>
  settledWithin(
    Promise.resolve().then(() => station.bench.timeUs()),
    BENCH_ANSWERS_MS,
  );

/** Whether it is fulfilled in time. Never rejects. */
function settledWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), ms);
    const end = (fulfilled: boolean): void => {
      clearTimeout(late);
      resolve(fulfilled);
    };
    promise.then(
      () => end(true),
      () => end(false),
    );
  });
}
