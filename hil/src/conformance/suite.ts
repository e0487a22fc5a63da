/** The suite: all cases, and how they are run on a device under test. */
import type { Case } from './case.ts';
import { BOOT_CASES } from './cases/boot.ts';
import { CHECK_CASES } from './cases/checks.ts';
import { DRIVER_CASES } from './cases/drivers.ts';
import { HOSTILE_CASES } from './cases/hostile.ts';
import { IDEMPOTENCY_CASES } from './cases/idempotency.ts';
import { INPUT_CASES } from './cases/inputs.ts';
import { LIMIT_CASES } from './cases/limits.ts';
import { MOTION_CASES } from './cases/motion.ts';
import { OPERATION_CASES } from './cases/operations.ts';
import { POWER_CASES } from './cases/power.ts';
import { SAFETY_CASES } from './cases/safety.ts';
import { VECTOR_CASES } from './cases/vectors.ts';
import { WRAP_CASES } from './cases/wrap.ts';
import type { Dut } from './dut.ts';
import { Rig } from './rig.ts';
import { Trace } from './trace.ts';

/** What became of a case. */
export interface CaseResult {
  readonly name: string;
  /** Why it failed, or absent. */
  readonly failure?: string;
  /** The canonical trace, as far as the case got. */
  readonly lines: readonly string[];
}

/** Every case that needs no room. */
export const CASES: readonly Case[] = [
  ...VECTOR_CASES,
  ...CHECK_CASES,
  ...LIMIT_CASES,
  ...HOSTILE_CASES,
  ...IDEMPOTENCY_CASES,
  ...BOOT_CASES,
  ...SAFETY_CASES,
  ...POWER_CASES,
  ...WRAP_CASES,
  ...MOTION_CASES,
  ...OPERATION_CASES,
  ...INPUT_CASES,
  ...DRIVER_CASES,
];

/** Runs one case on a device under test as new. A crash of the firmware is a failure too. */
export async function runCase(dut: Dut, entry: Case): Promise<CaseResult> {
  const trace = new Trace();
  const rig = new Rig(dut, trace);
  try {
    rig.erase();
    await entry.run(rig);
    return { name: entry.name, lines: trace.lines };
  } catch (error) {
    return { name: entry.name, failure: error instanceof Error ? error.message : String(error), lines: trace.lines };
  }
}

/** Runs cases one after the other. */
export async function runCases(dut: Dut, cases: readonly Case[]): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const entry of cases) results.push(await runCase(dut, entry));
  return results;
}
