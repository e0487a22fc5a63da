/** What a report says, as data: report.json is this, and the page and the JUnit file are made of it and nothing else. */
import type { CampaignSettings, Divergence, Strategy } from '@understudy/scenarios';
import type { FailureFile, Provenance } from '../failure-file.ts';
import type { Part } from '../request.ts';
import type { TimelineSession } from '../timeline.ts';

export const REPORT_SCHEMA = 'understudy.campaign-report/1';

/** Everything named that a room can show: what was not seen is told against this. */
export interface RoomFacts {
  readonly title: string;
  readonly invariants: readonly { readonly number: number; readonly title: string }[];
  /** Names that can be reached, by category. */
  readonly reachable: Readonly<Record<string, readonly string[]>>;
  /** Faults of the catalogue that can hit this room. */
  readonly faults: readonly { readonly name: string; readonly title: string }[];
}

export interface InvariantLine {
  readonly number: number;
  readonly title: string;
  /** Games that broke it first of all. */
  readonly failedGames: number;
  /** Smallest in ms; absent when the invariant has no deadline or never came near one. */
  readonly slackMs?: number;
}

export interface CoverageLine {
  readonly category: string;
  readonly reached: number;
  /** Absent when nobody knows all there is. */
  readonly total?: number;
  readonly missing: readonly string[];
  /** Reached although the room's data say that it cannot be: somebody is wrong. */
  readonly unexpected: readonly string[];
}

export interface FaultLine {
  readonly name: string;
  readonly title: string;
  readonly injected: number;
  readonly fired: number;
}

export interface StrategyLine {
  readonly strategy: Strategy;
  readonly games: number;
  readonly failures: number;
  /** Things that no game of their shard had reached before. */
  readonly coverage: number;
  /** Times that an invariant was nearer to breaking than in any game of the shard before. */
  readonly slack: number;
  /** Numbers of the invariants whose failures it found. */
  readonly invariants: readonly number[];
}

export interface PlayerLine {
  readonly players: string;
  readonly games: number;
  /** Games by outcome. */
  readonly outcomes: Readonly<Record<string, number>>;
}

/** What keeps the report from being whole. All empty: nothing is missing. */
export interface Missing {
  /** Numbers of games that were asked for and are not here. */
  readonly games: readonly number[];
  readonly stopped: boolean;
  readonly lost: readonly { readonly shard: number; readonly attempts: number; readonly reason: string }[];
  /** Files that could not be written or read, in words. */
  readonly troubles: readonly string[];
  /** "Sometimes" assertions that a long campaign has never seen true. */
  readonly sometimes: readonly { readonly name: string; readonly sentence: string }[];
}

/** The only part that differs when the same campaign is run again. */
export interface Timing {
  /** Of all processes, one after the other. */
  readonly wallSeconds: number;
  readonly gamesPerSecond: number;
  /** Game time over wall time. */
  readonly speedup: number;
  readonly sessions: readonly TimelineSession[];
}

export interface CampaignReport extends Provenance {
  readonly schema: typeof REPORT_SCHEMA;
  readonly settings: CampaignSettings;
  readonly part: Part;
  readonly minutes?: number;
  readonly title: string;
  readonly games: number;
  readonly gameSeconds: number;
  readonly events: number;
  readonly passed: number;
  readonly failed: number;
  /** Games with a fault that never fired: they prove nothing about it. */
  readonly invalid: number;
  readonly invariants: readonly InvariantLine[];
  readonly coverage: readonly CoverageLine[];
  readonly faults: readonly FaultLine[];
  readonly strategies: readonly StrategyLine[];
  readonly players: readonly PlayerLine[];
  /** By game. */
  readonly failures: readonly FailureFile[];
  readonly divergences: readonly Divergence[];
  readonly missing: Missing;
  readonly timing: Timing;
}

/** Nothing found and nothing missing; or what of the two. */
export type CampaignVerdict = 'clean' | 'failed' | 'incomplete';

export function verdictOf({ failures, divergences, missing }: CampaignReport): CampaignVerdict {
  if (failures.length > 0 || divergences.length > 0 || missing.sometimes.length > 0) return 'failed';
  const isWhole =
    missing.games.length === 0 && !missing.stopped && missing.lost.length === 0 && missing.troubles.length === 0;
  return isWhole ? 'clean' : 'incomplete';
}
