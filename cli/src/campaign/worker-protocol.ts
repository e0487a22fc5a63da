/** What a campaign and the processes that play its shards say to each other. */
import type { Room } from '@understudy/contract';
import type { CampaignSettings, Failure, GameLine, ShardResult } from '@understudy/scenarios';

/** What the shards of one campaign are made of, whoever plays them. */
export interface ShardMaterial {
  readonly room: Room;
  /** The firmware, as WebAssembly. */
  readonly firmware: Uint8Array;
  /** Runs that shrinking one failure may cost; 0 for no shrinking. */
  readonly shrinkRuns: number;
}

/** What a process is given once, before its first shard. */
export interface WorkerCampaign extends ShardMaterial {
  /** Once this file is there, a shard ends after the game that it is in: who plays hears no message. */
  readonly stopFile: string;
}

export interface ShardTask {
  readonly settings: CampaignSettings;
  readonly shard: number;
}

/** To a process: first its campaign, then one shard at a time. */
export type WorkerOrder =
  | { readonly kind: 'campaign'; readonly campaign: WorkerCampaign }
  | { readonly kind: 'shard'; readonly task: ShardTask };

/** What a shard tells on its way. */
export type WorkerNews =
  | { readonly kind: 'line'; readonly shard: number; readonly line: GameLine }
  | { readonly kind: 'failure'; readonly failure: Failure };

/** How it ends: a result lacks its last games when the shard was stopped. */
export type WorkerAnswer =
  | { readonly kind: 'result'; readonly result: ShardResult }
  | { readonly kind: 'error'; readonly reason: string };
