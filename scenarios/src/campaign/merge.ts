/** Results of shards as one. The order in which they come does not matter, nor whether one comes twice. */
import { canonicalJson } from '@understudy/contract';
import { CampaignError } from './errors.ts';
import {
  CAMPAIGN_SCHEMA,
  type CampaignResult,
  type CampaignTotals,
  type ShardResult,
  STRATEGIES,
  type Strategy,
  type StrategyTotals,
} from './types.ts';

/**
 * One campaign out of shards and of campaigns merged before. Of a shard that was stopped and played again the fuller
 * result counts.
 * @throws CampaignError CAMPAIGN_SETTINGS when they are of different campaigns, CAMPAIGN_UNEQUAL when a shard was played
 *   twice to its end with different results
 */
export function mergeResults(parts: readonly (ShardResult | CampaignResult)[]): CampaignResult {
  const all = parts.flatMap((part) => ('shards' in part ? part.shards : [part]));
  const settings = parts[0]?.settings;
  if (settings === undefined) throw new CampaignError('CAMPAIGN_SETTINGS', 'results', 'one or more', 'none');
  const expected = canonicalJson(settings);
  const byNumber = new Map<number, ShardResult>();
  for (const shard of all) {
    const seen = canonicalJson(shard.settings);
    if (seen !== expected) throw new CampaignError('CAMPAIGN_SETTINGS', 'settings of a shard', expected, seen);
    const known = byNumber.get(shard.shard);
    byNumber.set(shard.shard, known === undefined ? shard : fuller(known, shard));
  }
  const shards = [...byNumber.values()].sort((one, other) => one.shard - other.shard);
  return { schema: CAMPAIGN_SCHEMA, settings, shards };
}

function fuller(one: ShardResult, other: ShardResult): ShardResult {
  const lack = one.missing.length - other.missing.length;
  if (lack !== 0) return lack < 0 ? one : other;
  const [first, second] = [textOf(one), textOf(other)];
  if (first === second) return one;
  throw new CampaignError('CAMPAIGN_UNEQUAL', `two results of shard ${one.shard}`, lastHash(one), lastHash(other));
}

/** What must be equal; shrinking may have been allowed more runs the second time. */
function textOf({ games, divergences }: ShardResult): string {
  return canonicalJson({ games, divergences });
}
function lastHash({ games }: ShardResult): string {
  return games.map(({ hash }) => hash.slice(0, 4)).join(' ');
}

/** What all shards show together. */
export function totalsOf({ shards }: CampaignResult): CampaignTotals {
  const lines = shards.flatMap(({ games }) => games);
  const count = (verdict: string) => lines.filter((line) => line.verdict === verdict).length;
  return {
    games: lines.length,
    passed: count('passed'),
    failed: count('failed'),
    invalid: count('invalid'),
    events: lines.reduce((sum, { events }) => sum + events, 0),
    gameSeconds: lines.reduce((sum, { gameSeconds }) => sum + gameSeconds, 0),
    failures: shards.flatMap(({ failures }) => failures),
    divergences: shards.flatMap(({ divergences }) => divergences),
    coverage: folded(
      shards.map(({ coverage }) => coverage),
      (one, other) => one + other,
    ),
    slackMs: folded(
      shards.map(({ slackMs }) => slackMs),
      Math.min,
    ),
    faults: folded(
      shards.map(({ faults }) => faults),
      (one, other) => ({
        injected: one.injected + other.injected,
        fired: one.fired + other.fired,
      }),
    ),
    strategies: strategiesOf(shards),
    missing: shards.flatMap(({ missing }) => missing),
  };
}

function strategiesOf(shards: readonly ShardResult[]): Record<Strategy, StrategyTotals> {
  const sums = STRATEGIES.map((strategy) => {
    const parts = shards.map(({ strategies }) => strategies[strategy]);
    const sum = (of: (totals: StrategyTotals) => number) => parts.reduce((total, part) => total + of(part), 0);
    const totals: StrategyTotals = {
      games: sum(({ games }) => games),
      failures: sum(({ failures }) => failures),
      coverage: sum(({ coverage }) => coverage),
      slack: sum(({ slack }) => slack),
    };
    return [strategy, totals] as const;
  });
  return Object.fromEntries(sums) as Record<Strategy, StrategyTotals>;
}

/** The records as one, sorted by key; values of one key are folded. */
function folded<T>(records: readonly Readonly<Record<string, T>>[], fold: (one: T, other: T) => T): Record<string, T> {
  const all = new Map<string, T>();
  for (const record of records) {
    for (const [key, value] of Object.entries(record)) {
      const known = all.get(key);
      all.set(key, known === undefined ? value : fold(known, value));
    }
  }
  return Object.fromEntries([...all].sort(([one], [other]) => (one < other ? -1 : 1)));
}
