/** What one run of a scenario has shown. */
import type { Violation } from '@understudy/twin';
import type { ActRecord } from '../scenario/schema.ts';
import type { FaultEvidence } from './fault-cast.ts';

/** `invalid`: a fault of the plan never fired, so the run proved nothing about it. A violation counts all the same. */
export type Verdict = 'passed' | 'failed' | 'invalid';

export interface ScenarioReport {
  readonly verdict: Verdict;
  readonly outcome: 'won' | 'lost' | 'timeout' | 'not_started' | 'unfinished';
  readonly gameSeconds: number;
  /** Virtual time at the end, from power-on, in µs. */
  readonly endUs: number;
  readonly events: number;
  /** Commands that the engine sent. */
  readonly commands: number;
  /** 16 hex digits; equal for equal (code, room, scenario). */
  readonly hash: string;
  /** In the order of time. */
  readonly violations: readonly Violation[];
  readonly evidence: readonly FaultEvidence[];
  /** What the players did, as records: a model's part can be replaced by these. */
  readonly acts: readonly ActRecord[];
  /** Smallest slack seen in ms, by number of the invariant: how near the run came to breaking it. */
  readonly slackMs: Readonly<Record<number, number>>;
  /** Things reached, as `category:name`, sorted. See coverage/. */
  readonly coverage: readonly string[];
  /** Hash of the run after every `MARK_EVENTS` events, as 8 hex digits: the first that differs dates a divergence. */
  readonly rollingHash: readonly string[];
}
