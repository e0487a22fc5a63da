/** `understudy mutants`: the simulator proves itself on planted defects, and on the sound build. */
import { resolve } from 'node:path';
import { EXIT } from '../failure.ts';
import { type Choice, chooseDefects } from '../mutants/choose.ts';
import { problemsOf, toJson, toLine, toTable } from '../mutants/report.ts';
import type { Trial } from '../mutants/trial.ts';
import { tryAll } from '../mutants/try-all.ts';
import { createProgress } from '../output/progress.ts';
import { writeWhole } from '../output/write-whole.ts';
import { roomFolder } from '../paths.ts';
import { openRoom } from '../room/open.ts';

export interface MutantsOptions extends Choice {
  readonly seed: number;
  readonly jobs: number;
  /** File for the report as JSON. */
  readonly out?: string;
  readonly json?: boolean;
}

/** The room that the defects are planted in, and in whose games they show. */
const ROOM = 'clockwork';

/** Exit code 0 when every defect was caught and shrunk and the sound build broke nothing; 1 otherwise. */
export async function mutants(options: MutantsOptions): Promise<number> {
  const defects = chooseDefects(options);
  const folder = roomFolder(ROOM);
  const room = await openRoom(folder);
  // A line a game says little where lines are kept: there each trial is told when it is over.
  const terminal = process.stderr.isTTY === true;
  const progress = createProgress(options.json === true || !terminal);
  const told = (trial: Trial): void => {
    if (!terminal && options.json !== true) console.error(toLine(trial));
  };
  const report = await tryAll({ folder, room, seed: options.seed, jobs: options.jobs, defects }, progress, told);
  progress.done();
  const json = `${JSON.stringify(toJson(report), undefined, 2)}\n`;
  if (options.out !== undefined) writeWhole(resolve(options.out), json);
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
