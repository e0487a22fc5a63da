/** A scenario that makes bench and twin part, made as small as can be on the bench itself. */
import { canonicalJson } from '@understudy/contract';
import { type Scenario, type ShrinkBudget, type Shrunk, shrinkPlan, type Trial } from '@understudy/scenarios';

/** The search wants a run that the bench has not made yet. */
class Wanted extends Error {
  readonly scenario: Scenario;

  constructor(scenario: Scenario) {
    super('a run is wanted');
    this.scenario = scenario;
  }
}

/**
 * The search of `scenarios` is synchronous and deterministic, and a bench is neither: the search is begun anew after each run,
 * with what all runs so far have shown, until it wants no other.
 * @param tryRun undefined where the scenario does not part them, or parts them elsewhere
 */
export async function shrinkOnBench(
  scenario: Scenario,
  tryRun: (candidate: Scenario) => Promise<Trial | undefined>,
  budget: Pick<ShrinkBudget, 'runs'>,
): Promise<Shrunk | undefined> {
  const known = new Map<string, Trial | undefined>();
  const recall = (candidate: Scenario): Trial | undefined => {
    const key = canonicalJson(candidate);
    if (!known.has(key)) throw new Wanted(candidate);
    return known.get(key);
  };
  for (;;) {
    try {
      return shrinkPlan(scenario, recall, budget);
    } catch (error) {
      if (!(error instanceof Wanted)) throw error;
      known.set(canonicalJson(error.scenario), await tryRun(error.scenario));
    }
  }
}
