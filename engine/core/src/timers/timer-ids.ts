/** The fixed timer ids of an engine: a few of its own, then one a node, one a guard, and two a command slot. */

export const TIMER = {
  CORE_HEARTBEAT: 0,
  CORE_STATUS: 1,
  LIVENESS_SWEEP: 2,
  GAME_OVER: 3,
  GRAPH_GOES_ON: 4,
  RESET_EXPIRES: 5,
  RESET_BOUND: 6,
} as const;

const FIRST_NODE = 7;

/** Where each range of ids begins. */
export interface TimerLayout {
  readonly node: number;
  readonly guard: number;
  readonly command: number;
  readonly capacity: number;
}

export function layOutTimers(nodes: number, guards: number, commandSlots: number): TimerLayout {
  const guard = FIRST_NODE + nodes;
  const command = guard + guards;
  return { node: FIRST_NODE, guard, command, capacity: command + commandSlots };
}
