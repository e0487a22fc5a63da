/** `understudy scenario run|keep|list`: scenarios and failures as files. */
import { relative } from 'node:path';
import {
  CoverageCollector,
  coverageMap,
  recordScenario,
  runScenario,
  type Scenario,
  type ScenarioReport,
} from '@understudy/scenarios';
import { firmwareModule } from '../artefacts/prepare.ts';
import { instant, plural } from '../campaign/report/words.ts';
import { EXIT, Failure } from '../failure.ts';
import { createProgress } from '../output/progress.ts';
import { writeWhole } from '../output/write-whole.ts';
import { roomFolder } from '../paths.ts';
import { openRoom } from '../room/open.ts';
import { keepRegression, regressionOf, scenarioFiles } from '../scenario/files.ts';
import { type OpenScenario, openScenario } from '../scenario/open-scenario.ts';

export interface ScenarioRunOptions {
  readonly full?: boolean;
  readonly room?: string;
  readonly record?: string;
  readonly json?: boolean;
}

/** Exit code 0 passed; 1 with a violation, or with a fault that never fired. @throws Failure as `openScenario`, UNWRITABLE */
export async function scenarioRun(file: string, options: ScenarioRunOptions): Promise<number> {
  const opened = await openScenario(file, options);
  const { room, folder, scenario, failure, notice } = opened;
  const module = await firmwareModule(folder, createProgress(options.json === true));
  const collector = new CoverageCollector(coverageMap(room));
  let report: ScenarioReport;
  if (options.record === undefined) report = runScenario(room, module, scenario, { collector });
  else {
    const recorded = await recordScenario(room, module, scenario, { collector });
    writeWhole(options.record, recorded.bytes);
    report = recorded.report;
  }
  const [first] = report.violations;
  const expected = failure?.firstViolation;
  const reproduced = expected === undefined ? undefined : first?.number === expected.number;
  if (options.json) {
    const recording = options.record === undefined ? {} : { recording: options.record };
    console.log(JSON.stringify({ file, ...recording, reproduced, ...report }, undefined, 2));
  } else {
    console.log(describe(opened, report, reproduced));
    if (notice !== undefined) console.error(notice);
    if (options.record !== undefined) console.log(`recording: ${options.record}`);
  }
  return report.verdict === 'passed' ? EXIT.ok : EXIT.failed;
}

function describe({ room, scenario, failure }: OpenScenario, report: ScenarioReport, reproduced?: boolean): string {
  const { verdict, outcome, endUs, hash, violations, evidence } = report;
  const lines = [
    `${room.manifest.title}, seed ${scenario.seed}, ${plural(scenario.plan.length, 'record')}: ${verdict.toUpperCase()}`,
    ...(scenario.note === undefined ? [] : [scenario.note]),
    `the game: ${outcome.replaceAll('_', ' ')}; ${instant(endUs / 1000)} from power-on, hash ${hash}`,
  ];
  for (const { fault, target, atMs, fired } of evidence) {
    const on = target === '' ? '' : ` on ${target}`;
    lines.push(`fault ${fault}${on} at ${instant(atMs)}: ${fired === 0 ? 'NEVER FIRED' : `fired ${fired} times`}`);
  }
  for (const { invariant, atUs, detail } of violations) {
    lines.push(`VIOLATION ${invariant} at ${instant(atUs / 1000)}: ${detail}`);
  }
  if (failure !== undefined) {
    const { invariant, atUs } = failure.firstViolation;
    const found = `found as ${invariant} at ${instant(atUs / 1000)} in game ${failure.game}`;
    lines.push(`${found}: ${reproduced ? 'seen again' : 'NOT SEEN AGAIN'}`);
  }
  return lines.join('\n');
}

export interface ScenarioKeepOptions {
  readonly name?: string;
  readonly room?: string;
}

/** Exit code 0 when the file is there. @throws Failure as `openScenario` and `keepRegression`, NOT_A_FAILURE */
export async function scenarioKeep(file: string, options: ScenarioKeepOptions): Promise<number> {
  const { folder, scenario, failure } = await openScenario(file, options);
  if (failure === undefined) {
    throw new Failure('NOT_A_FAILURE', `${file}: expected a failure of a campaign, seen a scenario`, EXIT.usage);
  }
  const name = options.name ?? `invariant-${failure.firstViolation.number}-seed-${scenario.seed}`;
  const path = keepRegression(folder, name, regressionOf(failure, scenario));
  console.log(relative(process.cwd(), path));
  return EXIT.ok;
}

/** Exit code 0 when every file fits the room, 1 otherwise. @throws Failure ROOM_BROKEN */
export async function scenarioList(name: string, options: { readonly json?: boolean }): Promise<number> {
  const folder = roomFolder(name);
  const room = await openRoom(folder);
  const entries: { file: string; seed?: number; records?: number; note?: string; problem?: string }[] = [];
  for (const path of scenarioFiles(folder)) {
    const file = relative(process.cwd(), path);
    try {
      const { scenario } = await openScenario(path, { room: folder, opened: room });
      entries.push({ file, ...facts(scenario) });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      entries.push({ file, problem: `${error.code} ${error.message}` });
    }
  }
  if (options.json) console.log(JSON.stringify(entries, undefined, 2));
  else {
    for (const { file, records = 0, note = '', problem } of entries) {
      console.log(problem === undefined ? `${file}: ${plural(records, 'record')}. ${note}` : `${file}: ${problem}`);
    }
    if (entries.length === 0) console.log(`${folder} has no scenarios yet`);
  }
  return entries.some(({ problem }) => problem !== undefined) ? EXIT.failed : EXIT.ok;
}

function facts({ seed, plan, note }: Scenario): { seed: number; records: number; note?: string } {
  return { seed, records: plan.length, ...(note !== undefined && { note }) };
}
