/** Runs shards on this machine. */
import type { CampaignSettings } from '@understudy/scenarios';
import { pooled } from '../pooled.ts';
import { ShardPool, type ShardPoolOptions } from './shard-pool.ts';
import type { LostShard, RunnerEvents, ShardRunner } from './shard-runner.ts';

export class LocalRunner implements ShardRunner {
  readonly #options: ShardPoolOptions;
  readonly #jobs: number;

  /** `jobs`: shards at once, 1 or more. */
  constructor(options: ShardPoolOptions, jobs: number) {
    this.#options = options;
    this.#jobs = jobs;
  }

  async run(
    settings: CampaignSettings,
    shards: Iterable<number>,
    events: RunnerEvents,
    signal: AbortSignal,
  ): Promise<readonly LostShard[]> {
    const pool = new ShardPool(this.#options, events);
    const stop = (): void => pool.stop();
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    const lost: LostShard[] = [];
    const play = async (shard: number): Promise<void> => {
      const outcome = await pool.run(settings, shard);
      if ('result' in outcome) events.onResult(outcome.result);
      else lost.push(outcome.lost);
    };
    try {
      await pooled(shards, this.#jobs, play, signal);
    } finally {
      signal.removeEventListener('abort', stop);
      pool.close();
    }
    return lost;
  }
}
