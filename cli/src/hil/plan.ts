/** What is planned for a bench: its own proofs first, then the suites that were asked for. */
import { type ControllerDefinition, compileTable, type Room } from '@understudy/contract';
import { benchTests, type InstalledController, type PlannedTest, plannedSuites, targetOf } from '@understudy/hil';
import { EXIT, Failure } from '../failure.ts';
import type { Bench } from './bench.ts';

/** @throws Failure NO_CONTROLLER with those that the room has */
export function definitionOf({ manifest, controllers }: Room, controller: string): ControllerDefinition {
  const definition = controllers.find((one) => one.controller === controller);
  if (definition !== undefined) return definition;
  const names = controllers.map((one) => one.controller).join(', ');
  throw new Failure(
    'NO_CONTROLLER',
    `expected a controller of ${manifest.room}: ${names}; seen ${controller}`,
    EXIT.usage,
  );
}

/** With its table compiled. @throws Failure NO_CONTROLLER */
export function installedController(room: Room, controller: string): InstalledController {
  const definition = definitionOf(room, controller);
  return { definition, table: compileTable(room.manifest, definition) };
}

/** What a bench can be asked for. The first is its own proofs, which come before all others also when they are not named. */
export const SUITES = ['bench', 'conformance', 'timing', 'safety'] as const;
export type Suite = (typeof SUITES)[number];

export interface PlanRequest {
  /** None: all of them. */
  readonly suites: readonly Suite[];
  /** Without the proofs of the bench, which otherwise come first. */
  readonly proofs: boolean;
}

export function plannedTests(
  { loopback }: Bench,
  { manifest }: Room,
  { definition }: InstalledController,
  { suites, proofs }: PlanRequest,
): PlannedTest[] {
  const tests = plannedSuites(targetOf(manifest, definition));
  return [
    ...(proofs ? benchTests({ definition, loopback }) : []),
    ...tests.filter(({ suite }) => suites.length === 0 || suites.some((name) => name === suite)),
  ];
}
