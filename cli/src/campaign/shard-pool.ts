/** Processes for the shards of one campaign (ADR 0022). One that dies takes its shard along: the shard is run again. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CampaignSettings, Failure, GameLine, ShardResult } from '@understudy/scenarios';
import { ShardProcess } from './shard-process.ts';
import type { LostShard } from './shard-runner.ts';
import type { ShardMaterial } from './worker-protocol.ts';

const WORKER = fileURLToPath(new URL('./worker.mjs', import.meta.url));
/** A shard that has failed so often is not the victim of chance. */
const ATTEMPTS_MAX = 3;

export interface ShardPoolOptions extends ShardMaterial {
  /** Default: the worker beside this file. */
  readonly workerFile?: string;
}

/** What the processes tell while they play. */
export interface PoolEvents {
  onLine(shard: number, line: GameLine): void;
  onFailure(failure: Failure): void;
}

export type ShardOutcome = { readonly result: ShardResult } | { readonly lost: LostShard };

export class ShardPool {
  readonly #options: ShardPoolOptions;
  readonly #events: PoolEvents;
  readonly #folder = mkdtempSync(join(tmpdir(), 'understudy-campaign-'));
  readonly #stopFile = join(this.#folder, 'stop');
  readonly #all = new Set<ShardProcess>();
  readonly #idle: ShardProcess[] = [];
  #closed = false;

  constructor(options: ShardPoolOptions, events: PoolEvents) {
    this.#options = options;
    this.#events = events;
  }

  /** Every running shard ends after the game that it is in; its result says which games are missing. */
  stop(): void {
    writeFileSync(this.#stopFile, '');
  }

  get stopped(): boolean {
    return existsSync(this.#stopFile);
  }

  /** Of the processes that there are. */
  get pids(): readonly number[] {
    return [...this.#all].flatMap(({ pid }) => pid ?? []);
  }

  /** Plays the shard at once: as many processes are at work as shards are. */
  async run(settings: CampaignSettings, shard: number): Promise<ShardOutcome> {
    let reason = '';
    let attempts = 0;
    while (attempts < ATTEMPTS_MAX && !(attempts > 0 && (this.stopped || this.#closed))) {
      attempts += 1;
      const process = this.#idle.pop() ?? this.#begin();
      try {
        return { result: await process.play({ settings, shard }) };
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      } finally {
        if (process.ended) this.#all.delete(process);
        else this.#idle.push(process);
      }
    }
    return { lost: { shard, attempts, reason } };
  }

  /** What still plays is lost. */
  close(): void {
    this.#closed = true;
    for (const process of this.#all) process.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #begin(): ShardProcess {
    const { room, firmware, shrinkRuns, workerFile = WORKER } = this.#options;
    const campaign = { room, firmware, stopFile: this.#stopFile, shrinkRuns };
    const process = new ShardProcess(workerFile, campaign, (news) => {
      if (news.kind === 'line') this.#events.onLine(news.shard, news.line);
      else this.#events.onFailure(news.failure);
    });
    this.#all.add(process);
    return process;
  }
}
