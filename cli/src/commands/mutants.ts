/** `understudy mutants`: the simulator proves itself on planted defects, and on the sound build. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EXIT, Failure } from '../failure.ts';
import { type Defect, loadDefects, type Place } from '../mutants/defects.ts';
import { problemsOf, toJson, toLine, toTable } from '../mutants/report.ts';
import type { Trial } from '../mutants/trial.ts';
import { tryAll } from '../mutants/try-all.ts';
import { createProgress } from '../output/progress.ts';
import { roomFolder } from '../paths.ts';
import { openRoom } from '../room/open.ts';

export interface MutantsOptions {
  readonly seed: number;
  readonly jobs: number;
  readonly where?: Place;
  /** Ids, separated by commas. */
  readonly only?: string;
  /** File for the report as JSON. */
  readonly out?: string;
  readonly json?: boolean;
}

/** The room that the defects are planted in, and in whose games they show. */
const ROOM = 'clockwork';

/** Exit code 0 when every defect was caught and shrunk and the sound build broke nothing; 1 otherwise. */
export async function mutants(options: MutantsOptions): Promise<number> {
  const { DEFECTS, CANARY } = await loadDefects();
  const defects = choose(DEFECTS, options);
  const folder = roomFolder(ROOM);
  const room = await openRoom(folder);
  // A line a game says little where lines are kept: there each trial is told when it is over.
  const terminal = process.stderr.isTTY === true;
  const progress = createProgress(options.json === true || !terminal);
  const told = (trial: Trial): void => {
    if (!terminal && options.json !== true) console.error(toLine(trial));
  };
  const report = await tryAll(
    { folder, room, seed: options.seed, jobs: options.jobs, defects, canary: CANARY },
    progress,
    told,
  );
  progress.done();
  const json = `${JSON.stringify(toJson(report), undefined, 2)}\n`;
  if (options.out !== undefined) {
    const path = resolve(options.out);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, json);
  }
  const problems = problemsOf(report);
  if (options.json) process.stdout.write(json);
  else {
    console.log(toTable(report));
    console.log(
      `${report.trials.length - report.trials.filter(({ problem }) => problem !== undefined).length} of ${report.trials.length} caught; ${report.sound.games} games of the sound build; ${Math.round(report.seconds)} s`,
    );
    for (const problem of problems) console.error(`PROBLEM ${problem}`);
  }
  return problems.length > 0 ? EXIT.failed : EXIT.ok;
}

/** @throws Failure UNKNOWN_DEFECT for an id that is not among them */
function choose(all: readonly Defect[], { only, where }: MutantsOptions): readonly Defect[] {
  const wanted = only?.split(',').map((id) => id.trim());
  const unknown = wanted?.filter((id) => !all.some((defect) => defect.id === id)) ?? [];
  if (unknown.length > 0) {
    const known = all.map(({ id }) => id).join(', ');
    throw new Failure('UNKNOWN_DEFECT', `expected some of ${known}; seen ${unknown.join(', ')}`, EXIT.usage);
  }
  return all.filter(
    (defect) => (wanted?.includes(defect.id) ?? true) && (where === undefined || defect.where === where),
  );
}
