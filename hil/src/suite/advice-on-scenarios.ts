/** Codes of scenarios: which of their steps did not hold. */
import type { Advice } from './what-to-check.ts';

export const ADVICE_ON_SCENARIOS: Readonly<Record<string, Advice>> = {
  WRONG_LEVEL: {
    means: 'An output is not at the level that the scenario expects.',
    check: [
      'The wire of that output.',
      'The last acknowledgements: whether the DUT was told to.',
      'The edge timeline.',
    ],
  },
  NO_EDGE: {
    means: 'A wire did not change as the scenario expects.',
    check: [
      'The wire against the hardware map.',
      'Whether the DUT was told to, and said so.',
      'The time-out of the step.',
    ],
  },
  NO_MESSAGE: {
    means: 'The DUT did not say what the scenario expects.',
    check: ['Its last messages in the trace.', 'The wire of the input that was driven.', 'The time-out of the step.'],
  },
  WRONG_STATUS: {
    means: 'A command was not acknowledged as the scenario expects.',
    check: [
      'The reason in its acknowledgement.',
      'Whether a safety latch is set.',
      'The levels of the sensors it needs.',
    ],
  },
  NO_ANSWER: {
    means: 'An event that must be answered was not.',
    check: ['The edge timeline around the event.', 'Whether two events came closer than the DUT debounces.'],
  },
  NO_BLINK: {
    means: 'An output does not blink with its period.',
    check: ['The periods that were seen.', 'Whether the DUT is in the state in which it blinks.'],
  },
  NOT_SAFE: {
    means: 'Outputs are not where an open E-stop chain must bring them.',
    check: ['Do not use this controller.', 'The wire of the E-stop chain.', 'The outputs that the message names.'],
  },
  NO_CHANNEL: {
    means: 'The hardware map has no wire to a pin that the test needs.',
    check: ['In the map: pin_mappings of the DUT.', 'Whether the bench has a channel left for it.'],
  },
  DEVICE_LATE: {
    means:
      'The plant that stands in for a device was answered too late by this machine, so that nothing can be compared.',
    check: ['The load of this machine.', 'The same on wasm, where time waits for it.', 'A larger --tolerance.'],
  },
  INVARIANT_BROKEN: {
    means: 'The messages of the DUT break an invariant that those of its twin keep.',
    check: ['The invariant in the message.', 'The trace around its instant.'],
  },
  DIVERGED: {
    means: 'The DUT does not do what its twin does.',
    check: ['The first divergence: both sides are in the message.', 'Whether both run the same build and table.'],
  },
};
