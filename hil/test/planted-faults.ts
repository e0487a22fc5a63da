/**
 * Faults of a firmware to plant: text patches each, the code that names it, and the test that finds it. A compilation
 * takes a core for 20 s, so one build has them all, each behind its number; a byte of the build says which one is there.
 */
import type { SourcePatch } from '@understudy/firmware';
import { PLANTED_SWITCH, plantedIs, withPlanted } from './planted-build.ts';

export interface PlantedFault {
  readonly name: string;
  readonly code: string;
  readonly foundBy: string;
  /**
   * Each `from` stands in its file exactly once; a change of the firmware that moves it fails the build of the faults.
   * THIS_FAULT in `to` is whether this fault is the one that is there.
   */
  readonly patches: readonly SourcePatch[];
  /** In place of these on the emulated Cortex-M7, where the fault is made of that machine. */
  readonly onM7?: readonly SourcePatch[];
}

const RUNTIME = 'core/runtime.cc';
const SAFETY = 'core/safety.cc';
const COMMAND = 'core/command.cc';

/** Begins a message's handling. */
const HEARD = {
  file: RUNTIME,
  from: 'enter(now);\n  safety_look();\n  if (equal(topic,',
} as const;
const COUNTED: SourcePatch = { file: 'core/model.h', from: 'u64 epoch;', to: 'u64 epoch;\n  u32 heard;' };
/** Messages that a DUT takes before it hangs: it boots, and answers some commands. */
const TAKEN = 12;

const BEAT: Pick<SourcePatch, 'file' | 'from'> = { file: RUNTIME, from: 'g.beat++;' };

export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    name: 'ACCEPTED leaves 80 ms late',
    code: 'LATE_ACCEPTED',
    foundBy: 'timing/command-to-accepted',
    patches: [
      {
        file: RUNTIME,
        from: '}  // namespace\n\nvoid watch(',
        to: 'Device* held;\nchar held_bytes[2049];\nu32 held_len, held_until;\n}  // namespace\n\nvoid watch(',
      },
      {
        file: RUNTIME,
        from: 'take_command(device, payload, retained);\n    return leave();',
        to: 'if (!THIS_FAULT || retained) {\n      take_command(device, payload, retained);\n      return leave();\n    }\n    held = &device;\n    held_len = least(payload.len, 2049u);\n    copy(held_bytes, payload.at, held_len);\n    held_until = g.now + 80;\n    return least(leave(), 80u);',
      },
      {
        file: RUNTIME,
        from: 'u32 run(u32 now, bool clock_only) {\n  enter(now);',
        to: 'u32 run(u32 now, bool clock_only) {\n  enter(now);\n  if (held != nullptr && reached(held_until, g.now)) {\n    Device& device = *held;\n    held = nullptr;\n    take_command(device, {held_bytes, held_len}, false);\n  }',
      },
      {
        file: RUNTIME,
        from: 'heartbeat();\n  return leave();',
        to: 'heartbeat();\n  const u32 delay = leave();\n  return held != nullptr ? least(delay, 1u) : delay;',
      },
    ],
  },
  {
    name: 'a motor that does not look at its limits',
    code: 'NO_LIMIT_STOP',
    foundBy: 'safety/limit-post-u-high',
    patches: [
      {
        file: 'drivers/motor.cc',
        from: 'if (at_target(unit, axis)) {',
        to: 'if (at_target(unit, axis) && !THIS_FAULT) {',
      },
    ],
  },
  {
    name: 'a relay on the pin beside its own',
    code: 'WRONG_PIN',
    foundBy: 'timing/output-lamp-u',
    patches: [
      {
        file: 'drivers/relay.cc',
        from: 'hal::write(unit.pins[pin::OUT], on',
        to: 'hal::write(unit.pins[pin::OUT] + (THIS_FAULT ? 1u : 0u), on',
      },
    ],
  },
  {
    name: 'heartbeats that stop after the third',
    code: 'HEARTBEAT_STALL',
    foundBy: 'timing/heartbeat',
    patches: [
      {
        file: RUNTIME,
        from: 'publish_heartbeat();\n  g.heartbeat_due +=',
        to: 'if (!THIS_FAULT || g.beat < 2) publish_heartbeat();\n  g.heartbeat_due +=',
      },
    ],
  },
  {
    name: 'the silence of the engine leads nowhere',
    code: 'NO_SAFE_IDLE',
    foundBy: 'timing/safe-idle-without-link',
    patches: [
      {
        file: SAFETY,
        from: 'if (!latched) drive_safe(g.devices[i], SafeCause::ENGINE_SILENT);',
        to: 'if (!latched && !THIS_FAULT) drive_safe(g.devices[i], SafeCause::ENGINE_SILENT);',
      },
    ],
  },
  {
    name: 'a known command is done again',
    code: 'DOUBLE_EXECUTION',
    foundBy: 'safety/executed-once',
    patches: [
      { file: COMMAND, from: 'if (known != nullptr) {', to: 'if (known != nullptr && !THIS_FAULT) {' },
      {
        file: COMMAND,
        from: 'f.sequence <= device.last_sequence',
        to: 'f.sequence <= device.last_sequence && !THIS_FAULT',
      },
    ],
  },
  {
    name: 'the hash of another contract on the bus',
    code: 'CONTRACT_HASH',
    foundBy: 'conformance/contract-hash',
    patches: [
      {
        file: 'core/publisher.cc',
        from: '.add(CONTRACT_HASH)',
        to: '.add(THIS_FAULT ? text("0123456789abcdef") : CONTRACT_HASH)',
      },
    ],
  },
  {
    name: 'a reset at the second heartbeat, again and again',
    code: 'RESET_LOOP',
    foundBy: 'timing/boot-to-safe',
    patches: [
      {
        file: RUNTIME,
        from: 'namespace fw {\n\nconstinit',
        to: 'namespace platform {\nvoid power(bool on);\n}\nnamespace fw {\n\nconstinit',
      },
      { ...BEAT, to: 'g.beat++;\n  if (THIS_FAULT && g.beat == 2) ::platform::power(true);' },
    ],
    onM7: [
      {
        file: RUNTIME,
        from: 'namespace fw {\n\nconstinit',
        to: 'namespace fw {\n\nvolatile bool reset_wanted;\nconstinit',
      },
      { ...BEAT, to: 'g.beat++;\n  if (THIS_FAULT && g.beat == 2) reset_wanted = true;' },
      {
        file: 'boards/qemu-m7/clock.cc',
        from: 'milliseconds = milliseconds + 1;',
        to: 'milliseconds = milliseconds + 1;\n  if (fw::reset_wanted) {\n    fw::reset_wanted = false;\n    platform::power(true);\n  }',
      },
    ],
  },
  {
    name: 'an E-stop that one device does not hear',
    code: 'ESTOP_IGNORED',
    foundBy: 'safety/estop',
    patches: [
      {
        file: SAFETY,
        from: 'if (g.devices[i].critical) drive_safe(g.devices[i], SafeCause::LATCHED);',
        to: 'if (g.devices[i].critical && (i != 0 || !THIS_FAULT)) drive_safe(g.devices[i], SafeCause::LATCHED);',
      },
    ],
  },
  {
    name: 'a contact that tells nobody',
    code: 'NO_STATE',
    foundBy: 'timing/input-button-u',
    patches: [{ file: 'drivers/contact.cc', from: '  changed(unit);\n', to: '  if (!THIS_FAULT) changed(unit);\n' }],
  },
  {
    name: 'a cap on a time on that nobody keeps',
    code: 'NO_ON_TIME_CAP',
    foundBy: 'safety/on-time-lamp-u',
    patches: [
      { file: 'drivers/relay.cc', from: 'm.timed = on && cap > 0;', to: 'm.timed = on && cap > 0 && !THIS_FAULT;' },
    ],
  },
  {
    // In WebAssembly a loop without end would be this process's own: there the firmware does nothing any more.
    name: `a DUT that hangs after ${TAKEN} messages`,
    code: 'DUT_HANGS',
    foundBy: 'timing/command-to-accepted',
    patches: [
      COUNTED,
      {
        ...HEARD,
        to: `enter(now);\n  if (THIS_FAULT && ++g.heard > ${TAKEN}) return NEVER;\n  safety_look();\n  if (equal(topic,`,
      },
      {
        file: RUNTIME,
        from: 'u32 run(u32 now, bool clock_only) {\n  enter(now);',
        to: `u32 run(u32 now, bool clock_only) {\n  enter(now);\n  if (g.heard > ${TAKEN}) return NEVER;`,
      },
    ],
    onM7: [
      COUNTED,
      {
        ...HEARD,
        to: `enter(now);\n  for (volatile bool spin = THIS_FAULT && ++g.heard > ${TAKEN}; spin;) {\n  }\n  safety_look();\n  if (equal(topic,`,
      },
    ],
  },
];

