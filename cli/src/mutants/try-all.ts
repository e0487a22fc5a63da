/** All trials on a few processes: the canary first, then the defects, then the sound build over the same games. */
import type { Room } from '@understudy/contract';
import { CANARY, type Defect } from '@understudy/scenarios/defects';
import { Failure } from '../failure.ts';
import type { Progress } from '../output/progress.ts';
import { pooled } from '../pooled.ts';
import { buildMutant } from './build.ts';
import { checkDefects } from './patch.ts';
import type { MutantsReport } from './report.ts';
import { type Alarm, SoundBuild } from './sound-build.ts';
import { type Trial, tryDefect } from './trial.ts';

export interface AllSettings {
  /** The sound room's. */
  readonly folder: string;
  readonly room: Room;
  readonly seed: number;
  /** Processes at once. */
  readonly jobs: number;
  readonly defects: readonly Defect[];
  /** Default: the one that shows in every game. */
  readonly canary?: Defect;
}

/**
 * A canary that lives ends it: no other defect is tried then.
 * @param told each trial as it ends
 * @throws Failure DEFECT_STALE, BUILD_FAILED, MUTANT_DIED
 */
export async function tryAll(
  settings: AllSettings,
  progress: Progress,
  told: (trial: Trial) => void,
): Promise<MutantsReport> {
  const startedAtMs = performance.now();
  const { folder, room, seed, jobs, defects, canary = CANARY } = settings;
  const states = new Map<string, string>();
  let done = 0;
  const say = (id: string, text: string | undefined): void => {
    if (text === undefined) states.delete(id);
    else states.set(id, text);
    const busy = [...states].map(([name, state]) => `${name} ${state}`).join(' | ');
    progress.update(`${done} of ${defects.length + 1} done | ${busy}`);
  };
  checkDefects([canary, ...defects]);
  const sound = new SoundBuild(await buildMutant(folder, room));
  const attempt = async (defect: Defect): Promise<Trial> => {
    const setting = { folder, room, sound, seed };
    const trial = await tryDefect(defect, setting, (text) => say(defect.id, text)).catch((error) =>
      dead(defect, error),
    );
    done += 1;
    say(defect.id, undefined);
    told(trial);
    return trial;
  };
  try {
    const canaryTrial = await attempt(canary);
    const trials = canaryTrial.problem === undefined ? await pooled(defects, jobs, attempt) : [];
    const played = (count: number): void => say('sound build', `${count} games`);
    const survey = await surveyAll([canaryTrial, ...trials], { sound, seed, jobs }, played);
    const seconds = Math.round((performance.now() - startedAtMs) / 100) / 10;
    return { room: room.manifest.room, seed, canary: canaryTrial, trials, sound: survey, seconds };
  } finally {
    sound.close();
  }
}

/** The sound build over every game in which a defect was hunted: campaign by campaign, for as long as the longest hunt. */
async function surveyAll(
  trials: readonly Trial[],
  { sound, seed, jobs }: { readonly sound: SoundBuild; readonly seed: number; readonly jobs: number },
  played: (count: number) => void,
): Promise<MutantsReport['sound']> {
  const campaigns = new Map<string, { faults: readonly string[] | undefined; games: number }>();
  for (const { defect, games = defect.games } of trials) {
    const key = JSON.stringify(defect.faults);
    const before = campaigns.get(key)?.games ?? 0;
    campaigns.set(key, { faults: defect.faults, games: Math.max(before, games) });
  }
  const all = [...campaigns.values()].flatMap(({ faults, games }) =>
    Array.from({ length: games }, (_, game) => ({ faults, game })),
  );
  let count = 0;
  const alarms = await pooled(all, jobs, async ({ faults, game }): Promise<Alarm[]> => {
    const violation = await sound.game({ seed, faults }, game);
    count += 1;
    played(count);
    return violation === undefined ? [] : [{ game, ...(faults !== undefined && { faults }), violation }];
  });
  return { games: all.length, alarms: alarms.flat() };
}

/** A mutant that hangs or dies is a trial that failed: the others go on. */
function dead(defect: Defect, error: unknown): Trial {
  if (error instanceof Failure && error.code === 'MUTANT_DIED') return { defect, problem: error.message, seconds: 0 };
  throw error;
}
