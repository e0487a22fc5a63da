/** What the contract gives a controller, and how long the suites wait. All in ms of device time. */
import { DEFAULTS } from '@understudy/contract';

/** From a command's last byte to its ACCEPTED (docs/contract.md, rules that both sides keep). */
export const ACCEPTED_MS = 50;
/** From ACCEPTED's limit on, a driver has written its output: the effect follows the acknowledgement at once. */
export const OUTPUT_MS = ACCEPTED_MS;
/** A controller says what it has seen, its own debouncing apart, as soon as it answers a command. */
export const STATE_MS = 50;
/** From the chain's opening to safe outputs: what the room's hard-wired path has, too (invariant 2). */
export const ESTOP_MS = 100;
/** A motion ends at its limit within one control period: that of the slowest board, and one more for the report of its last step. */
export const LIMIT_STOP_MS = 20;
/** The engine takes a controller that is silent for so long as gone. */
export const HEARTBEAT_GAP_MS = DEFAULTS.offlineAfterMs;
/** An engine waits so long for an acknowledgement. Longer is none. */
export const ANSWER_MS = DEFAULTS.ackTimeoutMs;
/** From power to its presence on the bus: a boot loader may take a second, and a host has to hand over table and key. */
export const ONLINE_MS = 10_000;
/** Deviation of a span that a controller times itself: its own tick either way, and one wake. */
export const OWN_TIMER_MS = 50;
/** After this, outputs that something has started for good would show. */
export const STAYS_MS = 300;
/** On an emulator a test's time is ours: longer ones run in WebAssembly, where time is virtual, and on boards. */
export const EMULATED_MS_MAX = 20_000;
/** The runner's own time-out is of this machine: far beyond any load of it. */
export const TEST_TIMEOUT_MS = 300_000;

/** A controller without its engine for so long goes to its safe idle. */
export function silenceLimitMs(definition: { readonly engineHeartbeatLimitMs?: number }): number {
  return definition.engineHeartbeatLimitMs ?? DEFAULTS.engineHeartbeatLimitMs;
}
