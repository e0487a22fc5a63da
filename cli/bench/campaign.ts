/** Campaigns: games with faults, monitors and coverage on, over one core and over all; and their memory over many games. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Room } from '@understudy/contract';
import { hashRoom } from '@understudy/journal';
import { CAMPAIGN_SCHEMA, type CampaignSettings, type GameLine, type ShardResult } from '@understudy/scenarios';
import { ShardPool } from '../src/campaign/shard-pool.ts';
import { pooled } from '../src/pooled.ts';
import { bareScaling } from './bare-loop.ts';

/** Few, so that at the end no process waits long for the last shard of another. */
const GAMES_PER_SHARD = 2;
/** Shards that warm each process before time is taken. */
const WARM_SHARDS = 15;

interface Pace {
  readonly jobs: number;
  readonly games: number;
  readonly wallSeconds: number;
  readonly gamesPerSecond: number;
  /** Game time over wall time, all processes together. */
  readonly speedup: number;
  readonly eventsPerSecond: number;
}

export interface CampaignFigures {
  readonly faults: CampaignSettings['faults'];
  /** Each number of processes in turn, several times. */
  readonly samples: readonly Pace[];
  /** Games a second of all processes over those of one, divided by their number; of each round. */
  readonly scaling: readonly number[];
  /** The same of a loop of integers that shares nothing, measured before each round: what this machine allows. */
  readonly bareScaling: readonly number[];
}

export interface MemoryFigures {
  readonly games: number;
  readonly wallSeconds: number;
  /** Resident memory in MB of the campaign and of the processes that play, together, every so many games. */
  readonly samples: readonly { readonly games: number; readonly rssMb: number }[];
  /** How many games ended in each. */
  readonly verdicts: Readonly<Record<GameLine['verdict'], number>>;
}

function settingsFor(room: Room, seed: number, faults: CampaignSettings['faults']): CampaignSettings {
  return {
    schema: CAMPAIGN_SCHEMA,
    room: room.manifest.room,
    roomHash: hashRoom(room),
    codeHash: '0000000000000000',
    seed,
    gamesPerShard: GAMES_PER_SHARD,
    faults,
    repeatEvery: 0,
  };
}

const silent = { onLine: () => undefined, onFailure: () => undefined };

/** Plays shards `first` to `first + count - 1`, as many at a time as `jobs`. */
function playShards(
  pool: ShardPool,
  settings: CampaignSettings,
  first: number,
  count: number,
  jobs: number,
): Promise<ShardResult[]> {
  const shards = Array.from({ length: count }, (_, place) => first + place);
  return pooled(shards, jobs, async (shard) => {
    const outcome = await pool.run(settings, shard);
    if ('lost' in outcome) throw new Error(`shard ${shard}: ${outcome.lost.reason}`);
    return outcome.result;
  });
}

async function pace(pool: ShardPool, settings: CampaignSettings, games: number, jobs: number): Promise<Pace> {
  const startedAtMs = performance.now();
  const lines = (await playShards(pool, settings, 0, games / GAMES_PER_SHARD, jobs)).flatMap(({ games: each }) => each);
  const wallSeconds = (performance.now() - startedAtMs) / 1000;
  const sum = (of: (line: (typeof lines)[number]) => number): number =>
    lines.reduce((total, line) => total + of(line), 0);
  return {
    jobs,
    games: lines.length,
    wallSeconds,
    gamesPerSecond: lines.length / wallSeconds,
    speedup: sum(({ gameSeconds }) => gameSeconds) / wallSeconds,
    eventsPerSecond: sum(({ events }) => events) / wallSeconds,
  };
}

/**
 * `games` games (even), the same in one process and in one a core, `rounds` times. Rounds are short and take turns at which
 * comes first: the speed of a rented machine changes by a quarter within minutes.
 */
export async function measureCampaign(
  room: Room,
  firmware: Uint8Array,
  faults: CampaignSettings['faults'],
  games: number,
  rounds: number,
): Promise<CampaignFigures> {
  const cores = availableParallelism();
  const pool = new ShardPool({ room, firmware, shrinkRuns: 0 }, silent);
  await playShards(pool, settingsFor(room, 999, faults), 0, WARM_SHARDS * cores, cores);
  const samples: Pace[] = [];
  const scaling: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const settings = settingsFor(room, 1000 + round, faults);
    bare.push(await bareScaling(cores));
    const pair: Pace[] = [];
    for (const jobs of round % 2 === 0 ? [1, cores] : [cores, 1]) pair.push(await pace(pool, settings, games, jobs));
    const [one, all] = pair.sort((first, second) => first.jobs - second.jobs);
    if (one === undefined || all === undefined) throw new Error('expected two paces');
    samples.push(one, all);
    scaling.push(all.gamesPerSecond / one.gamesPerSecond / cores);
  }
  pool.close();
  return { faults, samples, scaling, bareScaling: bare };
}

/** Resident memory while `games` games are played on all cores. `onSample` hears of each as it is taken. */
export async function measureMemory(
  room: Room,
  firmware: Uint8Array,
  games: number,
  onSample: (sample: MemoryFigures['samples'][number]) => void,
): Promise<MemoryFigures> {
  const jobs = availableParallelism();
  const pool = new ShardPool({ room, firmware, shrinkRuns: 0 }, silent);
  const settings = settingsFor(room, 7, 'swarm');
  const samples: MemoryFigures['samples'][number][] = [];
  const verdicts = { passed: 0, failed: 0, invalid: 0 };
  const every = Math.max(GAMES_PER_SHARD, Math.floor(games / 40));
  let played = 0;
  const startedAtMs = performance.now();
  const shards = Math.ceil(games / GAMES_PER_SHARD);
  // In slices, so that results are not kept: it is the games' memory that is asked for.
  for (let first = 0; first < shards; first += every / GAMES_PER_SHARD) {
    const count = Math.min(Math.ceil(every / GAMES_PER_SHARD), shards - first);
    for (const { games: lines } of await playShards(pool, settings, first, count, jobs)) {
      for (const { verdict } of lines) verdicts[verdict] += 1;
    }
    played += count * GAMES_PER_SHARD;
    const sample = { games: played, rssMb: residentMb([process.pid, ...pool.pids]) };
    samples.push(sample);
    onSample(sample);
  }
  pool.close();
  return { games: played, wallSeconds: (performance.now() - startedAtMs) / 1000, samples, verdicts };
}

/** As Linux counts it; pages that processes share count for each. */
function residentMb(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) => /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  return kilobytes.reduce((sum, each) => sum + Number(each ?? 0) * 1024, 0) / 1e6;
}
