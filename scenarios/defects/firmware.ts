/** Defects of the controllers' firmware. */
import type { Defect } from './defect.ts';

const command = 'firmware/core/command.cc';
const motor = 'firmware/drivers/motor.cc';
const relay = 'firmware/drivers/relay.cc';
const lock = 'firmware/drivers/lock.cc';

export const FIRMWARE: readonly Defect[] = [
  {
    id: 'relay-without-cap',
    where: 'firmware',
    title: 'A relay stays on beyond its longest on-time.',
    patches: [{ file: relay, from: 'm.timed = on && cap > 0;', to: 'm.timed = false;' }],
    expected: 13,
    games: 10,
  },
  {
    id: 'motor-looks-late',
    where: 'firmware',
    title: 'A motor looks at its limit switch only now and then.',
    patches: [
      { file: motor, from: 'if (at_target(unit, axis)) {', to: 'if (at_target(unit, axis) && g.now % 1000 == 7) {' },
    ],
    expected: 14,
    games: 10,
  },
  {
    id: 'lock-completes-at-once',
    where: 'firmware',
    title: 'A lock says COMPLETED before its bolt has let go.',
    patches: [
      {
        file: lock,
        from: '  m.settle_at = g.now + (u32)unit.params[senses ? param::SENSE_TIMEOUT_MS : param::SETTLE_MS];',
        to: '  m.settle_at = g.now;',
      },
    ],
    expected: 20,
    games: 10,
  },
  {
    id: 'failure-is-not-told',
    where: 'firmware',
    title: 'A command that fails ends in silence.',
    patches: [
      {
        file: 'firmware/core/pending.cc',
        from: '  acknowledge(pending, status, reason);\n}\n\n// Starts',
        to: '  if (status != Status::FAILED) acknowledge(pending, status, reason);\n}\n\n// Starts',
      },
    ],
    expected: 16,
    games: 20,
  },
  {
    id: 'known-command-again',
    where: 'firmware',
    title: 'A command that is known already is judged as a new one.',
    patches: [{ file: command, from: 'if (known != nullptr) {', to: 'if (known != nullptr && g.now == 1) {' }],
    expected: 15,
    games: 30,
  },
];
