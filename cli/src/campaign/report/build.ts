/** Makes a report of the results of shards, in whatever order and on whatever machine they were run. */
import {
  CAMPAIGN_SCHEMA,
  type CampaignSettings,
  type CampaignTotals,
  FAULTS,
  type Failure as FoundFailure,
  type GameLine,
  mergeResults,
  missingSometimes,
  type ShardResult,
  STRATEGIES,
  totalsOf,
} from '@understudy/scenarios';
import { type FailureFile, failureFile, failureName, type Provenance } from '../failure-file.ts';
import { type Part, shardsOf } from '../request.ts';
import type { LostShard } from '../shard-runner.ts';
import { spentMs, type TimelineSession } from '../timeline.ts';
import {
  type CampaignReport,
  type CoverageLine,
  type FaultLine,
  type InvariantLine,
  type Missing,
  type PlayerLine,
  REPORT_SCHEMA,
  type RoomFacts,
  type StrategyLine,
  type Timing,
} from './model.ts';

export interface ReportInput {
  readonly settings: CampaignSettings;
  readonly part: Part;
  readonly minutes?: number;
  readonly facts: RoomFacts;
  readonly from: Provenance;
  readonly results: readonly ShardResult[];
  /** Failures of shards that are not whole. */
  readonly loose: readonly FoundFailure[];
  readonly sessions: readonly TimelineSession[];
  readonly lost: readonly LostShard[];
  readonly stopped: boolean;
  readonly troubles: readonly string[];
  /** The campaign's folder as the user writes it. */
  readonly folder: string;
}

export function buildReport(input: ReportInput): CampaignReport {
  const { settings, part, minutes, facts, from, sessions } = input;
  const results = input.results.length === 0 ? [] : mergeResults(input.results).shards;
  const totals = totalsOf({ schema: CAMPAIGN_SCHEMA, settings, shards: results });
  const games = results.flatMap((result) => result.games);
  const failures = [...totals.failures, ...input.loose]
    .sort((one, other) => one.game - other.game)
    .map((failure) => failureFile(failure, `${input.folder}/failures/${failureName(failure)}`, from));
  const coverage = coverageLines(totals, facts);
  return {
    schema: REPORT_SCHEMA,
    ...from,
    settings,
    part,
    ...(minutes !== undefined && { minutes }),
    title: facts.title,
    games: totals.games,
    gameSeconds: Math.round(totals.gameSeconds),
    events: totals.events,
    passed: totals.passed,
    failed: totals.failed,
    invalid: totals.invalid,
    invariants: invariantLines(totals, failures, facts),
    coverage,
    faults: faultLines(totals, facts),
    strategies: strategyLines(totals, failures),
    players: playerLines(games),
    failures,
    divergences: totals.divergences,
    missing: {
      games: missingGames(input, results),
      stopped: input.stopped,
      lost: input.lost,
      troubles: input.troubles,
      // Without faults and operators at work nobody asks for what they bring about.
      sometimes: settings.faults === 'swarm' ? missingStates(totals) : [],
    },
    timing: timingOf(sessions),
  };
}

function timingOf(sessions: readonly TimelineSession[]): Timing {
  const wallSeconds = spentMs(sessions) / 1000;
  const last = sessions.flatMap(({ samples }) => samples.slice(-1));
  return {
    wallSeconds,
    gamesPerSecond: ratio(sum(last.map((sample) => sample.games)), wallSeconds),
    speedup: ratio(sum(last.map((sample) => sample.gameSeconds)), wallSeconds),
    sessions,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const ratio = (value: number, by: number): number => (by > 0 ? Math.round((value / by) * 100) / 100 : 0);

const missingStates = ({ coverage, games }: CampaignTotals): Missing['sometimes'] =>
  missingSometimes(coverage, games).map(({ name, sentence }) => ({ name, sentence }));

/** Games that a campaign of so many should have and has not; a campaign for a time has those that it has. */
function missingGames({ settings, part }: ReportInput, results: readonly ShardResult[]): number[] {
  const { games, gamesPerShard } = settings;
  if (games === undefined) return [];
  const there = new Map(results.map((result) => [result.shard, result]));
  return [...shardsOf({ settings, part })].flatMap((shard) => {
    const first = shard * gamesPerShard;
    const all = Array.from({ length: Math.min(gamesPerShard, games - first) }, (_, place) => first + place);
    return there.get(shard)?.missing ?? all;
  });
}

function invariantLines(totals: CampaignTotals, failures: readonly FailureFile[], facts: RoomFacts): InvariantLine[] {
  const lines = new Map<number, InvariantLine>();
  for (const { number, title } of facts.invariants) lines.set(number, { number, title, failedGames: 0 });
  for (const { firstViolation } of failures) {
    const { number, invariant } = firstViolation;
    const line = lines.get(number) ?? { number, title: invariant.replace(/^\d+\s*/, ''), failedGames: 0 };
    lines.set(number, { ...line, failedGames: line.failedGames + 1 });
  }
  for (const [name, slackMs] of Object.entries(totals.slackMs)) {
    const line = lines.get(Number(name));
    if (line !== undefined) lines.set(line.number, { ...line, slackMs });
  }
  return [...lines.values()].sort((one, other) => one.number - other.number);
}

function coverageLines(totals: CampaignTotals, facts: RoomFacts): CoverageLine[] {
  const reached = new Map<string, Set<string>>();
  for (const category of Object.keys(facts.reachable)) reached.set(category, new Set());
  for (const key of Object.keys(totals.coverage)) {
    const colon = key.indexOf(':');
    const names = reached.get(key.slice(0, colon)) ?? new Set();
    reached.set(key.slice(0, colon), names.add(key.slice(colon + 1)));
  }
  return [...reached].sort(byName).map(([category, names]) => {
    const reachable = facts.reachable[category];
    if (reachable === undefined) return { category, reached: names.size, missing: [], unexpected: [] };
    const known = new Set(reachable);
    const missing = reachable.filter((name) => !names.has(name)).sort();
    const unexpected = [...names].filter((name) => !known.has(name)).sort();
    return { category, reached: known.size - missing.length, total: known.size, missing, unexpected };
  });
}

function faultLines(totals: CampaignTotals, facts: RoomFacts): FaultLine[] {
  const lines = new Map<string, FaultLine>();
  for (const { name, title } of facts.faults) lines.set(name, { name, title, injected: 0, fired: 0 });
  for (const [name, counts] of Object.entries(totals.faults)) {
    lines.set(name, { name, title: lines.get(name)?.title ?? FAULTS.get(name)?.title ?? '', ...counts });
  }
  return [...lines].sort(byName).map(([, line]) => line);
}

function strategyLines({ strategies }: CampaignTotals, failures: readonly FailureFile[]): StrategyLine[] {
  return STRATEGIES.map((strategy) => {
    const found = failures.filter((failure) => failure.strategy === strategy);
    const invariants = [...new Set(found.map(({ firstViolation }) => firstViolation.number))].sort((a, b) => a - b);
    return { strategy, ...strategies[strategy], invariants };
  });
}

function playerLines(games: readonly GameLine[]): PlayerLine[] {
  const lines = new Map<string, { players: string; games: number; outcomes: Record<string, number> }>();
  for (const { players, outcome } of games) {
    const name = players.length === 0 ? 'nobody' : [...players].sort().join(' and ');
    const line = lines.get(name) ?? { players: name, games: 0, outcomes: {} };
    lines.set(name, line);
    line.games += 1;
    line.outcomes[outcome] = (line.outcomes[outcome] ?? 0) + 1;
  }
  return [...lines].sort(byName).map(([, line]) => line);
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;
