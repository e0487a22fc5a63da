/** What a bench is doing for the person who stands before it. Plain data: it goes to the page as it is. */
import type { FlashProgress } from '../flash/types.ts';
import type { Platform } from '../station/types.ts';
import type { Measurement, PlannedTest, Status } from '../suite/types.ts';

/** idle: nobody has scanned yet. scanning: a serial is taken, and its board looked for. The last three stay until the next scan. */
export const PHASES = ['idle', 'scanning', 'flashing', 'testing', 'passed', 'failed', 'error'] as const;
export type Phase = (typeof PHASES)[number];

/** What is done with a board. */
export const STEPS = ['both', 'test', 'flash'] as const;
export type Steps = (typeof STEPS)[number];

/** What one scan asks for. */
export interface RunRequest {
  /** Of the DUT, as scanned or typed. */
  readonly serial: string;
  readonly steps: Steps;
  /** Which controller of the room it is. */
  readonly controller: string;
}

/** A planned test as the list shows it; `waiting` and `running` have no result yet. */
export interface TestRow {
  readonly id: string;
  readonly suite: PlannedTest['suite'];
  readonly title: string;
  readonly status: Status | 'waiting' | 'running';
  readonly code?: string;
  readonly message?: string;
  readonly durationMs?: number;
  /** Without samples: a list is not where a histogram is drawn. */
  readonly measurements: readonly Omit<Measurement, 'samples'>[];
}

/**
 * pass: tested and good. flashed: written and proven, and not tested. fail: the board's doing. time-out: a test did not end.
 * bench: the bench's or this machine's doing, and no word about the board. stopped: somebody ended the run.
 */
export type VerdictKind = 'pass' | 'flashed' | 'fail' | 'time-out' | 'bench' | 'stopped';

export interface Verdict {
  readonly kind: VerdictKind;
  /** Of what decided; absent when all is well. */
  readonly code?: string;
  readonly message?: string;
  /** Title of the test that decided. */
  readonly test?: string;
  readonly expected?: string;
  readonly seen?: string;
  readonly means?: string;
  readonly check: readonly string[];
  /** Further tests that did not pass. */
  readonly others: number;
  readonly counts: Readonly<Partial<Record<Status, number>>>;
}

export interface OperatorState {
  readonly phase: Phase;
  /** Runs since the program began: two verdicts on one serial are told apart by it. */
  readonly run: number;
  /** Present unless idle. */
  readonly request?: RunRequest;
  /** ISO 8601. */
  readonly startedAt?: string;
  readonly flash?: FlashProgress;
  /** Build that the board has proven to run. */
  readonly buildHash?: string;
  readonly tests: readonly TestRow[];
  /** Present in the last three phases, and in no other. */
  readonly verdict?: Verdict;
}

/** A wire between DUT and bench, with the name that the controller's definition gives it. */
export interface PinRow {
  readonly channel: number;
  readonly pin: number;
  readonly name: string;
  /** As the DUT sees it. */
  readonly direction: 'in' | 'out';
  /** Undefined until somebody has looked. */
  readonly level?: number;
  /** Changes that were seen since the run began. */
  readonly edges: number;
}

/** A bench that can be chosen. */
export interface BenchFacts {
  readonly id: string;
  readonly title: string;
  readonly platform: Platform;
  /** Whatever is scanned, the board is the one that the bench makes itself. */
  readonly anySerial: boolean;
  readonly room: string;
  readonly controllers: readonly { readonly id: string; readonly title: string }[];
  /** Why nothing can be flashed here; absent where it can. */
  readonly noFlash?: string;
}

/** All that the page shows of a bench, apart from its pins. */
export interface BenchView extends BenchFacts {
  readonly state: OperatorState;
}
