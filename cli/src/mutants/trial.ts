/** The trial of one defect: built, hunted, shrunk, and its smallest plan run on the sound build. */
import type { Room } from '@understudy/contract';
import type { Scenario } from '@understudy/scenarios';
import type { Defect } from '@understudy/scenarios/defects';
import { buildMutant } from './build.ts';
import type { Broken, Found } from './jobs.ts';
import { Players } from './players.ts';
import type { SoundBuild } from './sound-build.ts';

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
  readonly sound: SoundBuild;
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
  const players = new Players(await buildMutant(folder, room, defect));
  try {
    const found = await hunt({ players, sound, seed, defect }, progress);
    if (found === undefined) return { defect, problem: `not caught in ${defect.games} games`, seconds: seconds() };
    const { violation, scenario, game } = found;
    const job = { kind: 'shrink', scenario, number: violation.number } as const;
    const { small } = await players.run(job, (run) => progress(`caught in game ${game + 1}, shrinks: run ${run}`));
    const records = small.minimised.plan.length;
    const alarm = await sound.run(small.minimised);
    const problem =
      alarm !== undefined
        ? `its plan breaks the sound build too: ${alarm.invariant}: ${alarm.detail}`
        : records > RECORDS_MAX
          ? `shrunk to ${records} records only`
          : undefined;
    const caught = { defect, games: game + 1, violation, records, ...small, seconds: seconds() };
    return problem === undefined ? caught : { ...caught, problem };
  } finally {
    players.close();
  }
}

/** The first game that breaks something. One that the sound build breaks as well shows nothing: the hunt goes on. */
async function hunt(
  { players, sound, seed, defect }: { players: Players; sound: SoundBuild; seed: number; defect: Defect },
  progress: (text: string) => void,
): Promise<Found | undefined> {
  const { games, faults } = defect;
  for (let from = 0; from < games; ) {
    const job = { kind: 'hunt', seed, faults, from, until: games } as const;
    const { found } = await players.run(job, (game) => progress(`game ${game + 1} of ${games}`));
    if (found === undefined || (await sound.game({ seed, faults }, found.game)) === undefined) return found;
    from = found.game + 1;
  }
  return undefined;
}
