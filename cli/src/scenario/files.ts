/** Where a room's scenarios stand: hand-written ones in `scenarios/`, what campaigns found in `scenarios/regressions/`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Scenario, writeScenario } from '@understudy/scenarios';
import type { FailureFile } from '../campaign/failure-file.ts';
import { EXIT, Failure } from '../failure.ts';
import { writeWhole } from '../output/write-whole.ts';

const SCENARIOS = 'scenarios';
const REGRESSIONS = join(SCENARIOS, 'regressions');

/** Paths of all scenario files below a room's folder, sorted. */
export function scenarioFiles(folder: string): string[] {
  return [SCENARIOS, REGRESSIONS].flatMap((name) => {
    try {
      return readdirSync(join(folder, name))
        .filter((file) => file.endsWith('.json'))
        .sort()
        .map((file) => join(folder, name, file));
    } catch {
      return [];
    }
  });
}

/** A failure's smallest plan with a note of where it comes from. */
export function regressionOf({ firstViolation, game, codeHash, gitCommit }: FailureFile, scenario: Scenario): Scenario {
  const { invariant, detail, atUs } = firstViolation;
  const where = gitCommit === '' ? `code ${codeHash}` : `commit ${gitCommit.slice(0, 12)}`;
  const note = `Broke invariant ${invariant} at ${(atUs / 1e6).toFixed(3)} s: ${detail} (game ${game}, ${where})`;
  return { ...scenario, note: note.slice(0, 1000) };
}

/**
 * Writes a regression file; the same one again is no error. Returns its path.
 * @throws Failure BAD_SCENARIO_NAME, SCENARIO_EXISTS, UNWRITABLE
 */
export function keepRegression(folder: string, name: string, scenario: Scenario): string {
  if (!/^[a-z0-9][a-z0-9-]{0,99}$/.test(name)) {
    throw new Failure(
      'BAD_SCENARIO_NAME',
      `expected a name of small letters, digits and hyphens, seen '${name}'`,
      EXIT.usage,
    );
  }
  const path = join(folder, REGRESSIONS, `${name}.json`);
  const text = writeScenario(scenario);
  const there = readIfThere(path);
  if (there === text) return path;
  if (there !== undefined) {
    throw new Failure('SCENARIO_EXISTS', `${path} holds another scenario; choose a --name`, EXIT.usage);
  }
  writeWhole(path, text);
  return path;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
