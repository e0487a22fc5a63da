/** What can be wrong with a scenario: a stable code, where, and what was expected and seen. docs/errors.md describes the codes. */
export const SCENARIO_ERRORS = [
  /** Written for another version of the format. */
  'SCENARIO_SCHEMA_VERSION',
  /** Made for another room. */
  'SCENARIO_ROOM',
  /** No JSON, or not built as a scenario is. */
  'SCENARIO_INVALID',
  /** Names something that neither this room nor the catalogues have. */
  'SCENARIO_UNKNOWN',
  /** A number that is out of its range, or an instant at which nothing can happen any more. */
  'SCENARIO_VALUE',
] as const;
export type ScenarioErrorCode = (typeof SCENARIO_ERRORS)[number];

export interface ScenarioProblem {
  readonly code: ScenarioErrorCode;
  /** JSON pointer into the scenario; empty for the whole. */
  readonly pointer: string;
  readonly expected: string;
  readonly seen: string;
}

/** One line: `SCENARIO_UNKNOWN /plan/3/plant: expected one of 300 names (the nearest is vault_door), seen vault_dor`. */
export function formatScenarioProblem({ code, pointer, expected, seen }: ScenarioProblem): string {
  return `${code} ${pointer === '' ? '/' : pointer}: expected ${expected}, seen ${seen}`;
}
