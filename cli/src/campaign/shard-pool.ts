/** Worker threads for the shards of one campaign. A thread that dies takes its shard along: the shard is run again. */
import { fileURLToPath } from 'node:url';
import type { Room } from '@understudy/contract';
import type { CampaignSettings, Failure, GameLine, ShardResult } from '@understudy/scenarios';
import type { FirmwareModule } from '@understudy/sim-devices';
import { Piscina } from 'piscina';
import type { LostShard } from './shard-runner.ts';
import type { ShardAnswer, ShardTask, WorkerData, WorkerMessage } from './worker-protocol.ts';

const WORKER = fileURLToPath(new URL('./worker.mjs', import.meta.url));
/** Of a thread's heap. What a game leaves behind is gone before it is copied: other threads need not help to clear up. */
const YOUNG_GENERATION_MB = 96;
/** A shard that has failed so often is not the victim of chance. */
const ATTEMPTS_MAX = 3;

export interface ShardPoolOptions {
  readonly room: Room;
  readonly module: FirmwareModule;
  /** Worker threads, 1 or more. */
  readonly jobs: number;
  /** Runs that shrinking one failure may cost; 0 for no shrinking. */
  readonly shrinkRuns: number;
  /** Default: the worker beside this file. */
  readonly workerFile?: string;
}

/** What the threads tell while they play. */
export interface PoolEvents {
  onLine(shard: number, line: GameLine): void;
  onFailure(failure: Failure): void;
}

export type ShardOutcome = { readonly result: ShardResult } | { readonly lost: LostShard };

export class ShardPool {
  readonly #pool: Piscina<ShardTask, ShardAnswer>;
  readonly #stop = new Int32Array(new SharedArrayBuffer(4));

  constructor(options: ShardPoolOptions, events: PoolEvents) {
    const { room, module, jobs, shrinkRuns, workerFile = WORKER } = options;
    const workerData: WorkerData = { room, module, stop: this.#stop.buffer as SharedArrayBuffer, shrinkRuns };
    this.#pool = new Piscina<ShardTask, ShardAnswer>({
      filename: workerFile,
      minThreads: jobs,
      maxThreads: jobs,
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
      // A worker that waits in Atomics.wait cannot send the lines that it has posted.
      atomics: 'disabled',
    });
    this.#pool.on('message', (message: WorkerMessage) => {
      if (message.kind === 'line') events.onLine(message.shard, message.line);
      else events.onFailure(message.failure);
    });
  }

  /** Every running shard ends after the game that it is in; its result says which games are missing. */
  stop(): void {
    Atomics.store(this.#stop, 0, 1);
  }

  get stopped(): boolean {
    return Atomics.load(this.#stop, 0) !== 0;
  }

  async run(settings: CampaignSettings, shard: number): Promise<ShardOutcome> {
    let reason = '';
    let attempts = 0;
    while (attempts < ATTEMPTS_MAX && !(attempts > 0 && this.stopped)) {
      attempts += 1;
      try {
        return { result: await this.#pool.run({ settings, shard }) };
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
    }
    return { lost: { shard, attempts, reason } };
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}
