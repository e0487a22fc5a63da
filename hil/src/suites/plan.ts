/** All suites for one controller. */
import type { PlannedTest } from '../suite/types.ts';
import { type ConformanceOptions, conformanceTests } from './conformance.ts';
import { safetyTests } from './safety.ts';
import type { SuiteTarget } from './target.ts';
import { timingTests } from './timing.ts';

/** Timing first: what does not answer in time needs no further look. Each id is there once. */
export function plannedSuites(target: SuiteTarget, options: ConformanceOptions = {}): readonly PlannedTest[] {
  return [...timingTests(target), ...safetyTests(target), ...conformanceTests(target, options)];
}
