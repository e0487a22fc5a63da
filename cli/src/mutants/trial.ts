/** The trial of one defect: built, hunted, shrunk, and its smallest plan run on the sound build. */
import type { Room } from '@understudy/contract';
import type { Scenario } from '@understudy/scenarios';
import type { Defect } from '@understudy/scenarios/defects';
import { buildMutant, type Mutant } from './build.ts';
import type { Broken, Found } from './jobs.ts';
import { runJob } from './lane.ts';

/** Records that the smallest plan of a defect may have. */
export const RECORDS_MAX = 8;

export interface Trial {
  readonly defect: Defect;
  /** Why the simulator has not proved itself on this defect; absent when it has. */
  readonly problem?: string;
  /** Games until it was caught, that one included. */
  readonly games?: number;
  readonly violation?: Broken;
  /** Of the shrunk plan. */
  readonly records?: number;
  readonly shrinkRuns?: number;
  readonly minimised?: Scenario;
  /** From the start of its build, in s of wall time. */
  readonly seconds: number;
}

export interface TrialSettings {
  readonly folder: string;
  readonly room: Room;
  readonly sound: Mutant;
  readonly seed: number;
}

/** @throws Failure DEFECT_STALE, BUILD_FAILED, MUTANT_DIED */
export async function tryDefect(
  defect: Defect,
  { folder, room, sound, seed }: TrialSettings,
  progress: (text: string) => void,
): Promise<Trial> {
  const startedAtMs = performance.now();
  const seconds = (): number => Math.round((performance.now() - startedAtMs) / 100) / 10;
  progress('builds');
  const files = await buildMutant(folder, room, defect);
  const found = await hunt({ files, sound, seed, defect }, progress);
  if (found === undefined) return { defect, problem: `not caught in ${defect.games} games`, seconds: seconds() };
  const { violation, scenario, game } = found;
  const job = { kind: 'shrink', files, scenario, number: violation.number } as const;
  const { small } = await runJob(job, (run) => progress(`caught in game ${game + 1}, shrinks: run ${run}`));
  const records = small.minimised.plan.length;
  const alarm = await firstBroken(sound, small.minimised);
  const problem =
    alarm !== undefined
      ? `its plan breaks the sound build too: ${alarm.invariant}: ${alarm.detail}`
      : records > RECORDS_MAX
        ? `shrunk to ${records} records only`
        : undefined;
  const caught = { defect, games: game + 1, violation, records, ...small, seconds: seconds() };
  return problem === undefined ? caught : { ...caught, problem };
}

/** The first game that breaks something. One that the sound build breaks as well shows nothing: the hunt goes on. */
async function hunt(
  { files, sound, seed, defect }: { files: Mutant; sound: Mutant; seed: number; defect: Defect },
  progress: (text: string) => void,
): Promise<Found | undefined> {
  const { games, faults } = defect;
  for (let from = 0; from < games; ) {
    const job = { kind: 'hunt', files, seed, faults, from, until: games } as const;
    const { found } = await runJob(job, (game) => progress(`game ${game + 1} of ${games}`));
    if (found === undefined || (await firstBroken(sound, found.scenario)) === undefined) return found;
    from = found.game + 1;
  }
  return undefined;
}

async function firstBroken(files: Mutant, scenario: Scenario): Promise<Broken | undefined> {
  const { broken } = await runJob({ kind: 'replay', files, scenarios: [scenario] }, () => undefined);
  return broken[0]?.[0];
}
