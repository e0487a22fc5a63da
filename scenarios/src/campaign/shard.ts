/** The games of one shard: drawn, played, counted; what broke an invariant is shrunk, and some are played twice. */
import type { Room } from '@understudy/contract';
import type { CreateEngine } from '@understudy/core';
import { hashRoom } from '@understudy/journal';
import type { FirmwareModule } from '@understudy/sim-devices';
import { FAULTS } from '../faults/catalogue.ts';
import { type Vocabulary, vocabularyOf } from '../generate/vocabulary.ts';
import type { Collector } from '../run/collector.ts';
import { type PreparedRoom, prepareRoom } from '../run/prepared-room.ts';
import type { ScenarioReport } from '../run/report.ts';
import { type RunOptions, runPrepared } from '../run/run-scenario.ts';
import type { Scenario } from '../scenario/schema.ts';
import { PlanSearch } from '../search/search.ts';
import { shrinkPrepared } from '../shrink/shrink-scenario.ts';
import { compareRuns } from './compare-runs.ts';
import { CampaignError } from './errors.ts';
import { Tally } from './tally.ts';
import {
  CAMPAIGN_SCHEMA,
  type CampaignSettings,
  type Divergence,
  type Failure,
  type GameLine,
  type ShardResult,
  type Strategy,
} from './types.ts';

const SHRINK_RUNS = 200;

export interface ShardHooks {
  /** After each game. */
  readonly onGame?: (line: GameLine) => void;
  /** After each game that broke an invariant, before it is shrunk. */
  readonly onFailure?: (failure: Failure) => void;
  /** Asked before each game: true ends the shard, and its result says which games are missing. */
  readonly shouldStop?: () => boolean;
  /** Runs that shrinking one failure may cost; 0 for no shrinking. Default 200. */
  readonly shrinkRuns?: number;
  /** A collector of what a run reaches, made anew for each game. */
  readonly collector?: (prepared: PreparedRoom) => Collector;
  /** The engine to run; default: the production engine. */
  readonly createEngine?: CreateEngine;
}

/** How many games a shard has; none when it lies beyond the campaign. */
export function gamesOfShard({ games, gamesPerShard }: CampaignSettings, shard: number): number {
  const first = shard * gamesPerShard;
  return Math.max(0, Math.min(gamesPerShard, (games ?? Number.POSITIVE_INFINITY) - first));
}

/** As a `ShardPlayer` does, for who plays one shard alone. */
export function runShard(
  room: Room,
  module: FirmwareModule,
  settings: CampaignSettings,
  shard: number,
  hooks: ShardHooks = {},
): ShardResult {
  return new ShardPlayer(room, module).play(settings, shard, hooks);
}

/** Plays shards of one room, and works out once what all of them share: as much as a game costs. */
export class ShardPlayer {
  readonly #prepared: PreparedRoom;
  readonly #roomHash: string;
  readonly #vocabularies = new Map<string, Vocabulary>();

  /** @throws TableError when a controller's definition does not compile */
  constructor(room: Room, module: FirmwareModule) {
    this.#roomHash = hashRoom(room);
    this.#prepared = prepareRoom(room, module);
  }

  /**
   * Its result is a function of settings and shard number alone, unless it is stopped on its way.
   * @throws CampaignError CAMPAIGN_ROOM, CAMPAIGN_FAULT, CAMPAIGN_SHARD
   */
  play(settings: CampaignSettings, shard: number, hooks: ShardHooks = {}): ShardResult {
    const count = checkedGames(this.#prepared.room, this.#roomHash, settings, shard);
    const search = new PlanSearch(this.#vocabulary(settings), settings.seed);
    return new ShardRun(this.#prepared, settings, shard, hooks).play(count, search);
  }

  #vocabulary(settings: CampaignSettings): Vocabulary {
    const faults = [...faultsOf(settings)];
    const key = faults.join(' ');
    const known = this.#vocabularies.get(key) ?? vocabularyOf(this.#prepared.index, faults);
    this.#vocabularies.set(key, known);
    return known;
  }
}

class ShardRun {
  readonly #prepared: PreparedRoom;
  readonly #settings: CampaignSettings;
  readonly #shard: number;
  readonly #hooks: ShardHooks;
  readonly #tally = new Tally();
  readonly #games: GameLine[] = [];
  readonly #failures: Failure[] = [];
  readonly #divergences: Divergence[] = [];
  readonly #missing: number[] = [];

  constructor(prepared: PreparedRoom, settings: CampaignSettings, shard: number, hooks: ShardHooks) {
    this.#prepared = prepared;
    this.#settings = settings;
    this.#shard = shard;
    this.#hooks = hooks;
  }

  play(count: number, search: PlanSearch): ShardResult {
    const { gamesPerShard } = this.#settings;
    let stopped = false;
    for (let place = 0; place < count; place += 1) {
      const game = this.#shard * gamesPerShard + place;
      stopped ||= this.#hooks.shouldStop?.() === true;
      if (stopped) this.#missing.push(game);
      else this.#play(game, search);
    }
    return {
      schema: CAMPAIGN_SCHEMA,
      settings: this.#settings,
      shard: this.#shard,
      games: this.#games,
      failures: this.#failures,
      divergences: this.#divergences,
      ...this.#tally.result(),
      missing: this.#missing,
    };
  }

  #play(game: number, search: PlanSearch): void {
    const { strategy, scenario } = search.next(game);
    const report = this.#run(scenario);
    const { coverage } = this.#tally.add(strategy, report);
    search.learn(scenario, report, coverage > 0);
    const line = toLine(game, strategy, scenario, report);
    this.#games.push(line);
    const { repeatEvery } = this.#settings;
    if (repeatEvery > 0 && game % repeatEvery === 0) this.#repeat(game, scenario, report);
    this.#keepFailure(game, strategy, scenario, report);
    this.#hooks.onGame?.(line);
  }

  #keepFailure(game: number, strategy: Strategy, scenario: Scenario, report: ScenarioReport): void {
    const [first] = report.violations;
    if (first === undefined) return;
    const found: Failure = {
      schema: 'understudy.failure/1',
      roomHash: this.#settings.roomHash,
      codeHash: this.#settings.codeHash,
      game,
      strategy,
      scenario,
      firstViolation: first,
      violations: report.violations,
      evidence: report.evidence,
      rollingHash: report.rollingHash,
    };
    this.#hooks.onFailure?.(found);
    this.#failures.push({ ...found, ...this.#shrink(scenario, first.number) });
  }

