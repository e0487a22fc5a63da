/** The timing suite of one controller. Limits are those of the contract, on every platform; only boards are evidence. */
import type { PlannedTest } from '../suite/types.ts';
import type { SuiteTarget } from './target.ts';
import { acceptedTest, outputTests } from './timing-commands.ts';
import { inputTests } from './timing-inputs.ts';
import { bootTest, heartbeatTest, safeIdleTests } from './timing-safe.ts';

export function timingTests(target: SuiteTarget): readonly PlannedTest[] {
  return [
    bootTest(target),
    acceptedTest(target),
    ...outputTests(target),
    ...inputTests(target),
    heartbeatTest(target),
    ...safeIdleTests(target),
  ];
}
