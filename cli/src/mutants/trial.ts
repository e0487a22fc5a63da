/** The trial of one defect: built, hunted, shrunk, and its smallest plan run on the sound build. */
import type { Room } from '@understudy/contract';
import type { Scenario } from '@understudy/scenarios';
import { buildMutant, type Mutant } from './build.ts';
import type { Defect } from './defects.ts';
import type { Broken } from './jobs.ts';
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
  const hunted = await runJob({ kind: 'hunt', files, seed, games: defect.games }, (answer) => {
    if (answer.kind === 'game') progress(`game ${answer.game + 1} of ${defect.games}`);
    if (answer.kind === 'shrinking') progress(`caught in game ${answer.game + 1}, shrinks`);
  });
  const found = hunted.kind === 'hunted' ? hunted.found : undefined;
  if (found === undefined) return { defect, problem: `not caught in ${defect.games} games`, seconds: seconds() };
  progress('on the sound build');
  const replayed = await runJob({ kind: 'replay', files: sound, scenarios: [found.minimised] }, () => undefined);
  const [alarm] = replayed.kind === 'ran' ? (replayed.broken[0] ?? []) : [];
  const problem =
    alarm !== undefined
      ? `its plan breaks the sound build too: ${alarm.invariant}: ${alarm.detail}`
      : found.records > RECORDS_MAX
        ? `shrunk to ${found.records} records only`
        : undefined;
  return { defect, ...found, ...(problem !== undefined && { problem }), seconds: seconds() };
}
