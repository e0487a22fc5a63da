import { Xoshiro } from '@understudy/sim-devices';
import type { Hop, LinkFault } from './link-fault.ts';
import { MessageQueue } from './message-queue.ts';
import { FilterSet } from './topic-filter.ts';
import type { NetworkOptions } from './types.ts';

/** Where messages come out. */
export interface NetworkSink {
  /** A message for a client: a subscription matched. */
  receive(client: number, topic: string, payload: string, retained: boolean, duplicate: boolean, atUs: number): void;
  /** The broker took a message from a client (or from the last will of one). */
  taken(client: number, topic: string, payload: string, retain: boolean, atUs: number): void;
}

/** Bits of a message under way. */
const QOS1 = 1;
const RETAIN = 2;
const TO_BROKER = 4;
const DUPLICATE = 8;
const WILL = 16;

interface Client {
  session: number;
  connected: boolean;
  filters: FilterSet;
  willTopic: string;
  willPayload: string;
  /** No message of the connection arrives before these instants (first in, first out). */
  upAfterUs: number;
  downAfterUs: number;
  /** How many faults keep it from connecting. */
  barred: number;
}

/**
 * A broker and its links in virtual time: QoS 1, retained messages, last wills, topic filters, first in first out a
 * connection. Link faults can be added and taken away at any time; without any a message costs nothing more.
 */
export class Network {
  /** Messages that the broker took so far. */
  messages = 0;
  readonly #clients: Client[] = [];
  readonly #queue = new MessageQueue();
  readonly #retained = new Map<string, string>();
  readonly #receivers = new Map<string, readonly number[]>();
  readonly #jitter: Xoshiro;
  readonly #baseUs: number;
  readonly #jitterUs: number;
  readonly #willDelayUs: number;
  readonly #resendUs: number;
  readonly #faults: LinkFault[];

  constructor(clients: number, seed: number, options: NetworkOptions = {}) {
    this.#jitter = new Xoshiro(seed);
    this.#baseUs = options.baseLatencyUs ?? 300;
    this.#jitterUs = options.jitterUs ?? 200;
    this.#willDelayUs = options.willDelayUs ?? 1_500_000;
    this.#resendUs = options.resendUs ?? 1_000_000;
    this.#faults = [...(options.faults ?? [])];
    for (let client = 0; client < clients; client += 1) this.addClient();
  }

  get nextAtUs(): number {
    return this.#queue.nextAtUs;
  }

