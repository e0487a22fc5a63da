/** Codes of files, options and the rig: nothing was tested yet. */
import type { ConfigurationErrorCode, RigErrorCode } from '../map/errors.ts';
import type { Advice } from './what-to-check.ts';

export const ADVICE_ON_SET_UP: Readonly<Record<ConfigurationErrorCode | RigErrorCode, Advice>> = {
  YAML_SYNTAX: {
    means: 'The file is not YAML.',
    check: ['The line and column of the message.', 'Tabs, brackets and quotes that are not closed just before it.'],
  },
  YAML_UNKNOWN_KEY: {
    means: 'The file has a key that nobody reads.',
    check: ['The spelling of the key.', 'Whether it stands under the right record.'],
  },
  YAML_MISSING_KEY: {
    means: 'A record lacks a key that it must have.',
    check: ['The record at the line of the message.', 'A record of the same kind that works.'],
  },
  YAML_BAD_VALUE: {
    means: 'A value is of the wrong kind or outside of its range.',
    check: ['What the message expects.', 'Serials that are digits alone: they need quotes.'],
  },
  AMBIGUOUS_SERIAL: {
    means: 'Two boards have one serial or one line, so that nobody can tell which is meant.',
    check: [
      'Copied records of the hardware map whose id was not changed.',
      'Unplug one of the boards and generate the map again.',
      'Cheap USB bridges without a serial of their own: give one of them another.',
    ],
  },
  AMBIGUOUS_BENCH: {
    means: 'One bench has two controllers or two DUTs.',
    check: ['The bench key of both records.', 'The role key: a new board is a bench until somebody changes it.'],
  },
  NO_BENCH: {
    means: 'A DUT names a bench that has no controller.',
    check: [
      'The spelling of the bench on both boards.',
      'Whether the bench controller is in the map, with role bench.',
    ],
  },
  CHANNEL_TWICE: {
    means: 'Two pins of a DUT are written down on one channel of the bench.',
    check: ['The pin_mappings of the message against the wiring.', 'Lines that were copied.'],
  },
  HUB_PORT_TWICE: {
    means: 'Two boards are written down on one port of a hub.',
    check: ['Which cable is in which port.', 'The output of uhubctl.'],
  },
  NO_SUCH_BOARD: {
    means: 'The hardware map has no such board.',
    check: ['The spelling of the platform and of the board.', 'Generate the map with the board plugged in.'],
  },
  TEST_TWICE: {
    means: 'Two planned tests have one id.',
    check: ['The suites that were asked for: one of them twice.', 'Scenario files of one name.'],
  },
  WRONG_BOARD: {
    means: 'The board on the line is of another kind, or plays another role.',
    check: ['Whether DUT and bench controller are swapped.', 'Which cable is in which socket.', 'The hardware map.'],
  },
  WRONG_SERIAL: {
    means: 'The board is of the right kind, and not the one that was meant.',
    check: ['The label on the board against the serial that was scanned.', 'The id in the hardware map.'],
  },
  BOARD_ABSENT: {
    means: 'The board of the map is not plugged in.',
    check: ['Its USB cable and its supply.', 'The hub that it hangs on.', 'Generate the map again.'],
  },
  BENCH_LOCKED: {
    means: 'Another process uses this board.',
    check: [
      'The process that the message names: let it end.',
      'If that process is on a machine that is gone, delete the lock file of the message.',
    ],
  },
  HUB_FAILED: {
    means: 'The hub did not switch its port.',
    check: [
      'Whether uhubctl is installed and lists the hub.',
      'The rights of this user (udev rule of uhubctl).',
      'Whether the hub switches at all: many say so and do not.',
    ],
  },
  POWER_NOT_SWITCHABLE: {
    means: 'Nothing on this bench can switch the supply of the board.',
    check: [
      'The key hub_port of the board in the hardware map.',
      'The fixture switched_power, where the bench switches it.',
    ],
  },
};
