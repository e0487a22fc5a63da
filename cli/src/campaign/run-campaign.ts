/** Runs what a campaign's folder lacks, and keeps every result in it as it comes. */
import type { ShardResult } from '@understudy/scenarios';
import type { Provenance } from './failure-file.ts';
import type { CampaignFolder } from './folder.ts';
import { Keeper } from './keeper.ts';
import type { ReportInput } from './report/build.ts';
import type { RoomFacts } from './report/model.ts';
import { type CampaignRequest, shardsOf } from './request.ts';
import type { ShardRunner } from './shard-runner.ts';
import type { StatusLine } from './status-line.ts';
import { spentMs } from './timeline.ts';

const MINUTE_MS = 60_000;

/** What a report needs of a run, beside what the request and the room say. */
export type CampaignRun = Pick<ReportInput, 'results' | 'loose' | 'sessions' | 'lost' | 'stopped' | 'troubles'>;

export interface CampaignJob {
  readonly request: CampaignRequest;
  readonly facts: RoomFacts;
  readonly folder: CampaignFolder;
  readonly runner: ShardRunner;
  readonly jobs: number;
  readonly from: Provenance;
  readonly status: StatusLine;
  /** Monotonic, in ms. */
  readonly nowMs: () => number;
  /** Aborted when a person wants the campaign to end. */
  readonly signal: AbortSignal;
}

/**
 * A disk that refuses ends the campaign early; `troubles` says so, and everything found is in what is returned.
 * @throws Failure CAMPAIGN_DIFFERS, CAMPAIGN_UNREADABLE, UNWRITABLE before the first game
 */
export async function runCampaign(job: CampaignJob): Promise<CampaignRun> {
  const { request, folder, runner, signal } = job;
  folder.claim(request, job.facts);
  const before = folder.shards(request);
  const earlier = folder.timeline();
  const keeper = new Keeper(job, before, earlier);
  const time = new AbortController();
  const leftMs = request.minutes === undefined ? undefined : request.minutes * MINUTE_MS - spentMs(earlier);
  const timer = leftMs === undefined ? undefined : setTimeout(() => time.abort(), Math.max(0, leftMs));
  if (leftMs !== undefined && leftMs <= 0) time.abort();
  const ends = AbortSignal.any([signal, time.signal, keeper.broken]);
  const lost = await runner.run(request.settings, missing(request, before.results), keeper, ends);
  clearTimeout(timer);
  keeper.end();
  return { ...keeper.kept(), lost, stopped: signal.aborted };
}

/** Shards that the folder does not have, or not all of. */
function* missing(request: CampaignRequest, there: readonly ShardResult[]): Generator<number> {
  const whole = new Set(there.filter((result) => result.missing.length === 0).map(({ shard }) => shard));
  for (const shard of shardsOf(request)) if (!whole.has(shard)) yield shard;
}
