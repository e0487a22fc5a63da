/** Defects of the engine's core. */
import type { Defect } from './defect.ts';

const safety = 'engine/core/src/safety/room-safety.ts';
const reset = 'engine/core/src/safety/safety-reset.ts';
const snapshot = 'engine/core/src/snapshot/snapshot.ts';

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
    faults: ['operator.reset_while_pressed', 'operator.bouncing_estop'],
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
    faults: [
      'controller.hung',
      'controller.reset_before_ack',
      'sensor.stuck_low',
      'sensor.stuck_high',
      'actuator.dead_drive',
    ],
    games: 40,
  },
  {
    id: 'join-needs-one',
    where: 'engine',
    title: 'A JOIN fires with the first path that arrives.',
    patches: [
      {
        file: 'engine/core/src/graph/join.ts',
        from: '(node.definition.need ?? node.predecessors.length)',
        to: '(node.definition.need ?? 1)',
      },
    ],
    expected: 24,
    games: 5,
  },
  {
    id: 'pause-lets-time-run',
    where: 'engine',
    title: 'The game timer goes on while an operator has paused it.',
    patches: [
      {
        file: 'engine/core/src/objectives/game-clock.ts',
        from: 'this.#started && !this.#pausedByOperator && !this.#heldByLatch',
        to: 'this.#started && !this.#heldByLatch',
      },
    ],
    expected: 25,
    games: 15,
  },
  {
    id: 'estop-of-a-person-pauses',
    where: 'engine',
    title: 'An E-stop from the operator page pauses dispatch and latches nothing.',
    patches: [
      {
        file: 'engine/core/src/operator/requests.ts',
        from: "core.safety.latch({ kind: 'E_STOP', source: by, reason: 'OPERATOR_ESTOP' });",
        to: "core.gate.pause('MANUAL_PAUSE');",
      },
    ],
    expected: 3,
    games: 30,
  },
  {
    id: 'restore-forgets-latch',
    where: 'engine',
    title: 'An engine that goes on from a snapshot has forgotten its latch.',
    patches: [{ file: snapshot, from: '  core.safety.load(body.latch);\n', to: '' }],
    expected: 7,
    faults: ['engine.crash', 'engine.torn_journal', 'operator.estop_at_transition'],
    games: 30,
  },
  {
    id: 'restore-forgets-sequences',
    where: 'engine',
    title: 'An engine that goes on from a snapshot counts its sequences, and all its commands, from 1 again.',
    patches: [{ file: snapshot, from: '  core.commands.load(body.commands);\n', to: '' }],
    expected: 28,
    faults: ['engine.crash', 'engine.torn_journal'],
    games: 20,
  },
  {
    id: 'restore-forgets-solved',
    where: 'engine',
    title: 'An engine that goes on from a snapshot has forgotten which puzzles are solved.',
    patches: [{ file: snapshot, from: '  core.objectives.load(body.objectives);\n', to: '' }],
    expected: 28,
    faults: ['engine.crash', 'engine.torn_journal'],
    games: 20,
  },
  {
    id: 'restore-forgets-owners',
    where: 'engine',
    title: 'An engine that goes on from a snapshot has forgotten who holds which output.',
    patches: [{ file: snapshot, from: '  core.outputs.load(body.outputs);\n', to: '' }],
    expected: 28,
    faults: ['engine.crash', 'engine.torn_journal'],
    games: 20,
  },
  {
    id: 'restore-forgets-timers',
    where: 'engine',
    title: 'An engine that goes on from a snapshot has forgotten what it waits for.',
    patches: [{ file: snapshot, from: '  core.timers.load(body.timers);\n', to: '' }],
    expected: 28,
    faults: ['engine.crash', 'engine.torn_journal'],
    games: 20,
  },
  {
    id: 'corrupt-snapshot-is-safe',
    where: 'engine',
    title: 'A snapshot that cannot be read gives an engine that knows of nothing wrong.',
    patches: [
      {
        file: 'engine/core/src/engine.ts',
        from: "    fresh.safety.latch({ kind: 'FAULT', source: 'restore', reason });\n",
        to: '',
      },
    ],
    expected: 7,
    faults: ['engine.corrupt_journal', 'engine.missing_journal'],
    games: 40,
  },
  {
    id: 'puzzle-over-people',
    where: 'engine',
    title: 'The game takes an output that a person holds.',
    patches: [
      {
        file: 'engine/core/src/arbitration/outputs.ts',
        from: 'const LAYER_INDICES = [SAFETY, MANUAL, PUZZLE, SCENE] as const;',
        to: 'const LAYER_INDICES = [SAFETY, PUZZLE, MANUAL, SCENE] as const;',
      },
    ],
    expected: 8,
    faults: ['operator.storm'],
    games: 30,
  },
  {
    id: 'heartbeats-are-rare',
    where: 'engine',
    title: 'The engine beats once in twenty seconds: controllers take it for dead.',
    patches: [
      {
        file: 'engine/core/src/output/status-publisher.ts',
        from: 'this.#again(TIMER.CORE_HEARTBEAT, DEFAULTS.coreHeartbeatMs);',
        to: 'this.#again(TIMER.CORE_HEARTBEAT, 20 * DEFAULTS.coreHeartbeatMs);',
      },
    ],
    expected: 30,
    games: 10,
  },
];
