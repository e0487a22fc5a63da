/** What a run of `understudy mutants` has shown, for people and for programs. */
import type { Alarm } from './sound-build.ts';
import { RECORDS_MAX, type Trial } from './trial.ts';

export const MUTANTS_SCHEMA = 'understudy.mutants/1';

export interface MutantsReport {
  readonly room: string;
  readonly seed: number;
  readonly canary: Trial;
  readonly trials: readonly Trial[];
  /** Games of the sound build that were played beside, and what they broke: nothing, or nothing else counts. */
  readonly sound: { readonly games: number; readonly alarms: readonly Alarm[] };
  readonly seconds: number;
}

/** Every reason for which the simulator has not proved itself; empty when it has. */
export function problemsOf({ canary, trials, sound }: MutantsReport): string[] {
  return [
    ...(canary.problem === undefined ? [] : [`CANARY: ${canary.problem}: the harness itself is broken`]),
    ...trials.filter(({ problem }) => problem !== undefined).map(({ defect, problem }) => `${defect.id}: ${problem}`),
    ...sound.alarms.map(
      ({ game, violation }) => `the sound build breaks game ${game + 1}: ${violation.invariant}: ${violation.detail}`,
    ),
  ];
}

export function toJson(report: MutantsReport): Record<string, unknown> {
  const { room, seed, canary, trials, sound, seconds } = report;
  const caught = trials.filter(({ problem }) => problem === undefined).length;
  const problems = problemsOf(report);
  return {
    schema: MUTANTS_SCHEMA,
    room,
    seed,
    defects: trials.length,
    caught,
    recordsMax: RECORDS_MAX,
    seconds,
    sound,
    problems,
    canary: row(canary),
    mutants: trials.map(row),
  };
}

function row({ defect, games, violation, records, shrinkRuns, seconds, problem, minimised }: Trial) {
  return {
    id: defect.id,
    where: defect.where,
    title: defect.title,
    expected: defect.expected,
    faults: defect.faults ?? 'swarm',
    limit: defect.games,
    caughtBy: violation?.number ?? null,
    detail: violation?.detail ?? null,
    games: games ?? null,
    records: records ?? null,
    shrinkRuns: shrinkRuns ?? null,
    seconds,
    problem: problem ?? null,
    minimised: minimised ?? null,
  };
}

/** A trial that is over, in a line. */
export function toLine({ defect, games, violation, records, seconds, problem }: Trial): string {
  const found =
    violation === undefined
      ? `not caught in ${defect.games} games`
      : `caught in game ${games} by ${violation.invariant} (${violation.detail}), ${records} records`;
  const wrong = problem === undefined || violation === undefined ? '' : `; PROBLEM: ${problem}`;
  return `${defect.where} ${defect.id}: ${found}, ${seconds} s${wrong}`;
}

/** One line a defect. */
export function toTable({ canary, trials }: MutantsReport): string {
  const head = ['defect', 'where', 'caught by', 'games', 'records', 'seconds'];
  const lines = [canary, ...trials].map(({ defect, violation, games, records, seconds, problem }) => [
    defect.id,
    defect.where,
    violation === undefined ? '-' : violation.invariant,
    games === undefined ? `none of ${defect.games}` : `${games} of ${defect.games}`,
    records === undefined ? '-' : String(records),
    `${seconds.toFixed(1)}${problem === undefined ? '' : ` ${problem}`}`,
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)));
  const show = (line: readonly string[]): string =>
    line.map((cell, column) => (column === line.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  ');
  return [show(head), ...lines.map(show)].join('\n');
}
