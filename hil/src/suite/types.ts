/** Tests of a bench session: what is planned, what became of it, and what it measured. Nothing planned vanishes. */
import type { Platform, Station } from '../station/types.ts';

/**
 * passed, failed: the DUT's doing. error: the bench's or this machine's. blocked: something before it went wrong.
 * skipped: quarantined. filtered: not asked for. invalid: its fault or stimulus never took effect.
 */
export const STATUSES = ['passed', 'failed', 'error', 'blocked', 'skipped', 'filtered', 'invalid'] as const;
export type Status = (typeof STATUSES)[number];

/** A number with its unit and limits. Marginal: within them by less than a tenth of their span, or than its uncertainty. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: 'us' | 'ms' | 's' | 'ppm' | 'count' | 'raw' | '%';
  readonly low?: number;
  readonly high?: number;
  /** One sigma, in the same unit. */
  readonly uncertainty?: number;
  /** Where the value is a statistic of them. */
  readonly samples?: readonly number[];
  readonly verdict: 'within' | 'marginal' | 'outside';
}

/** A fault that a test injected, and how often it had an effect. */
export interface FaultEvidence {
  readonly fault: string;
  readonly target: string;
  readonly fired: number;
}

/** A trace for reports: edges of wires by the bench's clock, messages of the DUT by its own. */
export interface Trace {
  readonly edges: readonly {
    readonly atUs: number;
    readonly signal: string;
    readonly value: number;
    /** Only where nothing was recorded: it came after this instant, and not after `atUs`. */
    readonly afterUs?: number;
  }[];
  readonly messages: readonly { readonly atUs: number; readonly topic: string; readonly payload: string }[];
}

/** What a test hands back when it holds. A test that does not hold throws a TestFailure. */
export interface Outcome {
  readonly measurements?: readonly Measurement[];
  readonly faults?: readonly FaultEvidence[];
  readonly trace?: Trace;
}

export interface PlannedTest {
  /** `<suite>/<kebab-case>`, unique and stable. */
  readonly id: string;
  readonly suite: 'conformance' | 'timing' | 'safety' | 'scenario' | 'bench';
  /** What must hold, as a sentence. */
  readonly title: string;
  /** Fixtures that the bench must have; a test without its fixture is blocked. */
  readonly fixtures?: readonly string[];
  readonly platforms?: readonly Platform[];
  readonly timeoutMs: number;
  /** The test makes the DUT start anew by other means than `Station.power`; a reset is then nothing unexpected. */
  readonly mayRestart?: true;
  run(station: Station, signal: AbortSignal): Promise<Outcome>;
}

export interface TestResult {
  readonly id: string;
  readonly suite: PlannedTest['suite'];
  readonly title: string;
  readonly status: Status;
  /** Stable: a technician looks it up in the list of what to check. Present unless passed. */
  readonly code?: string;
  readonly message?: string;
  readonly expected?: string;
  readonly seen?: string;
  readonly durationMs: number;
  readonly measurements: readonly Measurement[];
  readonly faults: readonly FaultEvidence[];
  readonly trace?: Trace;
  /** Comment of the quarantine list. */
  readonly quarantine?: string;
  /** When run more than once: how often, and how often it did not pass. The rest tells of the worst of them. */
  readonly rounds?: { readonly run: number; readonly notPassed: number };
}

/** Who was tested, on what, and what is real about it. */
export interface SessionFacts {
  readonly platform: Platform;
  /** The DUT's serial as scanned or typed; in emulation a made-up one. */
  readonly serial: string;
  readonly controller: string;
  readonly room: string;
  readonly bench: string;
  readonly dutHello: Readonly<Record<string, string | number>>;
  readonly benchHello: Readonly<Record<string, string | number>>;
  readonly clocks?: { readonly offsetUs: number; readonly uncertaintyUs: number; readonly driftPpm: number };
  readonly seed: number;
  /** ISO 8601, wall clock. */
  readonly startedAt: string;
  readonly seconds: number;
}

export const SESSION_SCHEMA = 'understudy.hil/1';

export interface SessionReport {
  readonly schema: typeof SESSION_SCHEMA;
  readonly facts: SessionFacts;
  /** Every planned test, in the order in which they were run, those that were not run last. */
  readonly results: readonly TestResult[];
  /** What kept the bench from testing; present when any result is an error or blocked by it. */
  readonly infrastructure?: { readonly code: string; readonly message: string };
}
