/** Runs a session: planned tests on one DUT, so that each of them ends with a status and nothing planned vanishes. */
import { codeOf } from '../coded-error.ts';
import type { Platform, Station } from '../station/types.ts';
import { attemptTest, benchAnswers } from './attempt.ts';
import { factsOf } from './facts.ts';
import { orderOfRound, type PlanOptions, planSession } from './plan.ts';
import { quarantineOf } from './quarantine.ts';
import { resultOf, withRound } from './result.ts';
import { type PlannedTest, SESSION_SCHEMA, type SessionReport, type TestResult } from './types.ts';

export interface SessionRequest {
  readonly platform: Platform;
  /** The DUT's serial as scanned, typed, or made up. */
  readonly serial: string;
  readonly controller: string;
  readonly room: string;
  readonly bench: string;
  readonly fixtures: readonly string[];
  readonly tests: readonly PlannedTest[];
  /** Opens the station; again, when power cycles have not brought it back. The runner closes what it has opened. */
  open(): Promise<Station>;
  readonly options?: RunOptions;
}

export interface RunOptions extends PlanOptions {
  /** Rounds. Default 1. */
  readonly repeat?: number;
  /** Rounds go on for so long; the first one is always whole. */
  readonly soakMinutes?: number;
  /** Ends the session; what was not run yet is blocked. */
  readonly signal?: AbortSignal;
  /** Wall clock in ms since 1970, for reports and soaks. */
  readonly nowMs?: () => number;
  onStart?(test: PlannedTest, round: number): void;
  onResult?(result: TestResult, round: number): void;
}

interface Trouble {
  readonly code: string;
  readonly message: string;
}

/** Times in one session that the station is opened anew. A bench that needs more is broken. */
const REOPENED_MAX = 2;

/** Never rejects, but for a plan that is wrong in itself. @throws ConfigurationError TEST_TWICE */
export function runSession(request: SessionRequest): Promise<SessionReport> {
  return new SessionRunner(request).run();
}

class SessionRunner {
  readonly #request: SessionRequest;
  readonly #options: RunOptions;
  readonly #nowMs: () => number;
  readonly #results = new Map<string, TestResult>();
  #station: Station | undefined;
  #reopened = 0;
  /** The first trouble of the bench. */
  #infrastructure: Trouble | undefined;
  /** Why nothing is run any more. */
  #barred: Trouble | undefined;

  constructor(request: SessionRequest) {
    this.#request = request;
    this.#options = request.options ?? {};
    this.#nowMs = this.#options.nowMs ?? Date.now;
  }

  async run(): Promise<SessionReport> {
    const startedAtMs = this.#nowMs();
    const plan = planSession(this.#request.tests, this.#request, this.#options);
    if (plan.run.length > 0) await this.#openStation();
    const facts = await factsOf(this.#request, this.#station).catch((error: unknown) => {
      this.#bar(troubleOf(error));
      return factsOf(this.#request, undefined);
    });
    await this.#rounds(plan.run, startedAtMs);
    await this.#closeStation();
    const seconds = Math.max(0, this.#nowMs() - startedAtMs) / 1000;
    const results = [...this.#results.values(), ...plan.notRun];
    return {
      schema: SESSION_SCHEMA,
      facts: { ...facts, startedAt: new Date(startedAtMs).toISOString(), seconds },
      results: [...results.filter(wasRun), ...results.filter((result) => !wasRun(result))],
      ...(this.#infrastructure !== undefined && { infrastructure: this.#infrastructure }),
    };
  }

  async #rounds(run: readonly PlannedTest[], startedAtMs: number): Promise<void> {
    const { repeat = 1, soakMinutes } = this.#options;
    const over = (): boolean => this.#nowMs() - startedAtMs >= (soakMinutes ?? 0) * 60_000;
    for (let round = 1; round === 1 || (soakMinutes === undefined ? round <= repeat : !over()); round += 1) {
      for (const test of orderOfRound(run, round, this.#options)) {
        if (this.#options.signal?.aborted) this.#bar({ code: 'SESSION_STOPPED', message: 'the session was stopped' });
        // Only the first round has to be whole: everything has a result then.
        if (round > 1 && (this.#barred !== undefined || (soakMinutes !== undefined && over()))) return;
        await this.#runOne(test, round);
      }
    }
  }

  async #runOne(test: PlannedTest, round: number): Promise<void> {
    const { quarantine = [] } = this.#options;
    this.#options.onStart?.(test, round);
    let result = await this.#attempt(test);
    const comment = quarantineOf(quarantine, test.id, this.#request.platform);
    if (comment !== undefined) result = { ...result, quarantine: comment };
    this.#results.set(test.id, withRound(this.#results.get(test.id), result));
    this.#options.onResult?.(result, round);
  }

  async #attempt(test: PlannedTest): Promise<TestResult> {
    const station = this.#station;
    if (this.#barred !== undefined || station === undefined) {
      return resultOf(test, { status: 'blocked', ...(this.#barred ?? LOST) });
    }
    const { result, upset } = await attemptTest(test, station, this.#options.signal);
    if (this.#options.signal?.aborted && result.status === 'error') {
      return { ...result, code: 'SESSION_STOPPED', message: 'the session was stopped in the test' };
    }
    if (result.status === 'error') this.#infrastructure ??= troubleOf(result);
    if (test.suite === 'bench' && result.status !== 'passed') this.#barUnproven(result);
    else if (upset) await this.#bringBack(station);
    return result;
  }

  /** What the proofs of the bench did not prove, nothing that is measured on it proves. */
  #barUnproven({ id, code = '', message = '' }: TestResult): void {
    this.#infrastructure ??= { code, message };
    this.#bar({ code: 'BENCH_NOT_PROVEN', message: `${id} did not pass (${code}): ${message}` });
  }

  /** A power cycle; if that does not help, a new station; if that does not either, the session is over. */
  async #bringBack(station: Station): Promise<void> {
    try {
      await station.power(false);
      await station.power(true);
      if (await benchAnswers(station)) return;
    } catch {
      // Told by what comes next.
    }
    await this.#closeStation();
    this.#reopened += 1;
    if (this.#reopened > REOPENED_MAX) {
      this.#bar({ code: 'STATION_LOST', message: `the station was lost more than ${REOPENED_MAX} times` });
    } else {
      await this.#openStation();
    }
  }

  async #openStation(): Promise<void> {
    try {
      this.#station = await this.#request.open();
    } catch (error) {
      this.#bar(troubleOf(error));
    }
  }

  async #closeStation(): Promise<void> {
    const station = this.#station;
    this.#station = undefined;
    // What cannot be closed is gone already.
    await station?.close().catch(() => {});
  }

  #bar(trouble: Trouble): void {
    this.#barred ??= trouble;
    this.#infrastructure ??= trouble;
  }
}

const LOST: Trouble = { code: 'STATION_LOST', message: 'the station is gone' };
const wasRun = ({ status }: TestResult): boolean => !['filtered', 'skipped', 'blocked'].includes(status);

function troubleOf(error: unknown): Trouble {
  if (error instanceof Error) return { code: codeOf(error) ?? 'STATION_LOST', message: error.message };
  const { code, message } = error as Partial<Trouble>;
  return { code: code ?? 'STATION_LOST', message: message ?? String(error) };
}
