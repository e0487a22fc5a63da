/** The safety suite of one controller, made of its definition and the table of drivers. */
import type { PlannedTest } from '../suite/types.ts';
import { capTests } from './safety-caps.ts';
import { onceTests } from './safety-commands.ts';
import { estopTest } from './safety-estop.ts';
import { contradictionTests, limitTests } from './safety-limits.ts';
import { needleTests } from './safety-needles.ts';
import { sensorTests } from './safety-sensors.ts';
import type { SuiteTarget } from './target.ts';

export function safetyTests(target: SuiteTarget): readonly PlannedTest[] {
  return [
    estopTest(target),
    ...onceTests(target),
    ...limitTests(target),
    ...contradictionTests(target),
    ...capTests(target),
    ...sensorTests(target),
    ...needleTests(target),
  ];
}
