/** Composition of the engine, and its step. The one place where its parts are made. */
import { canonicalJson, coreTopic, LIMITS } from '@understudy/contract';
import { Outputs } from './arbitration/outputs.ts';
import { commandSlots } from './commands/command-bounds.ts';
import { CommandPipeline } from './commands/command-pipeline.ts';
import { Dispatcher } from './commands/dispatcher.ts';
import { IdSource } from './commands/id-source.ts';
import { askForStates } from './commands/read-back.ts';
import { compileRoom } from './compile/compile-room.ts';
import { GuardReactions } from './conditions/guard-reactions.ts';
import { GuardSet } from './conditions/guard-set.ts';
import type { Core } from './core.ts';
import { Counters } from './counters.ts';
import { assert, EngineError } from './errors.ts';
import { FaultBook } from './faults/fault-book.ts';
import { Checkpoints } from './graph/checkpoints.ts';
import { GraphRuntime } from './graph/graph-runtime.ts';
import { Run } from './graph/run.ts';
import { MessageHash } from './hash/message-hash.ts';
import { RollingHash } from './hash/rolling-hash.ts';
import { MessageRouter } from './input/message-router.ts';
import { refuse } from './input/operator-messages.ts';
import { DeviceRegistry } from './liveness/device-registry.ts';
import { GameClock } from './objectives/game-clock.ts';
import { Objectives } from './objectives/objectives.ts';
import { CorrelationMemory } from './operator/correlation-memory.ts';
import { handleRequest } from './operator/requests.ts';
import { Outbox } from './output/outbox.ts';
import { StatusPublisher } from './output/status-publisher.ts';
import { DispatchGate } from './safety/dispatch-gate.ts';
import { Interlocks } from './safety/interlocks.ts';
import { RoomSafety } from './safety/room-safety.ts';
import { SafetyReset } from './safety/safety-reset.ts';
import { loadSnapshot, saveSnapshot } from './snapshot/snapshot.ts';
import { fireTimer, startTimers } from './timers/fire-timer.ts';
import { TimerHeap } from './timers/timer-heap.ts';
import { layOutTimers } from './timers/timer-ids.ts';
import type { CreateEngine, Effect, Engine, EngineOptions, Input, RestoreEngine } from './types.ts';
import { Marks } from './view/marks.ts';
import { projectAll, projectEntry } from './view/projection.ts';

const KEY_BYTES_MIN = 16;

/** @throws EngineError ROOM_REFERENCE or ROOM_INVALID for a room that cannot run, OPTIONS_INVALID for options. */
export const createEngine: CreateEngine = (room, options) => {
  checkOptions(options);
  const hash = new RollingHash();
  const core = build(compileRoom(room), options, hash);
  startTimers(core);
  core.interlocks.rearm();
  return new RoomEngine(core, hash);
};

/**
 * Goes on from a snapshot. A snapshot that cannot be read, or that belongs to another room or graph version, gives an
 * engine that starts from the beginning with its room latched: what the room is doing is then not known.
 */
export const restoreEngine: RestoreEngine = (room, options, snapshot) => {
  checkOptions(options);
  const compiled = compileRoom(room);
  const hash = new RollingHash();
  const core = build(compiled, options, hash);
  try {
    loadSnapshot(core, hash, snapshot);
    core.probe?.restored(core.nowUs, core.commands.openCount);
    return new RoomEngine(core, hash);
  } catch (error) {
    const reason = error instanceof EngineError ? error.code : 'SNAPSHOT_INVALID';
    options.probe?.restored(0, -1);
    const freshHash = new RollingHash();
    const fresh = build(compiled, options, freshHash);
    startTimers(fresh);
    fresh.interlocks.rearm();
    fresh.safety.latch({ kind: 'FAULT', source: 'restore', reason });
    return new RoomEngine(fresh, freshHash);
  }
};

function build(room: Core['room'], options: EngineOptions, hash: RollingHash): Core {
  const layout = layOutTimers(room.nodes.length, room.guards.guards.length, commandSlots(room.devices.length));
  const counters = new Counters();
  const base = {
    nowUs: 0,
    refusal: null,
    room,
    options,
    probe: options.probe,
    layout,
    timers: new TimerHeap(layout.capacity),
    counters,
    outbox: new Outbox(new MessageHash(hash, [coreTopic(room.id, 'status')]), counters),
    marks: new Marks(options.observe === true),
    ids: new IdSource(options),
    outputs: new Outputs(room.outputs),
  };
  // The parts know one another through the core: it is complete before any of them is called.
  const core = base as unknown as { -readonly [Part in keyof Core]: Core[Part] };
  core.faults = new FaultBook(core);
  core.devices = new DeviceRegistry(core);
  core.guards = new GuardSet(room.guards, {
    state: (device) => core.devices.state(device),
    online: (device) => core.devices.presence(device) === 'ONLINE',
    solved: (objective) => core.objectives.solved(objective),
  });
  core.reactions = new GuardReactions(core);
  core.gate = new DispatchGate(core);
  core.commands = new CommandPipeline(core);
  core.dispatcher = new Dispatcher(core);
  core.safety = new RoomSafety(core);
  core.reset = new SafetyReset(core);
  core.interlocks = new Interlocks(core);
  core.objectives = new Objectives(core);
  core.gameClock = new GameClock(core);
  core.run = new Run(core);
  core.graph = new GraphRuntime(core);
  core.checkpoints = new Checkpoints(core);
  core.correlations = new CorrelationMemory(core);
  core.status = new StatusPublisher(core);
  return core;
}

