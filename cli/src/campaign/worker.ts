/** Plays shards in a process of its own; `worker.mjs` is its door. Ends when the campaign lets go of it. */
import { existsSync } from 'node:fs';
import { CoverageCollector, coverageMap, ShardPlayer, type ShardResult } from '@understudy/scenarios';
import type { ShardTask, WorkerAnswer, WorkerCampaign, WorkerNews, WorkerOrder } from './worker-protocol.ts';

/** Another one takes over who is left behind, where the system has such. */
const campaignPid = process.ppid;
let campaign: WorkerCampaign | undefined;
let play: ((task: ShardTask) => ShardResult) | undefined;

// Signals that reach a whole group, as Ctrl-C does, are the campaign's to answer: it stops its shards after their games.
process.on('SIGINT', () => undefined).on('SIGTERM', () => undefined);
process.on('message', (order: WorkerOrder) => {
  if (order.kind === 'campaign') campaign = order.campaign;
  else tell(answerTo(order.task));
});

function answerTo(task: ShardTask): WorkerAnswer {
  try {
    if (campaign === undefined) throw new Error('expected a campaign before its shard, seen none');
    play ??= playerOf(campaign);
    return { kind: 'result', result: play(task) };
  } catch (error) {
    return { kind: 'error', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** @throws CampaignError, TableError as `ShardPlayer` */
function playerOf({ room, firmware, stopFile, shrinkRuns }: WorkerCampaign): (task: ShardTask) => ShardResult {
  const player = new ShardPlayer(room, new WebAssembly.Module(new Uint8Array(firmware)));
  const map = coverageMap(room);
  return ({ settings, shard }) =>
    player.play(settings, shard, {
      onGame: (line) => tell({ kind: 'line', shard, line }),
      onFailure: (failure) => tell({ kind: 'failure', failure }),
      shouldStop: () => existsSync(stopFile) || process.ppid !== campaignPid,
      shrinkRuns,
      collector: () => new CoverageCollector(map),
    });
}

/** A campaign that is gone hears nothing, which is no error of this process. */
function tell(message: WorkerNews | WorkerAnswer): void {
  process.send?.(message, () => undefined);
}
