/** Campaigns and their shards' results in the database. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '@understudy/contract';
import type { CampaignSettings, ShardResult } from '@understudy/scenarios';
import type { ShardMaterial } from '../worker-protocol.ts';
import type { Database } from './database.ts';
import { notify } from './notices.ts';

/** Everything that a worker needs for the shards of one campaign. */
export interface QueuedCampaign extends ShardMaterial {
  readonly settings: CampaignSettings;
}

/** Equal settings are the same campaign: what was found before is not searched again. */
export function campaignId({ settings, shrinkRuns }: Pick<QueuedCampaign, 'settings' | 'shrinkRuns'>): string {
  return createHash('sha256').update(canonicalJson({ settings, shrinkRuns })).digest('hex').slice(0, 16);
}

/** Jobs of one version of the code: a worker looks for those of its own alone. */
export function taskName(codeHash: string): string {
  return `understudy_shard_${codeHash}`;
}

/** Key of a shard's job: a shard is queued once, however often it is asked for. */
export function jobKey(campaign: string, shard: number): string {
  return `${campaign}:${shard}`;
}

export async function saveCampaign(database: Database, campaign: QueuedCampaign): Promise<string> {
  const { settings, room, firmware, shrinkRuns } = campaign;
  const id = campaignId(campaign);
  await database.query(
    `insert into understudy_campaign.campaigns (id, settings, room, firmware, shrink_runs) values ($1, $2, $3, $4, $5)
     on conflict (id) do nothing`,
    [id, JSON.stringify(settings), JSON.stringify(room), Buffer.from(firmware), shrinkRuns],
  );
  return id;
}

/** Undefined when the campaign was deleted. */
export async function loadCampaign(database: Database, id: string): Promise<QueuedCampaign | undefined> {
  const found = await database.query<QueuedCampaign>(
    'select settings, room, firmware, shrink_runs as "shrinkRuns" from understudy_campaign.campaigns where id = $1',
    [id],
  );
  return found.rows[0];
}

/** Keeps a result and tells of it. A shard that was run twice keeps its first result; the second is equal. */
export async function saveShard(database: Database, campaign: string, result: ShardResult, by: string): Promise<void> {
  await database.query(
    `insert into understudy_campaign.shards (campaign, shard, result, made_by) values ($1, $2, $3, $4)
     on conflict (campaign, shard) do nothing`,
    [campaign, result.shard, JSON.stringify(result), by],
  );
  await notify(database, { campaign, finished: result.shard });
}

export async function loadShard(database: Database, campaign: string, shard: number): Promise<ShardResult | undefined> {
  const found = await database.query<{ result: ShardResult }>(
    'select result from understudy_campaign.shards where campaign = $1 and shard = $2',
    [campaign, shard],
  );
  return found.rows[0]?.result;
}

/** Numbers of those of `shards` that have a result. */
export async function finishedShards(
  database: Database,
  campaign: string,
  shards: readonly number[],
): Promise<number[]> {
  const found = await database.query<{ shard: number }>(
    'select shard from understudy_campaign.shards where campaign = $1 and shard = any($2::integer[])',
    [campaign, shards],
  );
  return found.rows.map(({ shard }) => shard);
}

export async function hasShard(database: Database, campaign: string, shard: number): Promise<boolean> {
  return (await finishedShards(database, campaign, [shard])).length > 0;
}
