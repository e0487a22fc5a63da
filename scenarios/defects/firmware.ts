/** Defects of the controllers' firmware. */
import type { Defect } from './defect.ts';

const command = 'firmware/core/command.cc';
const motor = 'firmware/drivers/motor.cc';
const relay = 'firmware/drivers/relay.cc';
const safety = 'firmware/core/safety.cc';
const lock = 'firmware/drivers/lock.cc';

export const FIRMWARE: readonly Defect[] = [
  {
    id: 'relay-without-end',
    where: 'firmware',
    title: 'Nothing wakes a relay at the end of its time: it stays on beyond a pulse, and beyond its longest on-time.',
    patches: [
      {
        file: relay,
        from: 'if (m.timed && (!m.settling || until(m.off_at, m.settle_at) < 0)) run_at(unit, m.off_at);',
        to: 'if (m.timed && m.settling && until(m.off_at, m.settle_at) < 0) run_at(unit, m.off_at);',
      },
    ],
    expected: 13,
    faults: [],
    games: 20,
  },
  {
    id: 'motor-runs-past',
    where: 'firmware',
    title: 'A motor stops when its steps are made, not at its switch, and allows itself twice the way.',
    patches: [
      {
        file: motor,
        from: 'if (at_target(unit, axis)) {',
        to: 'if (at_target(unit, axis) && steps_of(unit, axis) == m.end[axis]) {',
      },
      {
        file: motor,
        from: 'const i32 way = unit.params[seen.at == target ? param::OVERRUN_STEPS : param::MAX_STEPS];',
        to: 'const i32 way = 2 * unit.params[seen.at == target ? param::OVERRUN_STEPS : param::MAX_STEPS];',
      },
    ],
    expected: 14,
    games: 50,
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
    id: 'known-command-again',
    where: 'firmware',
    title: 'A command that is known already is judged as a new one.',
    patches: [{ file: command, from: 'if (known != nullptr) {', to: 'if (known != nullptr && g.now == 1) {' }],
    expected: 15,
    faults: ['network.duplicate', 'network.duplicate_late'],
    games: 30,
  },
  {
    id: 'motor-completes-on-the-way',
    where: 'firmware',
    title: 'A motor says COMPLETED when it has started.',
    patches: [
      {
        file: motor,
        from: '  look(unit);\n  settle(unit);\n}',
        to: '  look(unit);\n  complete(unit);\n  settle(unit);\n}',
      },
    ],
    expected: 20,
    games: 20,
  },
  {
    id: 'silence-leads-nowhere',
    where: 'firmware',
    title: 'A controller that hears nothing of the engine leaves its outputs as they are.',
    patches: [
      { file: safety, from: 'if (!latched) drive_safe(g.devices[i], SafeCause::ENGINE_SILENT);', to: '(void)latched;' },
    ],
    expected: 11,
    faults: ['engine.crash', 'engine.missing_journal', 'engine.disk_full'],
    games: 30,
  },
  {
    id: 'estop-spares-the-first',
    where: 'firmware',
    title: 'The first device of a controller is not driven safe by an E-stop.',
    patches: [
      {
        file: safety,
        from: '  g.estop_latched = true;\n  for (u32 i = 0; i < g.device_count; i++) {',
        to: '  g.estop_latched = true;\n  for (u32 i = 1; i < g.device_count; i++) {',
      },
    ],
    expected: 1,
    faults: ['operator.estop_at_transition', 'operator.bouncing_estop'],
    games: 20,
  },
  {
    id: 'latch-is-not-stored',
    where: 'firmware',
    title: 'A controller forgets its E-stop when it restarts.',
    patches: [{ file: safety, from: 'const u8 estop = g.estop_latched;', to: 'const u8 estop = 0;' }],
    expected: 7,
    faults: ['controller.reboot_loop', 'operator.bouncing_estop'],
    games: 30,
  },
  {
    id: 'old-epoch-is-obeyed',
    where: 'firmware',
    title: 'A controller obeys an engine that another has taken over from.',
    patches: [{ file: command, from: 'if (f.epoch < g.epoch)', to: 'if (f.epoch + 1 < g.epoch)' }],
    expected: 22,
    faults: ['engine.two_engines', 'security.old_epoch'],
    games: 30,
  },
  {
    id: 'mac-is-not-checked',
    where: 'firmware',
    title: 'Any MAC of the right length will do.',
    patches: [
      {
        file: command,
        from: 'return equal_constant_time((const u8*)hex, (const u8*)f.mac.at, 64);',
        to: 'return w.len == 64;',
      },
    ],
    expected: 18,
    faults: ['security.forged_mac', 'security.truncated_mac'],
    games: 30,
  },
  {
    id: 'clock-wraps',
    where: 'firmware',
    title: 'Instants are compared as plain numbers, though the clock wraps.',
    patches: [
      { file: 'firmware/core/types.h', from: 'return until(instant, now) <= 0;', to: 'return instant <= now;' },
    ],
    expected: 11,
    faults: ['controller.clock_wrap', 'controller.clock_drift'],
    games: 20,
  },
  {
    id: 'drive-completes-at-once',
    where: 'firmware',
    title: 'A linear drive says COMPLETED when it has started.',
    patches: [
      {
        file: 'firmware/drivers/actuator.cc',
        from: '  if (memory<Memory>(unit).motion == STOPPED) complete(unit);',
        to: '  complete(unit);',
      },
    ],
    expected: 20,
    games: 10,
  },
  {
    id: 'acks-swap-their-ids',
    where: 'firmware',
    title: "A final acknowledgement has the ids of command and cause in each other's place.",
    patches: [
      {
        file: 'firmware/core/pending.cc',
        from: 'publish_ack(device, {pending.command_id, ID_TEXT}, {pending.correlation_id, ID_TEXT}, status, reason);',
        to: 'publish_ack(device, {pending.correlation_id, ID_TEXT}, {pending.command_id, ID_TEXT}, status, reason);',
      },
    ],
    expected: 23,
    games: 10,
  },
  {
    id: 'lock-turns-round',
    where: 'firmware',
    title: 'A lock drives its coil the other way round.',
    patches: [{ file: lock, from: '!= 0)) == energised_locks;', to: '!= 0)) != energised_locks;' }],
    expected: 20,
    games: 10,
  },
];
