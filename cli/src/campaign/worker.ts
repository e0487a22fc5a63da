/** Plays shards in a worker thread; `worker.mjs` is its door. */
import { parentPort, workerData } from 'node:worker_threads';
import { CoverageCollector, type CoverageMap, coverageMap, ShardPlayer } from '@understudy/scenarios';
import type { ShardAnswer, ShardTask, WorkerData, WorkerMessage } from './worker-protocol.ts';

/** Made by the thread's first shard. */
let player: ShardPlayer | undefined;
let coverage: CoverageMap | undefined;

/** @throws CampaignError, TableError as `ShardPlayer` */
export function runTask({ settings, shard }: ShardTask): ShardAnswer {
  const { room, module, stop, shrinkRuns } = workerData as WorkerData;
  coverage ??= coverageMap(room);
  player ??= new ShardPlayer(room, module);
  const map = coverage;
  const stopWord = new Int32Array(stop);
  const tell = (message: WorkerMessage): void => parentPort?.postMessage(message);
  return player.play(settings, shard, {
    onGame: (line) => tell({ kind: 'line', shard, line }),
    onFailure: (failure) => tell({ kind: 'failure', failure }),
    shouldStop: () => Atomics.load(stopWord, 0) !== 0,
    shrinkRuns,
    collector: () => new CoverageCollector(map),
  });
}
