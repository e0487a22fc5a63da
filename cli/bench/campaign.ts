/** Campaigns: games with faults, monitors and coverage on, over one core and over all; and their memory over many games. */
import { availableParallelism } from 'node:os';
import type { Room } from '@understudy/contract';
import { hashRoom } from '@understudy/journal';
import { CAMPAIGN_SCHEMA, type CampaignSettings, type ShardResult } from '@understudy/scenarios';
import type { FirmwareModule } from '@understudy/sim-devices';
import { ShardPool } from '../src/campaign/shard-pool.ts';
import { pooled } from '../src/pooled.ts';
import { bareScaling } from './bare-loop.ts';

const GAMES_PER_SHARD = 10;
/** Shards that warm each thread before time is taken. */
const WARM_SHARDS = 4;

interface Pace {
  readonly jobs: number;
  readonly games: number;
  readonly wallSeconds: number;
  readonly gamesPerSecond: number;
  /** Game time over wall time, all threads together. */
  readonly speedup: number;
  readonly eventsPerSecond: number;
}

export interface CampaignFigures {
  readonly faults: CampaignSettings['faults'];
  /** Each number of threads in turn, several times. */
  readonly samples: readonly Pace[];
  /** Games a second of all threads over those of one, divided by their number; of each round. */
  readonly scaling: readonly number[];
  /** The same of a loop of integers that shares nothing, measured before each round: what this machine allows. */
  readonly bareScaling: readonly number[];
}

export interface MemoryFigures {
  readonly games: number;
  readonly wallSeconds: number;
  /** Resident memory of the whole process in MB, every so many games. */
  readonly samples: readonly { readonly games: number; readonly rssMb: number }[];
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

/** Plays shards `first` to `first + count - 1`, as many at a time as there are threads. */
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

async function pace(
  room: Room,
  module: FirmwareModule,
  settings: CampaignSettings,
  jobs: number,
  shards: number,
): Promise<Pace> {
  const pool = new ShardPool({ room, module, jobs, shrinkRuns: 0 }, silent);
  await playShards(pool, settings, shards, WARM_SHARDS * jobs, jobs);
  const startedAtMs = performance.now();
  const lines = (await playShards(pool, settings, 0, shards, jobs)).flatMap(({ games }) => games);
  const wallSeconds = (performance.now() - startedAtMs) / 1000;
  await pool.close();
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

/** `shards` shards of ten games, `rounds` times on one thread and on one a core. */
export async function measureCampaign(
  room: Room,
  module: FirmwareModule,
  faults: CampaignSettings['faults'],
  shards: number,
  rounds: number,
): Promise<CampaignFigures> {
  const cores = availableParallelism();
  const samples: Pace[] = [];
  const scaling: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const settings = settingsFor(room, 1000 + round, faults);
    bare.push(await bareScaling(cores));
    const one = await pace(room, module, settings, 1, shards);
    const all = await pace(room, module, settings, cores, shards);
    samples.push(one, all);
    scaling.push(all.gamesPerSecond / one.gamesPerSecond / cores);
  }
  return { faults, samples, scaling, bareScaling: bare };
}

/** Resident memory while `games` games are played on all cores in one process. `onSample` hears of each as it is taken. */
export async function measureMemory(
  room: Room,
  module: FirmwareModule,
  games: number,
  onSample: (sample: MemoryFigures['samples'][number]) => void,
): Promise<MemoryFigures> {
  const jobs = availableParallelism();
  const pool = new ShardPool({ room, module, jobs, shrinkRuns: 0 }, silent);
  const settings = settingsFor(room, 7, 'swarm');
  const samples: MemoryFigures['samples'][number][] = [];
  const every = Math.max(GAMES_PER_SHARD, Math.floor(games / 40));
  let played = 0;
  const startedAtMs = performance.now();
  const shards = Math.ceil(games / GAMES_PER_SHARD);
  // In slices, so that results are not kept: it is the games' memory that is asked for.
  for (let first = 0; first < shards; first += every / GAMES_PER_SHARD) {
    const count = Math.min(Math.ceil(every / GAMES_PER_SHARD), shards - first);
    await playShards(pool, settings, first, count, jobs);
    played += count * GAMES_PER_SHARD;
    const sample = { games: played, rssMb: process.memoryUsage().rss / 1e6 };
    samples.push(sample);
    onSample(sample);
  }
  await pool.close();
  return { games: played, wallSeconds: (performance.now() - startedAtMs) / 1000, samples };
}