  /** One client more, not connected yet; returns its number. */
  addClient(): number {
    return (
      this.#clients.push({
        session: 0,
        connected: false,
        filters: new FilterSet([]),
        willTopic: '',
        willPayload: '',
        upAfterUs: 0,
        downAfterUs: 0,
        barred: 0,
      }) - 1
    );
  }

  /** From now on every message on every link goes through the fault, until the returned function is called. */
  addFault(fault: LinkFault): () => void {
    this.#faults.push(fault);
    return () => {
      const place = this.#faults.indexOf(fault);
      if (place >= 0) this.#faults.splice(place, 1);
    };
  }

  /** Keeps a client from connecting, or no longer; two that bar it must both let it. */
  bar(client: number, on: boolean): void {
    this.#client(client).barred += on ? 1 : -1;
  }
  isBarred(client: number): boolean {
    return this.#client(client).barred > 0;
  }

  /** What the broker retains, by topic. */
  get retained(): ReadonlyMap<string, string> {
    return this.#retained;
  }
  /** The broker's store is another one: nothing is sent, but who subscribes from now on gets these. */
  replaceRetained(messages: ReadonlyMap<string, string>): void {
    const kept = [...messages];
    this.#retained.clear();
    for (const [topic, payload] of kept) this.#retained.set(topic, payload);
  }

  /** The broker's process dies: connections and all that is under way are gone, and no last will is sent. */
  crash(): void {
    while (this.#queue.take() >= 0);
    for (const client of this.#clients) client.connected = false;
    this.#receivers.clear();
  }

  /** The broker sends a client's last will now, whatever the client does. False when it has none. */
  sendWill(client: number, atUs: number): boolean {
    const entry = this.#client(client);
    if (entry.willTopic === '') return false;
    const flags = QOS1 | RETAIN | TO_BROKER;
    this.#queue.push(atUs, client, entry.session, flags, entry.willTopic, entry.willPayload);
    return true;
  }

  /** The broker sends a message to one client, as it sends again what was not acknowledged in an earlier session. */
  redeliver(client: number, topic: string, payload: string, atUs: number): void {
    if (this.isConnected(client)) this.#send(client, QOS1 | DUPLICATE, topic, payload, atUs);
  }

  /** Sends on, now, what a fault took; lost when its connection is gone. */
  release(hop: Hop, atUs: number): void {
    const entry = this.#client(hop.client);
    if (!entry.connected || entry.session !== hop.session) return;
    const flags = (hop.qos === 1 ? QOS1 : 0) | (hop.retained ? RETAIN : 0) | (hop.toBroker ? TO_BROKER : 0);
    this.#enqueue(hop.client, flags, hop.topic, hop.payload, atUs + this.#baseUs);
  }

  /** Opens a clean connection with its subscriptions: retained messages that match are on their way. */
  connect(
    client: number,
    filters: readonly string[],
    will: { topic: string; payload: string } | undefined,
    atUs: number,
  ) {
    const entry = this.#client(client);
    entry.session += 1;
    entry.connected = true;
    entry.filters = new FilterSet(filters);
    entry.willTopic = will?.topic ?? '';
    entry.willPayload = will?.payload ?? '';
    this.#receivers.clear();
    for (const [topic, payload] of this.#retained) {
      if (entry.filters.matches(topic)) this.#send(client, QOS1 | RETAIN, topic, payload, atUs);
    }
  }

  /** The connection is gone. Unless it was closed in order, the broker sends its last will after a while. */
  disconnect(client: number, inOrder: boolean, atUs: number): void {
    const entry = this.#client(client);
    if (!entry.connected) return;
    entry.connected = false;
    this.#receivers.clear();
    if (inOrder || entry.willTopic === '') return;
    const flags = QOS1 | RETAIN | TO_BROKER | WILL;
    this.#queue.push(atUs + this.#willDelayUs, client, entry.session, flags, entry.willTopic, entry.willPayload);
  }

  isConnected(client: number): boolean {
    return this.#client(client).connected;
  }

  /** A client sends a message; lost when it is not connected. */
  publish(client: number, topic: string, payload: string, qos: 0 | 1, retain: boolean, atUs: number): void {
    if (!this.#client(client).connected) return;
    this.#send(client, TO_BROKER | (qos === 1 ? QOS1 : 0) | (retain ? RETAIN : 0), topic, payload, atUs);
  }

  /** Brings everything that is due at or before `atUs` to where it goes. */
  deliver(atUs: number, sink: NetworkSink): void {
    const queue = this.#queue;
    while (queue.nextAtUs <= atUs) {
      const dueUs = queue.nextAtUs;
      const slot = queue.take();
      const client = queue.clients[slot] ?? 0;
      const flags = queue.flags[slot] ?? 0;
      const topic = queue.topics[slot] ?? '';
      const payload = queue.payloads[slot] ?? '';
      const entry = this.#client(client);
      const stale = queue.sessions[slot] !== entry.session || !entry.connected;
      if ((flags & WILL) !== 0) {
        // A client that came back before its will was due has none to send.
        if (queue.sessions[slot] === entry.session) this.#take(client, flags, topic, payload, dueUs, sink);
      } else if ((flags & TO_BROKER) !== 0) {
        // What left the client before it lost its link still arrives.
        this.#take(client, flags, topic, payload, dueUs, sink);
      } else if (!stale) {
        sink.receive(client, topic, payload, (flags & RETAIN) !== 0, (flags & DUPLICATE) !== 0, dueUs);
      }
    }
  }

  /** The broker has a message: it keeps what is to be retained and sends it on to the subscribers. */
  #take(client: number, flags: number, topic: string, payload: string, atUs: number, sink: NetworkSink): void {
    this.messages += 1;
    if ((flags & RETAIN) !== 0) {
      if (payload === '') this.#retained.delete(topic);
      else this.#retained.set(topic, payload);
    }
    sink.taken(client, topic, payload, (flags & RETAIN) !== 0, atUs);
    const receivers = this.#receiversOf(topic);
    for (let index = 0; index < receivers.length; index += 1) {
      this.#send(receivers[index] ?? 0, flags & QOS1, topic, payload, atUs);
    }
  }

  #receiversOf(topic: string): readonly number[] {
    const known = this.#receivers.get(topic);
    if (known !== undefined) return known;
    const found: number[] = [];
    for (const [index, { connected, filters }] of this.#clients.entries()) {
      if (connected && filters.matches(topic)) found.push(index);
    }
    this.#receivers.set(topic, found);
    return found;
  }

  #send(client: number, flags: number, topic: string, payload: string, atUs: number): void {
    const arrivesUs = atUs + this.#baseUs + (this.#jitterUs > 0 ? this.#jitter.below(this.#jitterUs + 1) : 0);
    if (this.#faults.length === 0) this.#enqueue(client, flags, topic, payload, arrivesUs);
    else this.#sendFaulty(client, flags, topic, payload, atUs, arrivesUs);
  }

  #sendFaulty(client: number, flags: number, topic: string, payload: string, atUs: number, arrivesUs: number): void {
    const hop: Hop = {
      client,
      session: this.#client(client).session,
      toBroker: (flags & TO_BROKER) !== 0,
      topic,
      payload,
      qos: (flags & QOS1) !== 0 ? 1 : 0,
      retained: (flags & RETAIN) !== 0,
      atUs,
      delayUs: 0,
      lost: false,
      taken: false,
      copyAfterUs: -1,
    };
    for (const fault of this.#faults) {
      fault(hop);
      if (hop.taken) return;
    }
    if (hop.lost && hop.qos === 0) return;
    const sent = hop.lost ? flags | DUPLICATE : flags;
    const dueUs = arrivesUs + hop.delayUs + (hop.lost ? this.#resendUs : 0);
    this.#enqueue(client, sent, topic, hop.payload, dueUs);
    if (hop.copyAfterUs < 0) return;
    // What is sent again does not hold up what comes after it.
    const secondUs = dueUs + hop.copyAfterUs;
    this.#queue.push(secondUs, client, hop.session, sent | DUPLICATE, topic, hop.payload);
  }

  #enqueue(client: number, flags: number, topic: string, payload: string, atUs: number): void {
    const entry = this.#client(client);
    let arrivesUs = atUs;
    if ((flags & TO_BROKER) !== 0) {
      arrivesUs = Math.max(arrivesUs, entry.upAfterUs);
      entry.upAfterUs = arrivesUs;
    } else {
      arrivesUs = Math.max(arrivesUs, entry.downAfterUs);
      entry.downAfterUs = arrivesUs;
    }
    this.#queue.push(arrivesUs, client, entry.session, flags, topic, payload);
  }

  #client(client: number): Client {
    const entry = this.#clients[client];
    if (entry === undefined) throw new Error(`network: expected a client below ${this.#clients.length}, saw ${client}`);
    return entry;
  }
}
