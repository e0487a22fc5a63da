/** A process that takes shards from the queue until it is told to stop. */
import { hostname } from 'node:os';
import { Logger, type Runner, run, type Task } from 'graphile-worker';
import { CampaignPools } from './campaign-pools.ts';
import { hasShard, saveShard, taskName } from './campaigns.ts';
import type { Database } from './database.ts';
import { ALIVE_MS, freeDeadWorkers, sayAlive } from './liveness.ts';

export interface QueueWorkerOptions {
  readonly database: Database;
  /** Shards at a time, 1 or more. */
  readonly jobs: number;
  /** Of the sources that this process runs: it takes shards of no other. */
  readonly codeHash: string;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

interface ShardJob {
  readonly campaign: string;
  readonly shard: number;
}

/** Resolves when `signal` has come and what ran is finished or given back. */
export async function runQueueWorker({ database, jobs, codeHash, signal, say }: QueueWorkerOptions): Promise<void> {
  const pools = new CampaignPools(database);
  const working = new Set<string>();
  const givenBack: string[] = [];
  const host = { name: hostname(), code: codeHash };
  await sayAlive(database, host, []);
  const task: Task = async (payload, { job }) => {
    const { campaign, shard } = payload as ShardJob;
    const workerId = job.locked_by ?? '';
    if (await hasShard(database, campaign, shard)) return;
    working.add(workerId);
    try {
      await sayAlive(database, host, [workerId]);
      say(`campaign ${campaign}: shard ${shard} begins`);
      const result = await pools.play(campaign, shard);
      if (result.missing.length > 0) {
        givenBack.push(job.id);
        throw new Error(`stopped after ${result.games.length} games; given back`);
      }
      await saveShard(database, campaign, result, `${host.name} ${workerId}`);
      say(`campaign ${campaign}: shard ${shard} ends, ${result.games.length} games`);
    } finally {
      working.delete(workerId);
    }
  };
  const heartbeat = setInterval(() => {
    sayAlive(database, host, working)
      .then(() => freeDeadWorkers(database))
      .then((freed) => freed > 0 && say(`${freed} dead workers: their shards are free again`))
      .catch((error: Error) => say(`the queue does not answer: ${error.message}`));
  }, ALIVE_MS);
  const runner: Runner = await run({
    pgPool: database,
    concurrency: jobs,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => level === 'error' && say(message)),
    taskList: { [taskName(codeHash)]: task },
  });
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  pools.stop();
  await runner.stop();
  clearInterval(heartbeat);
  await giveBack(database, givenBack);
  await pools.close();
}

/** A shard that is given back has not failed: it is tried at once, and no attempt is counted. */
async function giveBack(database: Database, jobs: readonly string[]): Promise<void> {
  if (jobs.length === 0) return;
  await database.query(
    `select graphile_worker.reschedule_jobs(array[id], now(), null::integer, greatest(attempts - 1, 0))
     from graphile_worker.jobs where id = any($1::bigint[])`,
    [jobs],
  );
}
