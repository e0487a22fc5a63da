/**
 * Defects to plant: one change to the firmware each, and the group of cases that must find it. One build has them all, each behind
 * its number; a byte of the build says which one is there.
 */
import type { SourcePatch } from '@understudy/firmware';

/** THIS_DEFECT in `to` is whether this defect is the one that is there. */
export interface Defect extends SourcePatch {
  readonly name: string;
  /** More of it. */
  readonly and?: SourcePatch;
  /** Cases whose names begin so; at least one must fail, and each of these runs alone against the defect. */
  readonly caughtBy: string;
}

const command = 'core/command.cc';
const safety = 'core/safety.cc';

const ACCEPTED_OF = 'device, f.command_id, f.correlation_id, Status::ACCEPTED, Reason::NONE';
const ACCEPTED = `publish_ack(${ACCEPTED_OF});`;
const EXECUTE = 'execute(device, execution, f.command_id, f.correlation_id, slot);';

/** In turn: each `from` stands in its file exactly once; a change of the firmware that moves it fails the build. */
export const DEFECTS: readonly Defect[] = [
  {
    name: 'a known command is done again',
    file: command,
    from: 'if (known != nullptr) {',
    to: 'if (known != nullptr && !(THIS_DEFECT && g.now != 1)) {',
    caughtBy: 'idempotency',
  },
  {
    name: 'one command fewer is remembered',
    file: command,
    from: '(slot + 1) % limit::IDEMPOTENCY_ENTRIES',
    to: '(slot + 1) % (limit::IDEMPOTENCY_ENTRIES - (THIS_DEFECT ? 1 : 0))',
    caughtBy: 'idempotency',
  },
  {
    name: 'the last sequence is taken again',
    file: command,
    from: 'f.sequence <= device.last_sequence',
    to: 'f.sequence + (THIS_DEFECT ? 1 : 0) <= device.last_sequence',
    caughtBy: 'sequence',
  },
  {
    name: 'sequences are not stored',
    file: 'core/fence.cc',
    from: 'wrote(hal::store_write(SEQUENCE_SLOT + slot, values, sizeof values));',
    to: 'if (!THIS_DEFECT) wrote(hal::store_write(SEQUENCE_SLOT + slot, values, sizeof values));',
    caughtBy: 'sequence',
  },
  {
    name: 'an old epoch is obeyed',
    file: command,
    from: 'if (f.epoch < g.epoch)',
    to: 'if (f.epoch + (THIS_DEFECT ? 1 : 0) < g.epoch)',
    caughtBy: 'epoch',
  },
  {
    name: 'an epoch is not stored',
    file: 'core/fence.cc',
    from: 'wrote(hal::store_write(EPOCH_SLOT, &record, sizeof record));',
    to: 'if (!THIS_DEFECT) wrote(hal::store_write(EPOCH_SLOT, &record, sizeof record));',
    caughtBy: 'epoch',
  },
  {
    name: 'an epoch is stored once, without a spare',
    file: 'core/fence.cc',
    from: 'wrote(hal::store_write(EPOCH_SLOT, &record, sizeof record));',
    to: 'wrote(hal::store_write(EPOCH_SLOT, &record, THIS_DEFECT ? sizeof record / 2 : sizeof record));',
    caughtBy: 'power',
  },
  {
    name: 'ACCEPTED is told before its sequence is stored',
    file: command,
    from: 'accept_sequence(device, f.sequence);\n  const u8 slot',
    to: 'if (!THIS_DEFECT) accept_sequence(device, f.sequence);\n  const u8 slot',
    and: { file: command, from: EXECUTE, to: `if (THIS_DEFECT) accept_sequence(device, f.sequence);\n  ${EXECUTE}` },
    caughtBy: 'power',
  },
  {
    name: 'a payload over the limit is read',
    file: command,
    from: 'if (payload.len > limit::PAYLOAD_BYTES || !document.read(payload)) return count_refusal',
    to: 'if ((payload.len > limit::PAYLOAD_BYTES && !THIS_DEFECT) || !document.read(payload)) return count_refusal',
    caughtBy: 'limits',
  },
  {
    name: 'JSON may be one level too deep',
    file: 'core/json.cc',
    from: 'if (depth == limit::JSON_DEPTH) return false;',
    to: 'if (depth == limit::JSON_DEPTH + (THIS_DEFECT ? 1 : 0)) return false;',
    caughtBy: 'limits',
  },
  {
    name: 'a quarter of the MAC is compared',
    file: command,
    from: '(const u8*)f.mac.at, 64)',
    to: '(const u8*)f.mac.at, THIS_DEFECT ? 16 : 64)',
    caughtBy: 'vectors',
  },
  {
    name: 'the device is checked before the room',
    file: command,
    from: 'if (!equal(f.room, g.room)) return Reason::BAD_ROOM;',
    to: 'if (THIS_DEFECT && !equal(f.device, device.id)) return Reason::BAD_DEVICE;\n  if (!equal(f.room, g.room)) return Reason::BAD_ROOM;',
    caughtBy: 'checks',
  },
  {
    name: 'ACCEPTED after the effect',
    file: command,
    from: ACCEPTED,
    to: `if (!THIS_DEFECT) ${ACCEPTED}`,
    and: { file: command, from: EXECUTE, to: `${EXECUTE}\n  if (THIS_DEFECT) publish_ack(${ACCEPTED_OF});` },
    caughtBy: 'checks',
  },
  {
    name: 'a retained command is done',
    file: command,
    from: 'if (retained || !take_fields',
    to: 'if ((retained && !THIS_DEFECT) || !take_fields',
    caughtBy: 'checks',
  },
  {
    name: 'the latch is not stored',
    file: safety,
    from: 'const u8 estop = g.estop_latched;',
    to: 'const u8 estop = THIS_DEFECT ? 0 : g.estop_latched;',
    caughtBy: 'latch',
  },
  {
    name: 'a latch is reset while its cause lasts',
    file: safety,
    from: 'if (g.estop_latched && estop_open()) return false;',
    to: 'if (!THIS_DEFECT && g.estop_latched && estop_open()) return false;',
    caughtBy: 'latch',
  },
  {
    name: 'a closed chain at power-on is all that is looked at',
    file: safety,
    from: 'if (g.estop_open && !g.estop_latched) g.estop_latched = true, latch_store();',
    to: 'if (!THIS_DEFECT && g.estop_open && !g.estop_latched) g.estop_latched = true, latch_store();',
    caughtBy: 'latch',
  },
  {
    name: 'the silence of the engine leads nowhere',
    file: safety,
    from: 'if (!latched) drive_safe(g.devices[i], SafeCause::ENGINE_SILENT);',
    to: 'if (!THIS_DEFECT && !latched) drive_safe(g.devices[i], SafeCause::ENGINE_SILENT);',
    caughtBy: 'heartbeat',
  },
  {
    name: 'instants are compared without their wrap',
    file: 'core/types.h',
    from: 'return until(instant, now) <= 0;',
    to: 'return THIS_DEFECT ? instant <= now : until(instant, now) <= 0;',
    caughtBy: 'wrap',
  },
  {
    name: 'a motion has no time-out',
    file: 'drivers/motor.cc',
    from: 'any && reached(m.timeout_at, g.now)',
    to: 'any && (THIS_DEFECT ? g.now == 1 : reached(m.timeout_at, g.now))',
    caughtBy: 'motion',
  },
  {
    name: 'a motor looks at its limit now and then',
    file: 'drivers/motor.cc',
    from: 'if (at_target(unit, axis)) {',
    to: 'if (at_target(unit, axis) && (!THIS_DEFECT || g.now % 1000 == 7)) {',
    caughtBy: 'motion',
  },
  {
    name: 'a lock completes without its sense',
    file: 'drivers/lock.cc',
    from: 'if (senses) fail(unit, Reason::SENSOR_FAULT);',
    to: 'if (senses && THIS_DEFECT) complete(unit);\n  else if (senses) fail(unit, Reason::SENSOR_FAULT);',
    caughtBy: 'motion',
  },
  {
    name: 'a press is counted when it ends',
    file: 'drivers/contact.cc',
    from: 'if (m.debounce.stable) m.count',
    to: 'if ((m.debounce.stable != 0) != THIS_DEFECT) m.count',
    caughtBy: 'inputs',
  },
  {
    name: 'a damaged table is believed',
    file: 'core/table.cc',
    from: '!= stored) return false;',
    to: '!= stored && (!THIS_DEFECT || stored == 1)) return false;',
    caughtBy: 'boot',
  },
  {
    name: 'a bus that connects while units boot is told everything',
    file: 'core/runtime.cc',
    from: 'prepare_topics();\n  return leave();',
    to: 'prepare_topics();\n  if (THIS_DEFECT) g.link = true;\n  return leave();',
    caughtBy: 'boot',
  },
  {
    name: 'a selection counts from 0, whatever its minimum is',
    file: 'core/execute.cc',
    from: '(values[operation.select] - parameter.minimum)',
    to: '(!THIS_DEFECT ? values[operation.select] - parameter.minimum : parameter.minimum < 0 && values[operation.select] < 0 ? 0 : values[operation.select])',
    caughtBy: 'operations',
  },
  {
    name: 'a selection drives the units behind it too',
    file: 'core/execute.cc',
    from: 'into.target_count = 1;',
    to: 'into.target_count = !THIS_DEFECT ? (u8)1 : (u8)(operation.target_count - (values[operation.select] - parameter.minimum));',
    caughtBy: 'operations',
  },
  {
    name: 'heartbeats wait for commands to end',
    file: 'core/runtime.cc',
    from: 'if (!g.link || !reached(g.heartbeat_due, g.now)) return;',
    to: 'if (!g.link || !reached(g.heartbeat_due, g.now)) return;\n  for (const Unit& unit : g.units) {\n    if (THIS_DEFECT && unit.ramping) return;\n  }',
    caughtBy: 'drivers',
  },
];

/** @param there C++: whether this defect is the one that is there; `true` for a build with it alone */
export const patchesOf = ({ file, from, to, and }: Defect, there: string): readonly SourcePatch[] =>
  [{ file, from, to }, ...(and === undefined ? [] : [and])].map((patch) => ({
    ...patch,
    to: patch.to.replaceAll('THIS_DEFECT', there),
  }));
