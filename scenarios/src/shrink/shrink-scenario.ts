/** A failing plan made as small as can be while it breaks the same invariant of the same thing. */
import type { Room } from '@understudy/contract';
import type { FirmwareModule } from '@understudy/sim-devices';
import type { Violation } from '@understudy/twin';
import type { RoomIndex } from '../monitors/room-index.ts';
import { type PreparedRoom, prepareRoom } from '../run/prepared-room.ts';
import { type RunOptions, runPrepared } from '../run/run-scenario.ts';
import type { Scenario } from '../scenario/schema.ts';
import { cutEnd, dropRecords, playersToActs, simplerPlayers } from './records.ts';
import { type ShrinkLimits, ShrinkSearch, type Trial, type TryRun } from './shrink-search.ts';
import { closeGaps, roundTimes, usualValues } from './times-and-values.ts';

export interface ShrinkBudget extends ShrinkLimits {
  /** How the scenario is run: with another engine, with monitors of one's own. */
  readonly run?: Omit<RunOptions, 'collector'>;
}

export interface Shrunk {
  readonly scenario: Scenario;
  /** Runs that it cost. */
  readonly runs: number;
  /** Whether nothing more could be left out; false when the budget was spent before. */
  readonly isComplete: boolean;
}

/**
 * The smallest plan found that breaks the invariant of this number, of the same device or plant if its message names one.
 * The end is cut first, then faults, players, acts and requests are left out, then instants made early and round, then values
 * usual; again until nothing changes. Deterministic. Undefined when the scenario does not break the invariant.
 */
export function shrinkScenario(
  room: Room,
  module: FirmwareModule,
  scenario: Scenario,
  violation: number,
  budget: ShrinkBudget,
): Shrunk | undefined {
  return shrinkPrepared(prepareRoom(room, module), scenario, violation, budget);
}

/** The same with a room prepared once. */
export function shrinkPrepared(
  prepared: PreparedRoom,
  scenario: Scenario,
  violation: number,
  budget: ShrinkBudget,
): Shrunk | undefined {
  let subject: string | undefined;
  let isFirst = true;
  const tryRun: TryRun = (candidate) => {
    const { violations, acts } = runPrepared(prepared, candidate, budget.run);
    const same = violations.find((one) => one.number === violation && (isFirst || names(one, subject)));
    if (same === undefined) return undefined;
    if (isFirst) subject = subjectOf(prepared.index, same);
    isFirst = false;
    return { atMs: Math.ceil(same.atUs / 1000), acts };
  };
  return shrinkPlan(scenario, tryRun, budget);
}

/** The algorithm alone, over anything that runs a scenario. */
export function shrinkPlan(scenario: Scenario, tryRun: TryRun, limits: ShrinkLimits): Shrunk | undefined {
  const trial: Trial | undefined = tryRun(scenario);
  if (trial === undefined) return undefined;
  const search = new ShrinkSearch(scenario, trial, tryRun, limits);
  let before: Scenario;
  do {
    before = search.best;
    pass(search);
  } while (before !== search.best && !search.isSpent);
  return { scenario: search.best, runs: search.runs, isComplete: before === search.best };
}

function pass(search: ShrinkSearch): void {
  cutEnd(search);
  dropRecords(search, ({ kind }) => kind === 'fault');
  cutEnd(search);
  dropRecords(search, ({ kind }) => kind === 'player');
  dropRecords(search, ({ kind }) => kind === 'act' || kind === 'operator');
  playersToActs(search);
  dropRecords(search, () => true);
  cutEnd(search);
  simplerPlayers(search);
  closeGaps(search);
  roundTimes(search);
  cutEnd(search);
  usualValues(search);
}

/** The first word of a message that is a device or plant of the room. */
function subjectOf({ plants, devices }: RoomIndex, { detail }: Violation): string | undefined {
  return words(detail).find((word) => plants.has(word) || devices.has(word));
}

function names({ detail }: Violation, subject: string | undefined): boolean {
  return subject === undefined || words(detail).includes(subject);
}

function words(text: string): string[] {
  return text.split(/[^A-Za-z0-9_]+/);
}
