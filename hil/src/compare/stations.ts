/** One scenario on two stations: the twin against a bench, one board against another. */
import type { Room } from '@understudy/contract';
import { playScenario } from '../scenario/player.ts';
import type { BenchScenario } from '../scenario/steps.ts';
import type { Station } from '../station/types.ts';
import { TestFailure } from '../suite/failure.ts';
import type { Outcome } from '../suite/types.ts';
import { DEFAULT_TOLERANCES, divergenceOf, type RunDivergence, type Tolerances } from './divergence.ts';
import { eventsOf } from './events.ts';

/** A side's run; its failure when a step did not hold there. */
export interface ComparedRun {
  readonly outcome: Outcome;
  readonly failure: TestFailure | undefined;
}

export interface Comparison {
  readonly one: ComparedRun;
  readonly other: ComparedRun;
  /** Undefined: within the tolerances both did the same. */
  readonly divergence: RunDivergence | undefined;
}

/**
 * A step that fails on one side ends that side's run there, and the comparison goes as far as both came.
 * @throws errors of a bench as they are: nothing can be compared then
 */
export async function compareStations(
  room: Room,
  scenario: BenchScenario,
  stations: { readonly one: Station; readonly other: Station },
  tolerances: Tolerances = DEFAULT_TOLERANCES,
): Promise<Comparison> {
  const [one, other] = await Promise.all([runOn(room, scenario, stations.one), runOn(room, scenario, stations.other)]);
  const events = ({ outcome }: ComparedRun) => eventsOf(outcome.trace ?? { edges: [], messages: [] }, scenario.wires);
  return { one, other, divergence: divergenceOf(events(one), events(other), tolerances) };
}

async function runOn(room: Room, scenario: BenchScenario, station: Station): Promise<ComparedRun> {
  try {
    return { outcome: await playScenario(station, room, scenario), failure: undefined };
  } catch (error) {
    if (!(error instanceof TestFailure)) throw error;
    return { outcome: error.evidence, failure: error };
  }
}