  /** The first failure of each invariant is enough to tell a defect by. */
  #shrink(scenario: Scenario, violation: number): Pick<Failure, 'minimised' | 'shrinkRuns'> {
    const { shrinkRuns: runs = SHRINK_RUNS, shouldStop, createEngine } = this.#hooks;
    if (runs === 0 || this.#failures.some(({ firstViolation }) => firstViolation.number === violation)) return {};
    const shrunk = shrinkPrepared(this.#prepared, scenario, violation, {
      runs,
      ...(shouldStop !== undefined && { shouldStop }),
      ...(createEngine !== undefined && { run: { createEngine } }),
    });
    return shrunk === undefined ? {} : { minimised: shrunk.scenario, shrinkRuns: shrunk.runs };
  }

  #run(scenario: Scenario, options: RunOptions = {}): ScenarioReport {
    const { collector, createEngine } = this.#hooks;
    return runPrepared(this.#prepared, scenario, {
      ...(createEngine !== undefined && { createEngine }),
      ...(collector !== undefined && { collector: collector(this.#prepared) }),
      ...options,
    });
  }

  /** The same again must be the same: an unequal pair is reported, whatever the verdicts. */
  #repeat(game: number, scenario: Scenario, report: ScenarioReport): void {
    const difference = compareRuns(report, this.#run(scenario), (options) => this.#run(scenario, options));
    if (difference !== undefined) this.#divergences.push({ game, scenario, ...difference });
  }
}

function faultsOf({ faults }: CampaignSettings): Iterable<string> {
  return faults === 'swarm' ? FAULTS.keys() : faults === 'none' ? [] : faults;
}

function checkedGames(room: Room, roomHash: string, settings: CampaignSettings, shard: number): number {
  if (settings.room !== room.manifest.room) {
    throw new CampaignError('CAMPAIGN_ROOM', 'the room of the shard', settings.room, room.manifest.room);
  }
  if (settings.roomHash !== roomHash) {
    throw new CampaignError('CAMPAIGN_ROOM', 'hash of the room', settings.roomHash, roomHash);
  }
  for (const fault of faultsOf(settings)) {
    if (!FAULTS.has(fault)) throw new CampaignError('CAMPAIGN_FAULT', 'faults', 'one of the catalogue', fault);
  }
  const count = Number.isInteger(shard) && shard >= 0 ? gamesOfShard(settings, shard) : 0;
  if (count === 0) throw new CampaignError('CAMPAIGN_SHARD', 'shard', 'one with games of this campaign', String(shard));
  return count;
}

function toLine(game: number, strategy: Strategy, { plan }: Scenario, report: ScenarioReport): GameLine {
  const names = (kind: 'player' | 'fault') => [
    ...new Set(plan.flatMap((record) => nameIn(record, kind)).filter((name) => name !== undefined)),
  ];
  const { verdict, outcome, gameSeconds, events, hash } = report;
  const { players, faults } = { players: names('player'), faults: names('fault') };
  return { game, strategy, verdict, outcome, players, faults, gameSeconds, events, hash };
}

function nameIn(record: Scenario['plan'][number], kind: 'player' | 'fault'): string[] {
  if (record.kind !== kind) return [];
  return record.kind === 'player' ? [record.model] : record.kind === 'fault' ? [record.fault] : [];
}
