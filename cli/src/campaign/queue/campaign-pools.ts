/** Processes for whichever campaigns have shards in the queue: room and firmware are fetched once a campaign. */
import type { ShardResult } from '@understudy/scenarios';
import { ShardPool } from '../shard-pool.ts';
import { loadCampaign, type QueuedCampaign } from './campaigns.ts';
import type { Database } from './database.ts';
import { notify } from './notices.ts';

interface OpenCampaign {
  readonly campaign: QueuedCampaign;
  readonly pool: ShardPool;
}

export class CampaignPools {
  readonly #database: Database;
  readonly #open = new Map<string, Promise<OpenCampaign>>();
  readonly #playing = new Map<string, number>();
  #stopped = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /** @throws Error when the shard cannot be run, or its campaign is gone */
  async play(id: string, shard: number): Promise<ShardResult> {
    this.#playing.set(id, (this.#playing.get(id) ?? 0) + 1);
    try {
      await this.#closeOthers();
      let opening = this.#open.get(id);
      if (opening === undefined) {
        opening = this.#prepare(id);
        this.#open.set(id, opening);
        opening.catch(() => this.#open.delete(id));
      }
      const { campaign, pool } = await opening;
      const outcome = await pool.run(campaign.settings, shard);
      if ('lost' in outcome) throw new Error(outcome.lost.reason);
      return outcome.result;
    } finally {
      this.#playing.set(id, (this.#playing.get(id) ?? 1) - 1);
    }
  }

  /** What runs ends after its game. */
  stop(): void {
    this.#stopped = true;
    for (const opening of this.#open.values()) void opening.then(({ pool }) => pool.stop());
  }

  async close(): Promise<void> {
    for (const opening of this.#open.values()) (await opening).pool.close();
    this.#open.clear();
  }

  async #prepare(id: string): Promise<OpenCampaign> {
    const campaign = await loadCampaign(this.#database, id);
    if (campaign === undefined) throw new Error(`campaign ${id}: expected it in the database, seen none`);
    const pool = new ShardPool(campaign, {
      onLine: (inShard, line) => void notify(this.#database, { campaign: id, inShard, line }).catch(() => undefined),
      onFailure: () => undefined,
    });
    if (this.#stopped) pool.stop();
    return { campaign, pool };
  }

  /** Processes of a campaign that has no shard here any more are given up. */
  async #closeOthers(): Promise<void> {
    for (const [id, opening] of this.#open) {
      if ((this.#playing.get(id) ?? 0) > 0) continue;
      this.#open.delete(id);
      (await opening).pool.close();
    }
  }
}
