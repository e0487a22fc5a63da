/** What the sound build breaks in the games that defects are hunted in: it should be nothing. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeWhole } from '../output/write-whole.ts';
import { CACHE } from '../paths.ts';
import { pooled } from '../pooled.ts';
import type { Mutant } from './build.ts';
import type { Broken, Games } from './jobs.ts';
import { runJob } from './lane.ts';

/** A game of the sound build that broke an invariant: a monitor is wrong, or the product is. */
export interface Alarm {
  /** From 0. */
  readonly game: number;
  /** Faults of its campaign; absent for the whole catalogue. */
  readonly faults?: readonly string[];
  readonly violation: Broken;
}

export interface SurveySettings extends Games {
  readonly files: Mutant;
  readonly games: number;
  /** Processes at once. */
  readonly jobs: number;
}

/** Games that one process plays; a longer campaign finds the first of them in the cache. */
const SHARE = 5;

/**
 * Plays games 0 to `games` - 1, or reads what they broke when the same build has played them before.
 * @param played how many are over
 * @throws Failure MUTANT_DIED
 */
export async function surveySound(settings: SurveySettings, played: (count: number) => void): Promise<Alarm[]> {
  const { games, jobs } = settings;
  const starts = Array.from({ length: Math.ceil(games / SHARE) }, (_, share) => share * SHARE);
  let count = 0;
  const alarms = await pooled(starts, jobs, async (from) => {
    const found = await share(settings, from);
    count += SHARE;
    played(Math.min(count, games));
    return found;
  });
  return alarms.flat().filter(({ game }) => game < games);
}

async function share({ files, seed, faults }: SurveySettings, from: number): Promise<Alarm[]> {
  const named = [files.program, files.firmware, files.law, files.room].map((path) => basename(path));
  const key = createHash('sha256')
    .update(JSON.stringify([named, seed, faults, from, SHARE]))
    .digest('hex')
    .slice(0, 16);
  const path = join(CACHE, 'mutants', `survey-${key}.json`);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Alarm[];
  const { broken } = await runJob({ kind: 'survey', files, seed, faults, from, games: SHARE }, () => undefined);
  const alarms = broken.flatMap(([violation], place) =>
    violation === undefined ? [] : [{ game: from + place, ...(faults !== undefined && { faults }), violation }],
  );
  writeWhole(path, JSON.stringify(alarms));
  return alarms;
}
