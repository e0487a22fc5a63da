/** `understudy campaign merge <folders...> --out <folder>`: what several machines found, as one campaign. */
import { CampaignError, mergeResults } from '@understudy/scenarios';
import { provenance } from '../campaign/failure-file.ts';
import { finish } from '../campaign/finish.ts';
import { CampaignFolder } from '../campaign/folder.ts';
import { keepFailures } from '../campaign/keeper.ts';
import { type CampaignRequest, differences, WHOLE } from '../campaign/request.ts';
import type { MergeOptions } from '../command-line/campaign.ts';
import { EXIT, Failure } from '../failure.ts';

/** Exit code as of a campaign. @throws Failure NO_CAMPAIGN, CAMPAIGN_DIFFERS, CAMPAIGN_UNREADABLE, UNWRITABLE and codes of CampaignError */
export async function merge(paths: readonly string[], options: MergeOptions): Promise<number> {
  const parts = paths.map((path) => new CampaignFolder(path));
  const requests = parts.map(requestOf);
  const [first] = requests;
  const [facts] = parts.map((part) => part.facts());
  if (first === undefined || facts === undefined) throw noCampaign(paths.join(', '));
  for (const [place, request] of requests.entries()) {
    const unlike = differences(whole(first), whole(request));
    if (unlike.length > 0) {
      throw new Failure(
        'CAMPAIGN_DIFFERS',
        `${paths[0]} and ${paths[place]} hold different campaigns: ${unlike.join('; ')}`,
        EXIT.usage,
      );
    }
  }
  const request = whole(first);
  const out = new CampaignFolder(options.out);
  out.claim(request, facts);
  const read = [...parts, out].map((part) => part.shards(request));
  const results = merged(read.flatMap((part) => part.results));
  const sessions = parts.flatMap((part) => part.timeline());
  for (const result of results) out.write(`shards/${result.shard}.json`, result);
  out.write('timeline.json', sessions);
  const from = provenance();
  keepFailures(
    out,
    results.flatMap(({ failures }) => failures),
    from,
  );
  const troubles = read.flatMap(({ unreadable }) => unreadable.map((file) => `${file} is no result of this campaign`));
  const run = { results, sessions, troubles, loose: [], lost: [], stopped: false };
  const { code, summary } = finish(out, request, facts, from, run, options.json === true);
  if (options.json) console.log(JSON.stringify(summary, undefined, 2));
  return code;
}

const whole = (request: CampaignRequest): CampaignRequest => ({ ...request, part: WHOLE });

function requestOf(folder: CampaignFolder): CampaignRequest {
  const request = folder.request();
  if (request === undefined) throw noCampaign(folder.path);
  return request;
}

const noCampaign = (path: string): Failure =>
  new Failure(
    'NO_CAMPAIGN',
    `${path}: expected the folder of a campaign, with settings.json and facts.json`,
    EXIT.usage,
  );

function merged(results: Parameters<typeof mergeResults>[0]): ReturnType<typeof mergeResults>['shards'] {
  if (results.length === 0) return [];
  try {
    return mergeResults(results).shards;
  } catch (error) {
    if (error instanceof CampaignError) throw new Failure(error.code, error.message, EXIT.infrastructure);
    throw error;
  }
}
