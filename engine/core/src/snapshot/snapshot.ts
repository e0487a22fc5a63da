/** Everything that an engine needs to go on, as canonical JSON; and back. */
import { canonicalJson } from '@understudy/contract';
import type { SavedOutputs } from '../arbitration/outputs.ts';
import type { SavedCommands } from '../commands/command-record.ts';
import type { SavedGuard } from '../conditions/guard-set.ts';
import type { Core } from '../core.ts';
import { EngineError } from '../errors.ts';
import type { SavedFaults } from '../faults/fault-book.ts';
import type { Checkpoint } from '../graph/checkpoints.ts';
import type { NodeRecord } from '../graph/graph-state.ts';
import type { Outcome, Phase } from '../graph/run.ts';
import type { WorkItem } from '../graph/work-queue.ts';
import type { RollingHash } from '../hash/rolling-hash.ts';
import type { SavedRegistry } from '../liveness/records.ts';
import type { SavedClock } from '../objectives/game-clock.ts';
import type { SavedObjective } from '../objectives/objectives.ts';
import type { Refusal } from '../operator/requests.ts';
import type { SavedGate } from '../safety/dispatch-gate.ts';
import type { LatchCause } from '../safety/room-safety.ts';
import type { ResetState } from '../safety/safety-reset.ts';

/** Raised with every change of the form: an engine reads its own form alone. */
const FORM = 4;

interface SnapshotBody {
  readonly form: number;
  readonly room: string;
  /** Sizes and version of the room that the indices in here belong to. */
  readonly shape: string;
  readonly nowUs: number;
  readonly hash: readonly [number, number];
  readonly busUp: boolean;
  readonly ids: number;
  readonly counters: Readonly<Record<string, number>>;
  readonly timers: readonly (readonly [number, number])[];
  readonly registry: SavedRegistry;
  readonly guards: readonly SavedGuard[];
  readonly outputs: SavedOutputs;
  readonly commands: SavedCommands;
  readonly queues: readonly (readonly [number, readonly number[]])[];
  readonly gate: SavedGate;
  readonly latch: LatchCause | null;
  readonly reset: ResetState;
  readonly run: { phase: Phase; outcome: Outcome | null };
  readonly graph: { nodes: readonly NodeRecord[]; work: readonly WorkItem[] };
  readonly share: readonly [number, number];
  readonly checkpoints: readonly Checkpoint[];
  readonly objectives: readonly SavedObjective[];
  readonly gameClock: SavedClock;
  readonly faults: SavedFaults;
  readonly correlations: readonly (readonly [string, number])[];
  readonly statusDue: boolean;
  readonly refusal: Refusal | null;
}

export function saveSnapshot(core: Core, hash: RollingHash): string {
  const body: SnapshotBody = {
    form: FORM,
    room: core.room.id,
    shape: shapeOf(core),
    nowUs: core.nowUs,
    hash: hash.save(),
    busUp: core.outbox.busUp,
    ids: core.ids.save(),
    counters: core.counters.save(),
    timers: core.timers.save(),
    registry: core.devices.save(),
    guards: core.guards.save(),
    outputs: core.outputs.save(),
    commands: core.commands.save(),
    queues: core.dispatcher.save(),
    gate: core.gate.save(),
    latch: core.safety.save(),
    reset: core.reset.save(),
    run: core.run.save(),
    graph: core.graph.position(),
    share: core.graph.share(),
    checkpoints: core.checkpoints.save(),
    objectives: core.objectives.save(),
    gameClock: core.gameClock.save(),
    faults: core.faults.save(),
    correlations: core.correlations.save(),
    statusDue: core.status.save(),
    refusal: core.refusal,
  };
  return canonicalJson(body);
}

/**
 * Puts a snapshot's state into a fresh engine of the same room.
 * @throws EngineError SNAPSHOT_INVALID when it cannot be read or belongs to another room or graph; nothing is changed then.
 */
export function loadSnapshot(core: Core, hash: RollingHash, text: string): void {
  const body = read(text);
  const shape = shapeOf(core);
  if (body.form !== FORM || body.room !== core.room.id || body.shape !== shape) {
    const seen = `${String(body.form)} ${String(body.room)} ${String(body.shape)}`;
    throw new EngineError('SNAPSHOT_INVALID', 'snapshot', `${FORM} ${core.room.id} ${shape}`, seen);
  }
  core.nowUs = body.nowUs;
  hash.load(body.hash);
  core.outbox.busUp = body.busUp;
  core.ids.load(body.ids);
  core.counters.load(body.counters);
  core.devices.load(body.registry);
  core.guards.load(body.guards);
  core.outputs.load(body.outputs);
  core.commands.load(body.commands);
  core.dispatcher.load(body.queues);
  core.gate.load(body.gate);
  core.safety.load(body.latch);
  core.reset.load(body.reset);
  core.run.load(body.run);
  core.graph.restorePosition(body.graph);
  core.graph.loadShare(body.share);
  core.checkpoints.load(body.checkpoints);
  core.objectives.load(body.objectives);
  core.gameClock.load(body.gameClock);
  core.faults.load(body.faults);
  core.correlations.load(body.correlations);
  core.status.load(body.statusDue);
  core.refusal = body.refusal;
  core.timers.load(body.timers);
}

function read(text: string): SnapshotBody {
  try {
    return JSON.parse(text) as SnapshotBody;
  } catch {
    throw new EngineError('SNAPSHOT_INVALID', 'snapshot', 'JSON', text.slice(0, 32));
  }
}

/** Indices in a snapshot mean something only in a room of this shape and graph version. */
function shapeOf(core: Core): string {
  const { room } = core;
  const { clauses, guards } = room.guards;
  const sizes = [room.controllers, room.devices, room.outputs, room.nodes, room.objectives, clauses, guards];
  return [room.source.graph.version, ...sizes.map((list) => list.length)].join(' ');
}
