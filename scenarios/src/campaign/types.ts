/**
 * A campaign: many games of one room. Its unit of work is the shard, a fixed number of games in a row; what a shard finds
 * depends on these settings and its number alone, so it can be run anywhere, again, and merged in any order.
 */
import type { Violation } from '@understudy/twin';
import type { FaultEvidence } from '../run/fault-cast.ts';
import type { Scenario } from '../scenario/schema.ts';

export const CAMPAIGN_SCHEMA = 'understudy.campaign/1';

export interface CampaignSettings {
  readonly schema: typeof CAMPAIGN_SCHEMA;
  readonly room: string;
  /** SHA-256 of the room as loaded, hex (`hashRoom`). */
  readonly roomHash: string;
  /** 16 hex digits over the sources of engine, twin and firmware. */
  readonly codeHash: string;
  /** 32 bits. */
  readonly seed: number;
  /** Games of one shard; the last of a campaign may be cut by `games`. */
  readonly gamesPerShard: number;
  /** Games of the whole campaign; absent for one that runs for a time. */
  readonly games?: number;
  /** `swarm`: each game draws a random subset; `none`; or the names of those to draw from. */
  readonly faults: 'swarm' | 'none' | readonly string[];
  /** Every n-th game is run twice and compared; 0 for never. */
  readonly repeatEvery: number;
}

/** Who thought of the plan: plain chance, or a mutation of one that came near a violation or reached something new. */
export const STRATEGIES = ['random', 'slack', 'coverage'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** A run that broke an invariant. Everything needed to see it again, and what it was shrunk to. */
export interface Failure {
  readonly schema: 'understudy.failure/1';
  readonly roomHash: string;
  readonly codeHash: string;
  /** Number of the game in its campaign. */
  readonly game: number;
  readonly strategy: Strategy;
  readonly scenario: Scenario;
  /**
   * The smallest plan found that breaks the same invariant. Absent when shrinking was not asked for, or another failure of
   * this invariant was shrunk in the shard already.
   */
  readonly minimised?: Scenario;
  readonly shrinkRuns?: number;
  readonly firstViolation: Violation;
  /** All of the run, the first included. */
  readonly violations: readonly Violation[];
  readonly evidence: readonly FaultEvidence[];
  readonly rollingHash: readonly string[];
}

/** Two runs of one scenario that were not equal: never acceptable. */
export interface Divergence {
  readonly game: number;
  readonly scenario: Scenario;
  /** The first `MARK_EVENTS` events in which they differ. */
  readonly afterEvents: number;
  readonly expected: string;
  readonly seen: string;
  /** The first message or truth that differs (or hash, when none does), when both runs made again did so again. */
  readonly event?: { readonly atUs: number; readonly expected: string; readonly seen: string };
}

/** What the games of one strategy have found. */
export interface StrategyTotals {
  readonly games: number;
  readonly failures: number;
  /** Things that no game of the shard had reached before. */
  readonly coverage: number;
  /** Times that an invariant's slack was smaller than in any game of the shard before. */
  readonly slack: number;
}

export interface GameLine {
  readonly game: number;
  readonly strategy: Strategy;
  readonly verdict: 'passed' | 'failed' | 'invalid';
  readonly outcome: string;
  readonly players: readonly string[];
  readonly faults: readonly string[];
  readonly gameSeconds: number;
  readonly events: number;
  readonly hash: string;
}

export interface ShardResult {
  readonly schema: typeof CAMPAIGN_SCHEMA;
  readonly settings: CampaignSettings;
  readonly shard: number;
  readonly games: readonly GameLine[];
  readonly failures: readonly Failure[];
  readonly divergences: readonly Divergence[];
  /** How often each thing was reached, by `category:name`. */
  readonly coverage: Readonly<Record<string, number>>;
  /** Smallest slack in ms by number of the invariant. */
  readonly slackMs: Readonly<Record<number, number>>;
  /** Records of each fault that began, and those of them that fired. */
  readonly faults: Readonly<Record<string, { readonly injected: number; readonly fired: number }>>;
  readonly strategies: Readonly<Record<Strategy, StrategyTotals>>;
  /** Numbers of games that were not played because the shard was stopped. */
  readonly missing: readonly number[];
}

/** Shards of one campaign, each once, by number. What all of them show together is worked out of them (`totalsOf`). */
export interface CampaignResult {
  readonly schema: typeof CAMPAIGN_SCHEMA;
  readonly settings: CampaignSettings;
  readonly shards: readonly ShardResult[];
}

export interface CampaignTotals {
  readonly games: number;
  readonly passed: number;
  readonly failed: number;
  readonly invalid: number;
  readonly events: number;
  readonly gameSeconds: number;
  readonly failures: readonly Failure[];
  readonly divergences: readonly Divergence[];
  readonly coverage: ShardResult['coverage'];
  readonly slackMs: ShardResult['slackMs'];
  readonly faults: ShardResult['faults'];
  readonly strategies: ShardResult['strategies'];
  /** Of the shards that are there. */
  readonly missing: readonly number[];
}
