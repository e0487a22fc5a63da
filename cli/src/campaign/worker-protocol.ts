/** What a campaign and its worker threads say to each other. */
import type { Room } from '@understudy/contract';
import type { CampaignSettings, Failure, GameLine, ShardResult } from '@understudy/scenarios';
import type { FirmwareModule } from '@understudy/sim-devices';

/** Given to each worker once, by structured clone: nothing is loaded or compiled again. */
export interface WorkerData {
  readonly room: Room;
  readonly module: FirmwareModule;
  /** One 32-bit word that all share; not 0: stop after the game that runs. */
  readonly stop: SharedArrayBuffer;
  /** Runs that shrinking one failure may cost; 0 for no shrinking. */
  readonly shrinkRuns: number;
}

export interface ShardTask {
  readonly settings: CampaignSettings;
  readonly shard: number;
}

/** Without its last games when the shard was stopped. */
export type ShardAnswer = ShardResult;

export type WorkerMessage =
  | { readonly kind: 'line'; readonly shard: number; readonly line: GameLine }
  | { readonly kind: 'failure'; readonly failure: Failure };