/** What a comparison with the twin must find, by its own words; in the same build, after the faults. */
export const PLANTED_DIVERGENCES: Readonly<Record<string, SourcePatch>> = {
  'counts twice': {
    file: 'drivers/contact.cc',
    from: 'm.count == 0x7fffffff ? 0 : m.count + 1;',
    to: 'THIS_FAULT ? m.count + (m.count > 2 ? 2 : 1) : m.count == 0x7fffffff ? 0 : m.count + 1;',
  },
  'debounces too long': {
    file: 'drivers/contact.cc',
    from: '(u32)unit.params[param::DEBOUNCE_MS]',
    to: '(u32)unit.params[param::DEBOUNCE_MS] + (THIS_FAULT ? 60 : 0)',
  },
  'stays on': {
    file: 'drivers/relay.cc',
    from: 'void safe(Unit& unit, SafeCause cause) {',
    to: 'void safe(Unit& unit, SafeCause cause) {\n  if (THIS_FAULT && cause != SafeCause::ENGINE_SILENT) return;',
  },
};

/** By their numbers. */
const PLANTED: readonly string[] = [...PLANTED_FAULTS.map(({ code }) => code), ...Object.keys(PLANTED_DIVERGENCES)];

/** What makes a build of all faults, none of which is there yet. */
export function plantedPatches(platform: 'wasm' | 'qemu-m7'): readonly SourcePatch[] {
  const changes = [
    ...PLANTED_FAULTS.map(({ patches, onM7 }) => (platform === 'qemu-m7' ? onM7 : undefined) ?? patches),
    ...Object.values(PLANTED_DIVERGENCES).map((patch) => [patch]),
  ];
  const behind = (number: number, patch: SourcePatch): SourcePatch => ({
    ...patch,
    to: patch.to.replaceAll('THIS_FAULT', plantedIs(number)),
  });
  return [PLANTED_SWITCH, ...changes.flatMap((patches, number) => patches.map((patch) => behind(number, patch)))];
}

/** A build of `plantedPatches` in which this fault alone is there, by its code or its words. */
export const withFault = (build: Uint8Array, name: string): Uint8Array => withPlanted(build, PLANTED.indexOf(name));
