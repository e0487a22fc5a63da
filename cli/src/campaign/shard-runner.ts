/** Who runs shards: processes of this machine, or a queue that hands them to many. A campaign knows no more than this. */
import type { CampaignSettings, Failure, GameLine, ShardResult } from '@understudy/scenarios';

/** What a runner tells while it works. Calls come in any order of shards, but one at a time. */
export interface RunnerEvents {
  /** A shard has ended; its `missing` says which games it lacks when it was stopped. Called once a shard. */
  onResult(result: ShardResult): void;
  /** A game of a shard has ended. For progress alone: lines of a shard that is lost or run again come too. */
  onLine(shard: number, line: GameLine): void;
  /** A violation was found, and is not shrunk yet: worth keeping at once, for its shard may never end. */
  onFailure(failure: Failure): void;
}

/** A shard that could not be run, which is a defect of the machine or of this program, never of the room. */
export interface LostShard {
  readonly shard: number;
  readonly attempts: number;
  readonly reason: string;
}

export interface ShardRunner {
  /**
   * Runs these shards in about this order. `shards` is asked for the next one only when there is a worker for it, so that a
   * campaign for a time can end the list when its time is up. After `signal` no new shard begins, and running ones stop
   * after the game that they are in: their results say which games are missing. Resolves when nothing runs any more.
   */
  run(
    settings: CampaignSettings,
    shards: Iterable<number>,
    events: RunnerEvents,
    signal: AbortSignal,
  ): Promise<readonly LostShard[]>;
}
