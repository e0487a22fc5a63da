/** What one `understudy campaign` was asked for: the settings that fix its games, and which of them this machine runs. */
import type { CampaignSettings } from '@understudy/scenarios';
import { EXIT, Failure } from '../failure.ts';

/** The shards whose number leaves `index - 1` when divided by `count`: machine `index` of `count`. */
export interface Part {
  readonly index: number;
  readonly count: number;
}

export interface CampaignRequest {
  readonly settings: CampaignSettings;
  readonly part: Part;
  /** For a campaign that runs for a time: of this process and those before it, together. */
  readonly minutes?: number;
  /** Runs that shrinking one failure may cost; 0 for no shrinking. */
  readonly shrinkRuns: number;
}

export const WHOLE: Part = { index: 1, count: 1 };
/** Games when neither a number nor a time is given: some minutes on two cores. */
export const DEFAULT_GAMES = 200;
const GAMES_PER_SHARD_MAX = 25;
/** A campaign of few games still feeds this many workers. */
const SHARDS_AT_LEAST = 8;
/** Ends the list of a campaign that has only a time. */
const SHARDS_MAX = 1_000_000;

/** A function of the games alone: the size of a shard decides what its games are. */
export function defaultGamesPerShard(games: number | undefined): number {
  if (games === undefined) return SHARDS_AT_LEAST;
  return Math.max(1, Math.min(GAMES_PER_SHARD_MAX, Math.ceil(games / SHARDS_AT_LEAST)));
}

/** `2/4`. @throws Failure BAD_SHARD */
export function parsePart(text: string): Part {
  const [, index = '', count = ''] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const part = { index: Number(index), count: Number(count) };
  if (part.index < 1 || part.index > part.count) {
    throw new Failure('BAD_SHARD', `--shard: expected i/n with i from 1 to n, as in 2/4, seen '${text}'`, EXIT.usage);
  }
  return part;
}

/** Numbers of all shards that a part has; of a campaign for a time without end. */
export function* shardsOf({ settings, part }: Pick<CampaignRequest, 'settings' | 'part'>): Generator<number> {
  const { games, gamesPerShard } = settings;
  const shards = games === undefined ? SHARDS_MAX : Math.ceil(games / gamesPerShard);
  for (let shard = part.index - 1; shard < shards; shard += part.count) yield shard;
}

/** The members in which two requests differ, as `name: this, there that`. */
export function differences(here: CampaignRequest, there: CampaignRequest): string[] {
  const flat = ({ settings, part, minutes, shrinkRuns }: CampaignRequest): Record<string, unknown> => ({
    ...settings,
    shard: `${part.index}/${part.count}`,
    minutes,
    shrinkRuns,
  });
  const ours = flat(here);
  const theirs = flat(there);
  return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])]
    .filter((name) => JSON.stringify(ours[name]) !== JSON.stringify(theirs[name]))
    .map((name) => `${name}: ${JSON.stringify(ours[name])} here, ${JSON.stringify(theirs[name])} there`);
}
