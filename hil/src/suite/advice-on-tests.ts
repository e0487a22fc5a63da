/** Codes of tests: the DUT's doing, or why a test was not run or proves nothing. */
import type { Advice } from './what-to-check.ts';

export const ADVICE_ON_TESTS: Readonly<Record<string, Advice>> = {
  CONFORMANCE: {
    means: 'The firmware does not do what the contract says.',
    check: [
      'The message: what was expected and what was seen.',
      'Whether the same case fails on another platform.',
      'The trace of the case.',
    ],
  },
  OUT_OF_LIMITS: {
    means: 'A measurement is outside of its limits.',
    check: [
      'Its histogram: one outlier, or all of them.',
      'Its uncertainty against the limit.',
      'Its history on this board and on others.',
    ],
  },
  TIMED_OUT: {
    means: 'The DUT did not do in time what the test awaited.',
    check: [
      'What the message awaited.',
      'The wire of that input or output.',
      'The last messages of the DUT in the trace.',
    ],
  },
  HOST_LATE: {
    means: 'This computer was too busy for its part of the test, three times in a row: nothing is known of the DUT.',
    check: ['What else runs on this computer.', 'How many benches work at once.'],
  },
  TEST_TIMED_OUT: {
    means: 'The test did not end in its time, while the bench still answered.',
    check: ['Whether the DUT hangs: its heartbeat in the trace.', 'Run the test alone.', 'The load of this machine.'],
  },
  UNEXPECTED_RESET: {
    means: 'The DUT started anew in the middle of a test.',
    check: [
      'Its supply under load: a brown-out.',
      'Its watchdog: the boot reason of HELLO.',
      'Its reset wire and the USB cable.',
    ],
  },
  FAULT_NOT_FIRED: {
    means: 'The fault of the test never had an effect, so the test proves nothing.',
    check: ['The wire of the fault against the hardware map.', 'Whether anything happened on that wire in the trace.'],
  },
  TEST_CRASHED: {
    means: 'The test itself broke.',
    check: ['The message.', 'Keep the report: this is a defect of the suite.'],
  },
  FIXTURE_MISSING: {
    means: 'The bench lacks a fixture that the test needs.',
    check: [
      'The fixtures of the board in the hardware map.',
      'Whether the fixture is wired.',
      'Leave the test out with -f.',
    ],
  },
  QUARANTINED: {
    means: 'The test is on the quarantine list.',
    check: ['The comment of the list.', 'Whether its reason still holds: run it with quarantined tests.'],
  },
  FILTERED: { means: 'The test was not asked for.', check: ['The glob of -f.', 'Leave -f away to run all.'] },
  OTHER_PLATFORM: {
    means: 'The test is of other platforms.',
    check: ['Which platform it needs.', 'Whether a bench of that platform is free.'],
  },
};
