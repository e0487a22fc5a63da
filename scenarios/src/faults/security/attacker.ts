/** Somebody on the room's network who listens to commands and publishes some of their own. */
import type { Guest, Hop, VirtualSession } from '@understudy/twin';
import { Alarm } from '../network/alarm.ts';

/** What attackers of a session have published: they do not answer one another, or two would go round in a circle. */
const PUBLISHED = new WeakMap<VirtualSession, Set<string>>();

export class Attacker implements Guest {
  readonly name = 'attacker';
  readonly nextAtUs = Number.POSITIVE_INFINITY;
  /** Messages of the attacker that have been sent on to a controller. */
  arrived = 0;
  readonly #session: VirtualSession;
  readonly #client: number;
  readonly #alarm: Alarm;
  readonly #remove: () => void;
  readonly #planned: { readonly atUs: number; readonly topic: string; readonly payload: string }[] = [];
  readonly #sent = new Set<string>();
  readonly #published: Set<string>;

  /** `heard` sees each command of an engine on its way to a controller, by name of the device. */
  constructor(session: VirtualSession, heard: (device: string, hop: Hop) => void = () => undefined) {
    this.#session = session;
    this.#published = PUBLISHED.get(session) ?? new Set();
    PUBLISHED.set(session, this.#published);
    this.#client = session.guests.join(this);
    session.network.connect(this.#client, [], undefined, session.nowUs);
    this.#alarm = new Alarm(session, (atUs) => this.#publish(atUs));
    const last = session.world.controllerIds.length;
    this.#remove = session.network.addFault((hop) => {
      if (hop.toBroker || hop.client === 0 || hop.client > last || !hop.topic.endsWith('/cmd')) return;
      if (this.#sent.has(hop.payload)) this.arrived += 1;
      else if (!this.#published.has(hop.payload)) heard(hop.topic.split('/').at(-2) ?? '', hop);
    });
  }

  run(): void {}

  /** Publishes at `atUs`, which is not before that of the last one planned. */
  send(topic: string, payload: string, atUs: number): void {
    this.#planned.push({ atUs, topic, payload });
    if (this.#planned.length === 1) this.#alarm.set(atUs);
  }

  end(atUs: number): void {
    this.#remove();
    this.#alarm.end(atUs);
    this.#session.guests.leave(this.#client, atUs);
  }

  #publish(atUs: number): void {
    const first = this.#planned.shift();
    if (first !== undefined) {
      this.#sent.add(first.payload);
      this.#published.add(first.payload);
      // Its connection broke with everybody's if the broker has restarted.
      const { network } = this.#session;
      if (!network.isConnected(this.#client)) network.connect(this.#client, [], undefined, atUs);
      network.publish(this.#client, first.topic, first.payload, 1, false, atUs);
    }
    const next = this.#planned[0];
    if (next !== undefined) this.#alarm.set(Math.max(atUs, next.atUs));
  }
}
