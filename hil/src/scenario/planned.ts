/** A scenario file as a planned test. */
import type { Room } from '@understudy/contract';
import { kebab } from '../suite/kebab.ts';
import type { PlannedTest } from '../suite/types.ts';
import { playScenario } from './player.ts';
import { readBenchScenario, type ScenarioSource } from './read.ts';
import type { BenchScenario } from './steps.ts';

/** Of this machine: an emulator may be many times slower than its guest's clock. */
const SLOWNESS = 10;
const SET_UP_MS = 60_000;

/** @throws ConfigurationError with `file:line:column` of each thing that is wrong */
export function scenarioTest(room: Room, source: ScenarioSource): PlannedTest {
  return plannedScenario(room, readBenchScenario(room, source));
}

/** Its id is `scenario/<name>`. */
export function plannedScenario(room: Room, scenario: BenchScenario): PlannedTest {
  const { name, description, platforms, fixtures, steps, longestMs } = scenario;
  const cycles = steps.some(({ kind }) => kind === 'power');
  return {
    id: `scenario/${kebab(name)}`,
    suite: 'scenario',
    title: description ?? name,
    timeoutMs: SET_UP_MS + SLOWNESS * longestMs,
    ...(platforms !== undefined && { platforms }),
    ...(fixtures !== undefined && { fixtures }),
    ...(cycles && { mayRestart: true as const }),
    run: (station, signal) => playScenario(station, room, scenario, signal),
  };
}
