/** The guests of a session. While there are none, each question to this list is one look at a number. */
import type { Network } from '../network/network.ts';
import type { Guest } from './types.ts';

export class GuestList {
  readonly #network: Network;
  /** By client number. */
  readonly #guests = new Map<number, Guest>();
  readonly #names = new Map<number, string>();

  constructor(network: Network) {
    this.#network = network;
  }

  /** When the first of them wants to run, in µs; Infinity for never. */
  get nextAtUs(): number {
    let next = Number.POSITIVE_INFINITY;
    if (this.#guests.size === 0) return next;
    for (const guest of this.#guests.values()) if (guest.nextAtUs < next) next = guest.nextAtUs;
    return next;
  }

  /** Lets a guest in; returns its number as a client of the network, where it may connect and publish. */
  join(guest: Guest): number {
    const client = this.#network.addClient();
    this.#guests.set(client, guest);
    this.#names.set(client, guest.name);
    return client;
  }

  /** The guest goes; its connection ends without a word. */
  leave(client: number, atUs: number): void {
    this.#network.disconnect(client, true, atUs);
    this.#guests.delete(client);
  }

  /** Name of a guest that is here or was. */
  name(client: number): string {
    return this.#names.get(client) ?? 'guest';
  }

  run(atUs: number): void {
    for (const guest of this.#guests.values()) if (guest.nextAtUs <= atUs) guest.run(atUs);
  }

  /** Hands a message over. False when the client is no guest. */
  receive(client: number, topic: string, payload: string, retained: boolean, atUs: number): boolean {
    if (this.#guests.size === 0) return false;
    const guest = this.#guests.get(client);
    if (guest === undefined) return false;
    guest.receive?.(topic, payload, retained, atUs);
    return true;
  }
}
