/** Codes of the timing and safety suites: what the DUT did, in a technician's words. */
import type { Advice } from './what-to-check.ts';

const FIRMWARE = 'Whether the same build fails on the emulator: then it is the firmware.';
const TRACE = 'The edges and messages of the trace, around the stimulus.';

export const ADVICE_ON_SUITES: Readonly<Record<string, Advice>> = {
  LATE_ACCEPTED: {
    means: 'ACCEPTED left later than the contract allows.',
    check: ['Whether something in the firmware blocks its loop.', 'Its histogram: one outlier, or all.', FIRMWARE],
  },
  NO_ACCEPTED: {
    means: 'The controller lives, and does not answer a command.',
    check: ['Whether it takes commands for another device.', 'Its counters of refusals.', TRACE],
  },
  NOT_ACCEPTED: {
    means: 'The controller refused a command that the test needs.',
    check: ['The reason in the message.', 'Whether the key and the room of the bench are its own.', TRACE],
  },
  DUT_HANGS: {
    means: 'The controller says nothing at all any more.',
    check: ['Its supply.', 'Its watchdog: it should have started anew.', 'The last command of the trace.', FIRMWARE],
  },
  NOT_ONLINE: {
    means: 'The controller did not come online after its boot.',
    check: ['The safety state in its first message: a bad table says so.', 'Its supply.', FIRMWARE],
  },
  RESET_LOOP: {
    means: 'The controller starts anew again and again.',
    check: ['Its supply under load: a brown-out.', 'The boot reason of HELLO.', 'Its watchdog.', FIRMWARE],
  },
  UNSAFE_BOOT: {
    means: 'After power-on an output was not as the definition says.',
    check: ['Pull-up or pull-down of that output.', 'Active level in the definition.', TRACE],
  },
  CONTRACT_HASH: {
    means: 'The controller was built with another contract than this bench.',
    check: ['Flash the firmware of this release.', 'Whether this bench is of this release.'],
  },
  WRONG_PIN: {
    means: 'A command changed an output that is not its own.',
    check: [
      'Swapped wires at the terminal.',
      'The pin of the unit in the definition.',
      'The wiring proof of the bench.',
    ],
  },
  NO_OUTPUT: {
    means: 'A command was accepted, and no output changed.',
    check: ['The wire of that output.', 'The wiring proof of the bench.', 'Whether the driver stage has its supply.'],
  },
  LATE_OUTPUT: {
    means: 'The output changed later than allowed after its command.',
    check: ['Its uncertainty against the limit.', 'Whether a dead time in the definition explains it.', FIRMWARE],
  },
  NO_STATE: {
    means: 'An input changed, and no state message told of it.',
    check: ['The wire of that input.', 'Active level and debouncing in the definition.', FIRMWARE],
  },
  LATE_STATE: {
    means: 'An input changed, and the state message came late, or before its debouncing was over.',
    check: ['Debouncing in the definition.', 'The uncertainty of the clocks.', TRACE],
  },
  HEARTBEAT_STALL: {
    means: 'Heartbeats stopped, or came too far apart.',
    check: ['Whether something in the firmware blocks its loop.', 'The load of the bus.', TRACE],
  },
  NO_SAFE_IDLE: {
    means: 'Without its engine or its link the controller did not bring an output to its safe idle.',
    check: [
      'The output in the message, at the terminal.',
      'In the definition: idleOn, idleLocked and the safe parameters.',
      FIRMWARE,
    ],
  },
  ESTOP_IGNORED: {
    means: 'With the E-stop chain open an output was not safe. Do not use this controller.',
    check: [
      'The wire of the chain at the E-stop pin.',
      'The output in the message.',
      'The safe state in the definition.',
      FIRMWARE,
    ],
  },
  RESTARTS: {
    means:
      'An output moved by itself, or a command was obeyed, before or by the reset of an E-stop. Do not use this controller.',
    check: ['Bouncing of the chain.', 'The output in the message.', FIRMWARE],
  },
  NO_RESET: {
    means: 'An E-stop whose cause is gone cannot be reset.',
    check: ['The chain at the E-stop pin: it must read closed.', FIRMWARE],
  },
  NO_LIMIT_STOP: {
    means: 'A motion went on over its limit switch. Do not use this controller.',
    check: [
      'The wire of that switch.',
      'In the definition: limitActiveLevel.',
      'Switches of both ends swapped.',
      FIRMWARE,
    ],
  },
  NO_TRAVEL_CAP: {
    means: 'With a dead sensor a motion did not end by itself where or when it must.',
    check: ['In the definition: timeoutMs, maxSteps and travelMs.', FIRMWARE],
  },
  NO_SENSOR_FAULT: {
    means: 'Both ends of an axis showed at once, and the controller believed it.',
    check: ['Which driver reads these switches.', FIRMWARE],
  },
  NO_ON_TIME_CAP: {
    means: 'A load stayed on longer than its cap, or went off too soon.',
    check: ['In the definition: maxOnMs or maxEnergisedMs.', 'Whether the driver stage holds by itself.', FIRMWARE],
  },
  MOVES_ON_SENSOR: {
    means: 'An output changed because a sensor failed.',
    check: ['Which output: its channel against the hardware map.', 'Cross-talk in the loom.', FIRMWARE],
  },
  COUNTS_BOUNCES: {
    means: 'One press was counted more than once.',
    check: ['Debouncing in the definition.', 'The contact itself.', FIRMWARE],
  },
  NOISE_IS_TOLD: {
    means: 'Noise within the hysteresis or delta of an input was told as a change.',
    check: ['Hysteresis in the definition.', 'Screen and ground of that wire.', FIRMWARE],
  },
  DOUBLE_EXECUTION: {
    means: 'A command that arrived twice was executed twice. Do not use this controller.',
    check: ['Whether its storage works: it keeps what was done.', FIRMWARE],
  },
};
