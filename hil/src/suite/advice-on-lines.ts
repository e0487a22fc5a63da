/** Codes of the link, of the bench controller and of stations: the bench did not work as one. */
import type { Advice } from './what-to-check.ts';

const CABLE = 'The cable and its plugs; another cable.';
const REPORT = 'Keep the report: this is a defect of the suite or of the bench firmware.';

export const ADVICE_ON_LINES: Readonly<Record<string, Advice>> = {
  LINK_SILENT: {
    means: 'Nobody answers on the line.',
    check: ['Whether the board has power and runs.', CABLE, 'The serial in the hardware map.', 'RX and TX swapped.'],
  },
  LINK_GAP: {
    means: 'A part of what the board sent is lost for good.',
    check: [CABLE, 'The load of this machine.', 'A hub between: plug the board in directly.'],
  },
  LINK_UNANSWERED: {
    means: 'The board takes questions and does not answer them.',
    check: ['Whether the firmware hangs: power it off and on.', 'Whether it is the firmware of this contract.'],
  },
  LINK_CLOSED: {
    means: 'The line ended in the middle.',
    check: [CABLE, 'The supply of the board.', 'The log of this machine (dmesg).'],
  },
  BOARD_RESTARTED: {
    means: 'A board has started anew in the middle of its session.',
    check: ['The supply under load: a brown-out.', 'The watchdog of the firmware.', CABLE],
  },
  LINK_PROTOCOL: {
    means: 'A board says what the protocol does not allow.',
    check: ['Firmware and this program from one commit.', CABLE],
  },
  BOARD_FAULT: {
    means: 'The processor of the board reported a fault.',
    check: ['The log of the board in the report.', 'Flash the firmware again.', 'The supply of the board.'],
  },
  FOREIGN_DEVICE: {
    means: 'Something talks on the line, and it is no board of this project.',
    check: ['The serial in the hardware map.', 'Whether the board still has other firmware: flash it.'],
  },
  LINK_HASH_MISMATCH: {
    means: 'The firmware speaks another version of the link.',
    check: ['Flash DUT and bench controller from the commit of this program.', 'Which of the two the message names.'],
  },
  CONTRACT_HASH_MISMATCH: {
    means: 'The firmware was built for another contract.',
    check: ['Flash the firmware of this commit.', 'Whether this checkout is the one of the room.'],
  },
  WRONG_ROLE: {
    means: 'A DUT is where the bench controller should be, or the other way round.',
    check: ['Swap the two cables.', 'The role of both boards in the hardware map.'],
  },
  LINE_BUSY: {
    means: 'Another program has the line open.',
    check: ['Serial monitors and editors.', 'A second bench process.', 'ModemManager, which opens every new line.'],
  },
  LINE_FORBIDDEN: {
    means: 'This user may not open the line.',
    check: ['The group of the line, often dialout.', 'The udev rules of the board.'],
  },
  LINE_MISSING: {
    means: 'There is no such line on this machine.',
    check: [
      'Whether the board is plugged in.',
      'Generate the hardware map again.',
      'Of an address: whether its host listens.',
    ],
  },
  LINE_CLOSED: {
    means: 'The line was there and failed.',
    check: [CABLE, 'The supply of the board.', 'The hub between.'],
  },
  PROGRAMME_INVALID: {
    means: 'The bench controller refused a stimulus programme.',
    check: ['The message: which step.', REPORT],
  },
  PROGRAMME_TOO_LONG: {
    means: 'A stimulus programme has more steps than the bench controller holds.',
    check: ['The scenario: shorten it, or split it.', 'Whether the bench controller has old firmware.'],
  },
  BENCH_BUSY: {
    means: 'A programme is still running on the bench.',
    check: ['Power the bench controller off and on.', REPORT],
  },
  NOT_ARMED: {
    means: 'The bench was started without a programme.',
    check: ['A reset of the bench controller: its supply.', REPORT],
  },
  NOT_ENDED: {
    means: 'A recording was asked for before its end.',
    check: ['A reset of the bench controller: its supply.', REPORT],
  },
  RECORDING_INVALID: { means: 'A recording is not what its header says.', check: [CABLE, REPORT] },
  RECORDING_OVERFLOW: {
    means: 'More edges came than the bench could keep, so that the recording proves nothing.',
    check: [
      'A wire that chatters: look at the channel with the most edges.',
      'A floating input: its pull-up.',
      'Ground between DUT and bench.',
    ],
  },
  POWER_NOT_OFF: {
    means: 'The DUT was switched off and still answers.',
    check: [
      'A second supply: another USB cable, a debug probe.',
      'Whether the hub really switches this port.',
      'The key hub_port in the hardware map.',
    ],
  },
  NO_POWER_SWITCH: {
    means: 'This bench cannot switch the supply of its DUT.',
    check: ['The key hub_port of the DUT in the hardware map.', 'Leave tests that cycle the power out with -f.'],
  },
  WIRING_WRONG: {
    means: 'A wire between DUT and bench is cut, short or in the place of another.',
    check: [
      'The wires of the pins that the message names.',
      'Two pins that swap their names: their two wires are swapped.',
      'The pin_mappings of the DUT in the hardware map.',
      'A pin of the DUT that is broken: try the wire on another pin.',
    ],
  },
  NO_LOOPBACK: {
    means: 'The bench does not see its own edges, so that it cannot say how late it is.',
    check: ['The loopback wire of the bench.', 'The channel of the message against the hardware map.'],
  },
  NO_HELLO: {
    means: 'The DUT was switched on and says nothing.',
    check: ['Its supply: LED, voltage.', 'Whether its firmware is whole: flash it again.', CABLE],
  },
  STATION_LOST: {
    means: 'DUT or bench controller were lost and did not come back.',
    check: ['The first error of the session.', 'Supply and cables of both boards.', 'Power both off and on by hand.'],
  },
  BENCH_NOT_PROVEN: {
    means: 'A proof of the bench did not hold, so nothing measured on it would prove anything.',
    check: ['The test of the suite "bench" that did not pass, first of all.', 'The wiring against the hardware map.'],
  },
  SESSION_STOPPED: {
    means: 'Somebody stopped the session.',
    check: ['Whether it was meant.', 'Run it again: nothing is kept of a session but its report.'],
  },
};
