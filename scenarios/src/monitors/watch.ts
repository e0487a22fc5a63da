/** Turns the raw hooks of a run into watch events, parsed once, and hands them to every invariant. */
import { parseTopic } from '@understudy/contract';
import type { Truth } from '@understudy/sim-devices';
import type { Monitor, Violation } from '@understudy/twin';
import type { Invariant } from './invariant.ts';
import type { SentAck, SentCommand, WatchEvent } from './watch-event.ts';

type Json = Readonly<Record<string, unknown>>;
type Topic = ReturnType<typeof parseTopic>;

const NEVER_US = Number.POSITIVE_INFINITY;

export class Watch implements Monitor {
  readonly #invariants: readonly Invariant[];
  /** Topics recur without end; each is parsed once. */
  readonly #topics = new Map<string, Topic>();
  #nextAtUs = NEVER_US;
  #stale = true;

  constructor(invariants: readonly Invariant[]) {
    this.#invariants = invariants;
  }

  message(atUs: number, from: string, topic: string, payload: string, retain: boolean): void {
    let parsed = this.#topics.get(topic);
    if (parsed === undefined) {
      parsed = parseTopic(topic);
      this.#topics.set(topic, parsed);
    }
    if (parsed === undefined || isUnwatched(parsed.kind)) return;
    const json = object(payload);
    const event = json === undefined ? undefined : toEvent(atUs, from, parsed, json, retain);
    if (event !== undefined) this.tell(event);
  }

  changed(atUs: number, plant: string, truth: Truth): void {
    this.tell({ kind: 'truth', atUs, plant, truth });
  }

  /** Asked at every instant of a run, so it is worked out only after an event. */
  nextAtUs(): number {
    if (this.#stale) {
      this.#stale = false;
      this.#nextAtUs = NEVER_US;
      for (const { nextAtUs } of this.#invariants) if (nextAtUs < this.#nextAtUs) this.#nextAtUs = nextAtUs;
    }
    return this.#nextAtUs;
  }

  due(atUs: number): void {
    this.#stale = true;
    const event: WatchEvent = { kind: 'due', atUs };
    for (const invariant of this.#invariants) {
      if (invariant.nextAtUs > atUs) continue;
      invariant.nextAtUs = NEVER_US;
      invariant.onEvent(event);
    }
  }

  finish(atUs: number): readonly Violation[] {
    this.tell({ kind: 'end', atUs });
    return this.#invariants
      .flatMap((invariant) =>
        invariant.breaches.map((breach) => ({
          number: breach.invariant,
          invariant: `${breach.invariant} ${invariant.title}`,
          atUs: breach.atUs,
          detail: breach.message,
        })),
      )
      .sort((a, b) => a.atUs - b.atUs);
  }

  /** Anything else that monitors should know of: faults as they come and go, what people do. */
  tell(event: WatchEvent): void {
    this.#stale = true;
    for (const invariant of this.#invariants) invariant.onEvent(event);
  }
}

/** Signs of life are most of the traffic, and nothing here reads them. */
function isUnwatched(kind: string): boolean {
  return kind.endsWith('heartbeat') || kind.endsWith('telemetry') || kind.endsWith('presence');
}

function toEvent(
  atUs: number,
  from: string,
  topic: NonNullable<Topic>,
  json: Json,
  retained: boolean,
): WatchEvent | undefined {
  switch (topic.kind) {
    case 'device/cmd':
      return { kind: 'command', atUs, retained, command: toCommand(topic.device, json) };
    case 'device/ack':
      return { kind: 'ack', atUs, from, ack: toAck(topic.device, json) };
    case 'device/state':
      return { kind: 'state', atUs, device: topic.device, state: record(json.state) };
    case 'core/status':
      return toStatus(atUs, json);
    case 'core/fault':
      return { kind: 'fault', atUs, faultKind: text(json.kind), message: text(json.message) };
    default:
      return undefined;
  }
}

function toCommand(device: string, json: Json): SentCommand {
  return {
    device,
    commandId: text(json.command_id),
    sequence: Number(json.sequence),
    epoch: Number(json.epoch ?? 0),
    op: text(record(json.parameters).op),
  };
}

function toAck(device: string, json: Json): SentAck {
  const reason = json.reason_code;
  return {
    device,
    commandId: text(json.command_id),
    status: text(json.status),
    reason: typeof reason === 'string' ? reason : undefined,
  };
}

function toStatus(atUs: number, json: Json): WatchEvent {
  const safety = record(json.room_safety);
  const nodes = json.graph_active_nodes;
  return {
    kind: 'status',
    atUs,
    uptimeMs: Number(json.uptime_ms),
    safety: text(safety.kind),
    latched: safety.latched === true,
    activeNodes: Array.isArray(nodes) ? nodes.map(text) : [],
  };
}

function object(payload: string): Json | undefined {
  try {
    return record(JSON.parse(payload));
  } catch {
    return undefined;
  }
}
function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
