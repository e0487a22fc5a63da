/** From a file's text to a scenario that this room can run, or to everything that is wrong with it. */
import { explainSchema, type Room } from '@understudy/contract';
import { indexRoom } from '../monitors/room-index.ts';
import { checkPlan } from './check-plan.ts';
import type { ScenarioProblem } from './problem.ts';
import { SCENARIO_SCHEMA, Scenario } from './schema.ts';

export type ReadScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly ScenarioProblem[] };

/** `source`: the text of a file, or what JSON.parse made of it. Nothing throws. */
export function readScenario(source: unknown, room: Room): ReadScenario {
  let value = source;
  if (typeof source === 'string') {
    try {
      value = JSON.parse(source);
    } catch (error) {
      return refused('SCENARIO_INVALID', '', 'JSON', error instanceof Error ? error.message : 'none');
    }
  }
  const { schema, room: meant } = record(value);
  if (typeof schema === 'string' && schema !== SCENARIO_SCHEMA) {
    return refused('SCENARIO_SCHEMA_VERSION', '/schema', SCENARIO_SCHEMA, schema);
  }
  const problems: ScenarioProblem[] = explainSchema(Scenario, value).map(({ pointer, expected, seen }) => ({
    code: 'SCENARIO_INVALID',
    pointer,
    expected,
    seen,
  }));
  if (problems.length > 0) return { ok: false, problems };
  if (meant !== room.manifest.room) return refused('SCENARIO_ROOM', '/room', room.manifest.room, String(meant));
  const scenario = value as Scenario;
  const wrong = checkPlan(indexRoom(room), scenario);
  return wrong.length > 0 ? { ok: false, problems: wrong } : { ok: true, scenario };
}

function refused(code: ScenarioProblem['code'], pointer: string, expected: string, seen: string): ReadScenario {
  return { ok: false, problems: [{ code, pointer, expected, seen }] };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
