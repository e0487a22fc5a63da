/** The parts of one engine as they see each other. Built in `engine.ts`; no part outlives or leaves it. */
import type { Outputs } from './arbitration/outputs.ts';
import type { CommandPipeline } from './commands/command-pipeline.ts';
import type { Dispatcher } from './commands/dispatcher.ts';
import type { IdSource } from './commands/id-source.ts';
import type { CompiledRoom } from './compile/compiled-room.ts';
import type { GuardReactions } from './conditions/guard-reactions.ts';
import type { GuardSet } from './conditions/guard-set.ts';
import type { Counters } from './counters.ts';
import type { FaultBook } from './faults/fault-book.ts';
import type { Checkpoints } from './graph/checkpoints.ts';
import type { GraphRuntime } from './graph/graph-runtime.ts';
import type { Run } from './graph/run.ts';
import type { DeviceRegistry } from './liveness/device-registry.ts';
import type { GameClock } from './objectives/game-clock.ts';
import type { Objectives } from './objectives/objectives.ts';
import type { CorrelationMemory } from './operator/correlation-memory.ts';
import type { Refusal } from './operator/requests.ts';
import type { Outbox } from './output/outbox.ts';
import type { StatusPublisher } from './output/status-publisher.ts';
import type { EngineProbe } from './probe.ts';
import type { DispatchGate } from './safety/dispatch-gate.ts';
import type { Interlocks } from './safety/interlocks.ts';
import type { RoomSafety } from './safety/room-safety.ts';
import type { SafetyReset } from './safety/safety-reset.ts';
import type { TimerHeap } from './timers/timer-heap.ts';
import type { TimerLayout } from './timers/timer-ids.ts';
import type { EngineOptions } from './types.ts';
import type { Marks } from './view/marks.ts';

export interface Core {
  /** Engine time of the step under way, in µs. */
  nowUs: number;
  /** The last request of a person that was refused. */
  refusal: Refusal | null;
  readonly room: CompiledRoom;
  readonly options: EngineOptions;
  readonly probe: EngineProbe | undefined;
  readonly layout: TimerLayout;
  readonly timers: TimerHeap;
  readonly counters: Counters;
  readonly outbox: Outbox;
  readonly marks: Marks;
  readonly faults: FaultBook;
  readonly ids: IdSource;
  readonly devices: DeviceRegistry;
  readonly guards: GuardSet;
  readonly reactions: GuardReactions;
  readonly outputs: Outputs;
  readonly commands: CommandPipeline;
  readonly dispatcher: Dispatcher;
  readonly gate: DispatchGate;
  readonly safety: RoomSafety;
  readonly reset: SafetyReset;
  readonly interlocks: Interlocks;
  readonly run: Run;
  readonly graph: GraphRuntime;
  readonly checkpoints: Checkpoints;
  readonly objectives: Objectives;
  readonly gameClock: GameClock;
  readonly correlations: CorrelationMemory;
  readonly status: StatusPublisher;
}

/** Unix time in ms of an engine instant: for messages only. */
export function unixMs(core: Core, atUs: number): number {
  return core.options.startUnixMs + Math.floor(atUs / 1000);
}
