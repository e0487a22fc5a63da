/**
 * Turns the raw hooks of a run into watch events and hands each to the invariants that listen to it: nobody pays for what
 * nobody hears.
 */
import { parseTopic } from '@understudy/contract';
import type { OperatorRequest } from '@understudy/core';
import type { Truth } from '@understudy/sim-devices';
import type { Monitor, Violation } from '@understudy/twin';
import { Excuses } from './excuses.ts';
import type { Invariant } from './invariant.ts';
import { eventKind, readMessage, type Topic } from './read-message.ts';
import type { WatchEvent } from './watch-event.ts';

const NEVER_US = Number.POSITIVE_INFINITY;
const NOBODY: readonly Invariant[] = [];

/** A topic that somebody listens to, and who. */
interface Route {
  readonly topic: Topic;
  readonly listeners: readonly Invariant[];
}

export class Watch implements Monitor {
  readonly #invariants: readonly Invariant[];
  readonly #excuses: Excuses;
  readonly #listeners = new Map<WatchEvent['kind'], readonly Invariant[]>();
  /** Topics and plants recur without end; who hears of each is worked out once. Null: nobody. */
  readonly #routes = new Map<string, Route | null>();
  readonly #ofPlant = new Map<string, readonly Invariant[]>();
  readonly #tally = { events: 0 };
  #nextAtUs = NEVER_US;
  #stale = true;

  constructor(invariants: readonly Invariant[]) {
    this.#invariants = invariants;
    this.#excuses = new Excuses(invariants);
    for (const invariant of invariants) {
      invariant.tally = this.#tally;
      for (const kind of invariant.hears) this.#listeners.set(kind, [...this.#heardBy(kind), invariant]);
    }
  }

  message(atUs: number, from: string, topic: string, payload: string, retain: boolean): void {
    this.#tally.events += 1;
    let route = this.#routes.get(topic);
    if (route === undefined) {
      route = this.#route(topic);
      this.#routes.set(topic, route);
    }
    if (route === null) return;
    const event = readMessage(atUs, from, route.topic, payload, retain);
    if (event !== undefined) this.#tell(route.listeners, event);
  }

  changed(atUs: number, plant: string, truth: Truth): void {
    this.#tally.events += 1;
    let listeners = this.#ofPlant.get(plant);
    if (listeners === undefined) {
      listeners = this.#heardBy('truth').filter(({ plants }) => plants === undefined || plants.has(plant));
      this.#ofPlant.set(plant, listeners);
    }
    if (listeners.length > 0) this.#tell(listeners, { kind: 'truth', atUs, plant, truth });
  }

  operator(atUs: number, by: string, request: OperatorRequest): void {
    const { action } = request;
    const target =
      'device' in request
        ? request.device
        : 'node' in request
          ? request.node
          : 'objective' in request
            ? request.objective
            : '';
    const op = 'parameters' in request ? String(request.parameters.op ?? '') : '';
    this.tell({ kind: 'operator', atUs, by, action, target, op });
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

  /** Anything else that monitors should know of: faults as they come and go, what people do. */
  tell(event: WatchEvent): void {
    this.#excuses.hear(event);
    this.#tell(this.#heardBy(event.kind), event);
  }

  finish(atUs: number): readonly Violation[] {
    for (const invariant of this.#invariants) invariant.onEvent({ kind: 'end', atUs });
    return this.violations();
  }

  /** How many violations have been found so far. */
  get breaches(): number {
    let count = 0;
    for (const { breaches } of this.#invariants) count += breaches.length;
    return count;
  }

  /** What has been found so far, in the order of time. */
  violations(): readonly Violation[] {
    return this.#invariants
      .flatMap((invariant) =>
        invariant.breaches.map(({ atUs, message, event, slackMs }) => ({
          number: invariant.number,
          invariant: `${invariant.number} ${invariant.title}`,
          atUs,
          detail: message,
          event,
          ...(slackMs !== undefined && { slackMs }),
        })),
      )
      .sort((one, other) => one.atUs - other.atUs);
  }

  /** Smallest slack seen in ms, by number; those whose bounds were never at stake are absent. */
  slackMs(): Readonly<Record<number, number>> {
    const smallest: Record<number, number> = {};
    for (const { number, slackMs } of this.#invariants) {
      if (slackMs < (smallest[number] ?? NEVER_US)) smallest[number] = slackMs;
    }
    return smallest;
  }

  #heardBy(kind: WatchEvent['kind']): readonly Invariant[] {
    return this.#listeners.get(kind) ?? NOBODY;
  }

  #route(name: string): Route | null {
    const topic = parseTopic(name);
    const kind = topic === undefined ? undefined : eventKind(topic);
    if (topic === undefined || kind === undefined) return null;
    const device = 'device' in topic ? topic.device : undefined;
    const listeners = this.#heardBy(kind).filter(
      ({ statesOf }) => kind !== 'state' || statesOf === undefined || (device !== undefined && statesOf.has(device)),
    );
    return listeners.length === 0 ? null : { topic, listeners };
  }

  #tell(listeners: readonly Invariant[], event: WatchEvent): void {
    this.#stale = true;
    for (let index = 0; index < listeners.length; index += 1) listeners[index]?.onEvent(event);
  }
}
