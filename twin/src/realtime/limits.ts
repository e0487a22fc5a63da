/** Bounds of the real-time loop, each with its reason. */
export const REALTIME_LIMITS = {
  /** Slowest and fastest speed factor: below, nothing seems to happen; above, one turn of the event loop is 0.1 s. */
  speedMin: 0.1,
  speedMax: 100,
  /** How far scaled time may run ahead of an alarm that has not rung, µs: far below every time-out of the contract. */
  lagUs: 100_000,
  /** Inputs that wait for a step: a second of the worst storm seen. */
  inputs: 10_000,
  /** Messages whose step is not durable yet: beyond it the disk is too slow to run a room. */
  unsent: 10_000,
  /** Step lateness samples kept. */
  latenessSamples: 65_536,
  /** Between two readings of the plants' truths for the live view, µs of the wall clock. */
  truthIntervalUs: 40_000,
} as const;
