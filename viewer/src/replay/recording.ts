/** A recording as the page holds it: the view over time, and what the timeline marks. */
import type { ViewTape } from './view-tape.ts';

/** A broken invariant. */
export interface ViolationMark {
  readonly atUs: number;
  readonly number: number;
  /** Number and title. */
  readonly invariant: string;
  readonly detail: string;
  /** Faults that were active then. */
  readonly faults: readonly string[];
}
/** A fault from its beginning to its end; one that happens once has both at the same instant. */
export interface FaultSpan {
  readonly fromUs: number;
  readonly toUs: number;
  readonly title: string;
}
/** Something that happened: a person worked a prop or asked something of the engine, a node or an objective came further. */
export interface EventMark {
  readonly atUs: number;
  readonly kind: 'act' | 'operator' | 'node' | 'objective';
  readonly title: string;
}
/** What the recorder has written about the run. */
export interface RecordingFacts {
  readonly room: string;
  readonly seed: string;
  readonly verdict: string;
  readonly outcome: string;
  readonly hash: string;
}
export interface Recording {
  readonly facts: RecordingFacts;
  /** Virtual time at the end. */
  readonly endUs: number;
  readonly tape: ViewTape;
  /** In the order of time, as all lists here. */
  readonly violations: readonly ViolationMark[];
  readonly faults: readonly FaultSpan[];
  readonly events: readonly EventMark[];
  /** False when the file was cut: its writer did not come to the end. */
  readonly whole: boolean;
}

/** Why there is nothing to show. Codes are those of docs/errors.md. */
export interface RecordingProblem {
  readonly code: 'RECORDING_UNREADABLE' | 'RECORDING_FOREIGN' | 'RECORDING_ROOM' | 'UNREACHABLE';
  readonly message: string;
}
export type RecordingResult =
  | { readonly ok: true; readonly recording: Recording }
  | { readonly ok: false; readonly problem: RecordingProblem };
