/** Defects of the engine's core. */
import type { Defect } from './defect.ts';

const safety = 'engine/core/src/safety/room-safety.ts';
const reset = 'engine/core/src/safety/safety-reset.ts';
const pipeline = 'engine/core/src/commands/command-pipeline.ts';
const dispatcher = 'engine/core/src/commands/dispatcher.ts';

export const ENGINE: readonly Defect[] = [
  {
    id: 'latch-leaves-dispatch-on',
    where: 'engine',
    title: 'The latch does not pause dispatch: the game goes on under an E-stop.',
    patches: [{ file: safety, from: "    core.gate.pause('SAFETY_LATCHED');\n", to: '' }],
    expected: 8,
    games: 10,
  },
  {
    id: 'latch-makes-nothing-safe',
    where: 'engine',
    title: 'The latch sends no device its safe operation.',
    patches: [{ file: safety, from: 'for (const device of core.room.devices) this.makeSafe(device.index);', to: '' }],
    expected: 3,
    games: 10,
  },
  {
    id: 'reset-resumes-dispatch',
    where: 'engine',
    title: 'A reset gives dispatch back by itself, and the game goes on without anybody having resumed it.',
    patches: [{ file: safety, from: "    core.gate.pause('MANUAL_PAUSE');\n", to: '' }],
    expected: 6,
    games: 20,
  },
  {
    id: 'reset-asks-nobody',
    where: 'engine',
    title: 'A reset looks at no device before it lets go of the latch, though an E-stop may still be pressed.',
    patches: [
      {
        file: reset,
        from: 'return this.#blockers(({ latched, reason_code: cause }) => !latched || cause === ESTOP_OPEN);',
        to: 'return [];',
      },
      {
        file: reset,
        from: "if (this.#state.phase !== 'resetting' || this.#blockersAfter().length > 0) return;",
        to: "if (this.#state.phase !== 'resetting') return;",
      },
    ],
    expected: 5,
    games: 30,
  },
  {
    id: 'sequence-skips-safety',
    where: 'engine',
    title: 'A safety command does not count: the next command of its device has the same sequence.',
    patches: [
      {
        file: pipeline,
        from: 'this.#sequences[request.device] = sequence;',
        to: 'if (request.layer !== 0) this.#sequences[request.device] = sequence;',
      },
    ],
    expected: 17,
    games: 10,
  },
  {
    id: 'commands-are-retained',
    where: 'engine',
    title: 'Commands are published retained: the broker keeps them for whoever connects later.',
    patches: [
      {
        file: pipeline,
        from: 'this.#core.outbox.publish(device.commandTopic, payload, 1, false);',
        to: 'this.#core.outbox.publish(device.commandTopic, payload, 1, true);',
      },
    ],
    expected: 18,
    games: 1,
  },
  {
    id: 'people-pass-interlocks',
    where: 'engine',
    title: 'What a person asks for is not held against the interlocks.',
    patches: [
      {
        file: dispatcher,
        from: `  #manualRefusal(request: CommandRequest): string | null {
    const core = this.#core;
    const forbidden = core.interlocks.refusal(request.device, request.operation);
    if (forbidden !== null) return forbidden;`,
        to: `  #manualRefusal(request: CommandRequest): string | null {
    const core = this.#core;`,
      },
    ],
    expected: 12,
    games: 30,
  },
  {
    id: 'failed-command-goes-on',
    where: 'engine',
    title: 'A path goes on when its command has ended, however it ended.',
    patches: [
      {
        file: 'engine/core/src/graph/graph-runtime.ts',
        from: "if (command.status === 'COMPLETED') this.ready(command.node);",
        to: "if (command.status !== 'CANCELLED') this.ready(command.node);",
      },
    ],
    expected: 24,
    games: 20,
  },
  {
    id: 'uptime-in-binary-ms',
    where: 'engine',
    title: 'The uptime takes a ms for 1,024 µs.',
    patches: [
      {
        file: 'engine/core/src/output/status-publisher.ts',
        from: 'uptime_ms: Math.floor(nowUs / US_PER_MS),',
        to: 'uptime_ms: nowUs >> 10,',
      },
    ],
    expected: 25,
    games: 3,
  },
  {
    id: 'manual-over-safety',
    where: 'engine',
    title: 'A person may take an output that safety holds, and dispatch is not asked whether it is paused.',
    patches: [
      {
        file: dispatcher,
        from: `    if (owner === SAFETY) {
      core.probe?.arbitrated(core.nowUs, SAFETY, MANUAL);
      return ownedBy(owner);
    }
    const refused`,
        to: '    const refused',
      },
      {
        file: dispatcher,
        from: 'core.gate.refusal(request.device, request.safetyClass, MANUAL);',
        to: 'core.gate.refusal(request.device, request.safetyClass, SAFETY);',
      },
    ],
    expected: 8,
    games: 20,
  },
];
