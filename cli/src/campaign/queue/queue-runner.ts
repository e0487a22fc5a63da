/** Hands shards to any number of workers by way of PostgreSQL, and takes their results. */
import type { CampaignSettings } from '@understudy/scenarios';
import { makeWorkerUtils, type WorkerUtils } from 'graphile-worker';
import type { LostShard, RunnerEvents, ShardRunner } from '../shard-runner.ts';
import type { ShardMaterial } from '../worker-protocol.ts';
import { finishedShards, jobKey, loadShard, saveCampaign, taskName } from './campaigns.ts';
import type { Database } from './database.ts';
import { freeDeadWorkers, isAnyoneThere } from './liveness.ts';
import { listen } from './notices.ts';

/** Shards in the queue at a time: enough for a few hundred workers, few enough that a campaign for a time ends soon. */
const WINDOW = 512;
/** Results are looked for when a notice comes, and at this pace in case one was lost. */
const LOOK_MS = 1000;
/** A shard that has failed on so many workers is not the victim of chance. */
const ATTEMPTS_MAX = 5;

export class QueueRunner implements ShardRunner {
  readonly #database: Database;
  readonly #campaign: ShardMaterial;
  readonly #say: (text: string) => void;
  #alone = false;

  constructor(database: Database, campaign: ShardMaterial, say: (text: string) => void) {
    this.#database = database;
    this.#campaign = campaign;
    this.#say = say;
  }

  /** After `signal` what no worker has begun is taken back; what runs goes on, and is found by the next run of the campaign. */
  async run(
    settings: CampaignSettings,
    shards: Iterable<number>,
    events: RunnerEvents,
    signal: AbortSignal,
  ): Promise<readonly LostShard[]> {
    const database = this.#database;
    const campaign = await saveCampaign(database, { ...this.#campaign, settings });
    const dispatch = new Dispatch(database, campaign, taskName(settings.codeHash));
    const notices = await listen(database, (notice) => {
      if (notice.campaign !== campaign) return;
      if ('line' in notice) events.onLine(notice.inShard, notice.line);
      else look.wake();
    });
    const look = new Pause(signal);
    const waiting = shards[Symbol.iterator]();
    const lost: LostShard[] = [];
    try {
      for (let exhausted = false; !signal.aborted; ) {
        const fresh: number[] = [];
        while (!exhausted && dispatch.open.size + fresh.length < WINDOW) {
          const next = waiting.next();
          if (next.done === true) exhausted = true;
          else fresh.push(next.value);
        }
        await dispatch.add(fresh);
        for (const shard of await dispatch.takeFinished()) {
          const result = await loadShard(database, campaign, shard);
          if (result !== undefined) events.onResult(result);
        }
        lost.push(...(await dispatch.takeLost()));
        if (exhausted && dispatch.open.size === 0) break;
        await freeDeadWorkers(database);
        await this.#lookForWorkers(settings.codeHash);
        await look.wait(LOOK_MS);
      }
      await dispatch.takeBack();
    } finally {
      await notices.close();
      await dispatch.close();
    }
    return lost;
  }

  /** Says once that nobody takes the shards, and once that somebody does again. */
  async #lookForWorkers(code: string): Promise<void> {
    const alone = !(await isAnyoneThere(this.#database, code));
    if (alone === this.#alone) return;
    this.#alone = alone;
    this.#say(
      alone
        ? `nobody takes shards of code ${code}: start \`understudy campaign worker\` from this commit; waiting`
        : 'workers are there',
    );
  }
}

/** The shards of one campaign that are asked for and have no result yet. */
class Dispatch {
  readonly open = new Set<number>();
  readonly #database: Database;
  readonly #campaign: string;
  readonly #task: string;
  #utils: WorkerUtils | undefined;

  constructor(database: Database, campaign: string, task: string) {
    this.#database = database;
    this.#campaign = campaign;
    this.#task = task;
  }

  /** Queues shards, but for those that are queued or finished already. */
  async add(shards: readonly number[]): Promise<void> {
    if (shards.length === 0) return;
    this.#utils ??= await makeWorkerUtils({ pgPool: this.#database });
    for (const shard of shards) this.open.add(shard);
    const done = new Set(await finishedShards(this.#database, this.#campaign, shards));
    const queued = await this.#database.query<{ key: string }>(
      `select key from graphile_worker.jobs
       where key = any($1::text[]) and (locked_at is not null or attempts < max_attempts)`,
      [shards.map((shard) => this.#key(shard))],
    );
    const known = new Set(queued.rows.map(({ key }) => key));
    for (const shard of shards) {
      if (done.has(shard) || known.has(this.#key(shard))) continue;
      const options = { jobKey: this.#key(shard), maxAttempts: ATTEMPTS_MAX };
      await this.#utils.addJob(this.#task, { campaign: this.#campaign, shard }, options);
    }
  }

  async takeFinished(): Promise<number[]> {
    const finished = await finishedShards(this.#database, this.#campaign, [...this.open]);
    for (const shard of finished) this.open.delete(shard);
    return finished;
  }

  /** Those that every attempt failed at. */
  async takeLost(): Promise<LostShard[]> {
    const keys = new Map([...this.open].map((shard) => [this.#key(shard), shard]));
    const failed = await this.#database.query<{ id: string; key: string; attempts: number; last_error: string }>(
      `select id, key, attempts, last_error from graphile_worker.jobs
       where key = any($1::text[]) and attempts >= max_attempts and locked_at is null`,
      [[...keys.keys()]],
    );
    return failed.rows.map(({ key, attempts, last_error }) => {
      const shard = keys.get(key) ?? -1;
      this.open.delete(shard);
      return { shard, attempts, reason: last_error };
    });
  }

  /** Takes out of the queue what nobody has begun. */
  async takeBack(): Promise<void> {
    const keys = [...this.open].map((shard) => this.#key(shard));
    if (keys.length === 0) return;
    await this.#database.query(
      `select graphile_worker.complete_jobs(array(
         select id from graphile_worker.jobs where key = any($1::text[]) and locked_at is null))`,
      [keys],
    );
  }

  async close(): Promise<void> {
    await this.#utils?.release();
  }

  #key(shard: number): string {
    return jobKey(this.#campaign, shard);
  }
}

/** A wait that ends early when there is a reason. */
class Pause {
  readonly #signal: AbortSignal;
  #wake: (() => void) | undefined;
  #early = false;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.wake());
  }

  wake(): void {
    this.#early = true;
    this.#wake?.();
  }

  async wait(spanMs: number): Promise<void> {
    if (!this.#early && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, spanMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = undefined;
    this.#early = false;
  }
}