function checkOptions({ key, epoch }: EngineOptions): void {
  if (key.length < KEY_BYTES_MIN || key.length > LIMITS.keyBytesMax) {
    const expected = `${KEY_BYTES_MIN} to ${LIMITS.keyBytesMax} bytes`;
    throw new EngineError('OPTIONS_INVALID', 'key', expected, `${key.length} bytes`);
  }
  if (!Number.isSafeInteger(epoch) || epoch < 0) {
    throw new EngineError('OPTIONS_INVALID', 'epoch', 'an integer from 0', String(epoch));
  }
}

class RoomEngine implements Engine {
  readonly #core: Core;
  readonly #hash: RollingHash;
  readonly #messageHash: MessageHash;
  readonly #router: MessageRouter;

  constructor(core: Core, hash: RollingHash) {
    this.#core = core;
    this.#hash = hash;
    this.#router = new MessageRouter(core);
    this.#messageHash = new MessageHash(hash, this.#router.topics);
  }

  get subscriptions(): readonly string[] {
    return this.#router.subscriptions;
  }

  step(atUs: number, inputs: readonly Input[]): readonly Effect[] {
    const core = this.#core;
    assert(Number.isSafeInteger(atUs), 'a time in whole microseconds');
    if (atUs < core.nowUs) {
      throw new EngineError('TIME_WENT_BACK', 'time of a step', `at least ${core.nowUs} µs`, `${atUs} µs`);
    }
    core.nowUs = atUs;
    core.outbox.begin();
    this.#hash.number(atUs);
    for (const input of inputs) {
      this.#take(input);
      core.graph.drain();
    }
    for (let timer = core.timers.popDue(atUs); timer >= 0; timer = core.timers.popDue(atUs)) {
      fireTimer(core, timer);
      core.graph.drain();
    }
    core.faults.flush();
    core.status.flush();
    if (core.marks.keys.size > 0) this.#tellMarks();
    return core.outbox.effects;
  }

  nextDeadlineUs(): number {
    return this.#core.timers.nextUs();
  }

  hash(): string {
    return this.#hash.digest();
  }

  snapshot(): string {
    return saveSnapshot(this.#core, this.#hash);
  }

  view(): ReadonlyMap<string, unknown> {
    return projectAll(this.#core);
  }

  entry(key: string): unknown {
    return projectEntry(this.#core, key);
  }

  counters(): Readonly<Record<string, number>> {
    return this.#core.counters.read();
  }

  #take(input: Input): void {
    switch (input.kind) {
      case 'message': {
        const { topic, payload, retain } = input;
        this.#router.take(topic, payload, retain, this.#messageHash.add(topic, payload, retain));
        return;
      }
      case 'bus':
        this.#hash.number(input.up ? 3 : 2);
        this.#busChanged(input.up);
        return;
      case 'operator': {
        this.#hash.text(input.by);
        this.#hash.text(canonicalJson(input.request));
        const reason = handleRequest(this.#core, input.by, input.request);
        if (reason !== null) refuse(this.#core, input.by, input.request.action, reason);
        return;
      }
    }
  }

  #tellMarks(): void {
    const { marks, outbox } = this.#core;
    for (const key of marks.keys) outbox.notify(key, projectEntry(this.#core, key));
    marks.keys.clear();
  }

  /** A lost bus pauses dispatch until a person resumes it; a bus that is back gets every retained message again. */
  #busChanged(up: boolean): void {
    const core = this.#core;
    if (core.outbox.busUp === up) return;
    if (!up) {
      core.gate.pause('BROKER_DOWN');
      core.reset.interrupt();
      core.outbox.busUp = false;
      for (const command of core.commands.inFlight()) core.commands.makeIndeterminate(command, 'BROKER_DOWN');
      core.faults.raise('bus', { kind: 'BROKER_DOWN', severity: 'CRITICAL', message: 'The bus is down' });
      return;
    }
    core.outbox.busUp = true;
    core.faults.close('bus');
    core.faults.republish();
    core.devices.republish();
    core.status.heartbeat();
    core.status.touch();
    for (const device of core.room.devices) {
      core.interlocks.reassert(device.index);
      if (core.safety.latched) core.safety.makeSafe(device.index);
    }
    if (core.options.takesOver === true) askForStates(core);
  }
}
