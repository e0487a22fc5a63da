/** `understudy campaign <room|all>`: many games of a room on all cores, and a report of what they showed. */
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Room } from '@understudy/contract';
import { hashRoom } from '@understudy/journal';
import { CAMPAIGN_SCHEMA, type CampaignSettings, FAULTS } from '@understudy/scenarios';
import { firmwareBytes } from '../artefacts/prepare.ts';
import { codeHash } from '../artefacts/source-hash.ts';
import { roomFacts } from '../campaign/facts.ts';
import { provenance } from '../campaign/failure-file.ts';
import { finish } from '../campaign/finish.ts';
import { CampaignFolder } from '../campaign/folder.ts';
import { LocalRunner } from '../campaign/local-runner.ts';
import { type CampaignRequest, DEFAULT_GAMES, defaultGamesPerShard, parsePart, WHOLE } from '../campaign/request.ts';
import { runCampaign } from '../campaign/run-campaign.ts';
import type { ShardRunner } from '../campaign/shard-runner.ts';
import { StatusLine } from '../campaign/status-line.ts';
import type { ShardMaterial } from '../campaign/worker-protocol.ts';
import type { CampaignOptions } from '../command-line/campaign.ts';
import { EXIT, Failure } from '../failure.ts';
import { createProgress } from '../output/progress.ts';
import { ROOT, roomFolder } from '../paths.ts';
import { openRoom } from '../room/open.ts';

/** Exit code: 0 clean, 1 something found, 3 not whole. @throws Failure for what the command line gets wrong */
export async function campaign(name: string, options: CampaignOptions): Promise<number> {
  const stop = new AbortController();
  const onInterrupt = (): void => {
    if (stop.signal.aborted) process.exit(130);
    console.error('\nstopping after the games that run; once more to stop at once');
    stop.abort();
  };
  process.on('SIGINT', onInterrupt).on('SIGTERM', onInterrupt);
  try {
    const rooms = name === 'all' ? allRooms() : [roomFolder(name)];
    const summaries: object[] = [];
    let worst: number = EXIT.ok;
    for (const folder of rooms) {
      const { code, summary } = await campaignOf(folder, name === 'all', options, stop.signal);
      summaries.push(summary);
      worst = worse(worst, code);
    }
    if (options.json) console.log(JSON.stringify(name === 'all' ? summaries : summaries[0], undefined, 2));
    return worst;
  } finally {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt);
  }
}

/** A violation outweighs what is missing. */
function worse(one: number, other: number): number {
  return [EXIT.failed, EXIT.infrastructure, EXIT.usage].find((code) => code === one || code === other) ?? EXIT.ok;
}

/** Folders of `rooms/` that hold a room. */
function allRooms(): string[] {
  const rooms = join(ROOT, 'rooms');
  return readdirSync(rooms)
    .sort()
    .map((name) => join(rooms, name))
    .filter((folder) => existsSync(join(folder, 'room.yaml')));
}

async function campaignOf(
  source: string,
  isOneOfAll: boolean,
  options: CampaignOptions,
  signal: AbortSignal,
): Promise<{ readonly code: number; readonly summary: object }> {
  const room = await openRoom(source);
  const request = requestOf(room, options);
  const firmware = await firmwareBytes(source, createProgress(options.json === true));
  const folder = new CampaignFolder(folderOf(room, request, isOneOfAll, options));
  const jobs = options.jobs ?? availableParallelism();
  const from = provenance();
  const facts = roomFacts(room);
  const { games } = request.settings;
  const status = new StatusLine(process.stderr, {
    ...(games !== undefined && { games: Math.ceil(games / request.part.count) }),
    ...(request.minutes !== undefined && { minutes: request.minutes }),
  });
  const { runner, close } = await runnerFor(
    { room, firmware, shrinkRuns: request.shrinkRuns },
    jobs,
    options.queue,
    (text) => status.say(text),
  );
  const run = await runCampaign({
    request,
    facts,
    folder,
    jobs,
    from,
    status,
    signal,
    runner,
    nowMs: () => performance.now(),
  });
  await close();
  return finish(folder, request, facts, from, run, options.json === true);
}

/** This machine's own processes, or whoever takes shards from the queue. @throws Failure QUEUE_UNREACHABLE */
async function runnerFor(
  material: ShardMaterial,
  jobs: number,
  queue: string | undefined,
  say: (text: string) => void,
): Promise<{ readonly runner: ShardRunner; close(): Promise<void> }> {
  if (queue === undefined) {
    return { runner: new LocalRunner(material, jobs), close: async () => undefined };
  }
  const { openDatabase } = await import('../campaign/queue/database.ts');
  const { QueueRunner } = await import('../campaign/queue/queue-runner.ts');
  const database = await openDatabase(queue, (message) => say(`the queue does not answer: ${message}`));
  return { runner: new QueueRunner(database, material, say), close: () => database.end() };
}

function requestOf(room: Room, options: CampaignOptions): CampaignRequest {
  const { minutes } = options;
  const games = minutes === undefined ? (options.games ?? DEFAULT_GAMES) : undefined;
  const settings: CampaignSettings = {
    schema: CAMPAIGN_SCHEMA,
    room: room.manifest.room,
    roomHash: hashRoom(room),
    codeHash: codeHash(),
    seed: options.seed,
    gamesPerShard: options.gamesPerShard ?? defaultGamesPerShard(games),
    ...(games !== undefined && { games }),
    faults: parseFaults(options.faults),
    repeatEvery: options.repeatEvery,
  };
  return {
    settings,
    part: options.shard === undefined ? WHOLE : parsePart(options.shard),
    ...(minutes !== undefined && { minutes }),
    shrinkRuns: options.shrinkRuns,
  };
}

function parseFaults(text: string): CampaignSettings['faults'] {
  if (text === 'swarm' || text === 'none') return text;
  const names = [...new Set(text.split(',').map((name) => name.trim()))].sort();
  const unknown = names.filter((name) => !FAULTS.has(name));
  if (unknown.length > 0) {
    throw new Failure(
      'UNKNOWN_FAULT',
      `--faults: expected swarm, none, or of ${[...FAULTS.keys()].sort().join(', ')}, seen '${unknown.join("', '")}'`,
      EXIT.usage,
    );
  }
  return names;
}

function folderOf(
  room: Room,
  { part, settings }: CampaignRequest,
  isOneOfAll: boolean,
  options: CampaignOptions,
): string {
  const id = room.manifest.room;
  if (options.out !== undefined) return isOneOfAll ? join(options.out, id) : options.out;
  const shard = part.count === 1 ? '' : `-${part.index}of${part.count}`;
  return join('runs', 'campaigns', `${id}-${settings.seed}${shard}`);
}
