/** One scenario on two stations: the twin against a bench, one board against another. */
import type { Room } from '@understudy/contract';
import { playScenario } from '../scenario/player.ts';
import type { BenchScenario, Step } from '../scenario/steps.ts';
import type { Station } from '../station/types.ts';
import { TestFailure } from '../suite/failure.ts';
import type { Outcome } from '../suite/types.ts';
import { type Agreement, agreementOf } from './agreement.ts';
import { DEFAULT_TOLERANCES, divergenceOf, type RunDivergence, type Tolerances } from './divergence.ts';
import { eventsOf, type RunEvents } from './events.ts';
import { answersOf } from './loop-plants.ts';

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
  readonly agreement: Agreement;
}

export type Side = 'one' | 'other';

export interface CompareOptions {
  readonly tolerances?: Tolerances;
  /** Devices are behind both stations (`Station.devices`): what these do is compared too. */
  readonly devices?: boolean;
  /** Ends both runs. */
  readonly signal?: AbortSignal;
  /** Before each step, counted from 1. */
  onStep?(side: Side, step: Step, index: number): void;
}

/**
 * A step that fails on one side ends that side's run there, and the comparison goes as far as both came.
 * @throws errors of a bench as they are: nothing can be compared then
 */
export async function compareStations(
  room: Room,
  scenario: BenchScenario,
  stations: { readonly one: Station; readonly other: Station },
  { tolerances = DEFAULT_TOLERANCES, devices = false, signal, onStep }: CompareOptions = {},
): Promise<Comparison> {
  const runOn = async (side: Side): Promise<ComparedRun> => {
    const hears = (step: Step, index: number): void => onStep?.(side, step, index);
    try {
      return { outcome: await playScenario(stations[side], room, scenario, signal, hears), failure: undefined };
    } catch (error) {
      if (!(error instanceof TestFailure)) throw error;
      return { outcome: error.evidence, failure: error };
    }
  };
  const answers = devices ? answersOf(room, scenario.definition) : undefined;
  const events = ({ outcome }: ComparedRun): RunEvents =>
    eventsOf(outcome.trace ?? { edges: [], messages: [] }, scenario.wires, answers);
  // Where one bench breaks down, the other is let go before anything is told: nobody closes its lines under it.
  const settled = await Promise.allSettled([runOn('one'), runOn('other')]);
  const [one, other] = settled.map((run) => {
    if (run.status === 'rejected') throw run.reason;
    return run.value;
  }) as [ComparedRun, ComparedRun];
  const [ours, theirs] = [events(one), events(other)];
  const divergence = divergenceOf(ours, theirs, tolerances);
  return { one, other, divergence, agreement: agreementOf(ours, theirs) };
}
