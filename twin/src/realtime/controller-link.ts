/** One simulated controller's connection to the bus, with its last will. */
import type { Bus, BusConnection, BusListener } from '@understudy/ports';
import { DUPLICATE, RETAINED, type WorldFace } from '../world/types.ts';

/** Brings the world up to now, before something is done to it, and sets the alarm again afterwards. */
export type WithWorld = (act: (world: WorldFace) => void) => void;

export class ControllerLink implements BusListener {
  readonly #bus: Bus;
  readonly #clientId: string;
  readonly #controller: number;
  readonly #withWorld: WithWorld;
  #connection: BusConnection | undefined;

  constructor(bus: Bus, clientId: string, controller: number, withWorld: WithWorld) {
    this.#bus = bus;
    this.#clientId = clientId;
    this.#controller = controller;
    this.#withWorld = withWorld;
  }

  /** Connects with the subscriptions and the will of the firmware as it stands. Nothing happens while it is off. */
  connect(world: WorldFace): void {
    const will = world.will(this.#controller);
    if (this.#connection !== undefined || will === undefined) return;
    this.#connection = this.#bus.connect(
      {
        clientId: this.#clientId,
        subscriptions: world.subscriptions(this.#controller),
        will: { ...will, qos: 1, retain: true },
      },
      this,
    );
  }

  /** What the firmware publishes; lost while the link is down, as on a real board. */
  publish(topic: string, payload: string, qos: 0 | 1, retain: boolean): void {
    this.#connection?.publish(topic, payload, qos, retain);
  }

  /** Ends with a goodbye. */
  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.close();
  }

  /** Ends as a power cut or a pulled cable does: the broker publishes the will. */
  async cut(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.cut();
  }

  up(): void {
    this.#withWorld((world) => world.link(this.#controller, true));
  }

  down(): void {
    this.#withWorld((world) => world.link(this.#controller, false));
  }

  message(topic: string, payload: Uint8Array, retained: boolean, duplicate: boolean): void {
    const flags = (retained ? RETAINED : 0) | (duplicate ? DUPLICATE : 0);
    this.#withWorld((world) => world.deliver(this.#controller, topic, payload, flags));
  }
}
