/** The world in real time: it follows the clock, and every controller has a connection of its own. */

import type { Bus, Clock } from '@understudy/ports';
import type { ActResult } from '@understudy/sim-devices';
import type { Player, PlayerView } from '../virtual/types.ts';
import type { BootReasonIndex, ChangeReader, PublishListener, WorldFace } from '../world/types.ts';
import { ControllerLink } from './controller-link.ts';

/** How often a player looks at what is moving, µs of the world. */
const GLANCE_US = 100_000;

export interface TwinShellOptions {
  readonly world: WorldFace;
  readonly bus: Bus;
  /** World time is this clock's, from the start of the shell. */
  readonly clock: Clock;
  /** Put before each controller's id to make its MQTT client identifier. */
  readonly clientPrefix: string;
  /** Somebody who works the props. */
  readonly player?: Player;
  /** Called after every advance of the world. Must only look. */
  readonly onAdvanced?: (atUs: number) => void;
  /** Called after each instant at which something happened in the world, with that instant. Must only look. */
  readonly onInstant?: (atUs: number) => void;
}

export class TwinShell implements PublishListener, PlayerView {
  readonly world: WorldFace;
  readonly #options: TwinShellOptions;
  readonly #links: readonly ControllerLink[];
  #originUs = 0;
  #cancelAlarm: (() => void) | undefined;
  #alarmAtUs = Number.POSITIVE_INFINITY;
  #lookAtUs: number;
  #seenRevision = -1;
  readonly #changes: ChangeReader | undefined;
  #running = false;

  constructor(options: TwinShellOptions) {
    this.#options = options;
    this.world = options.world;
    this.#changes = options.player?.changed === undefined ? undefined : this.world.changes();
    this.#lookAtUs = options.player === undefined ? Number.POSITIVE_INFINITY : 0;
    this.#links = this.world.controllerIds.map(
      (id, index) =>
        new ControllerLink(options.bus, `${options.clientPrefix}${id}`, index, (act) => {
          if (this.#running) this.#use(() => act(this.world));
        }),
    );
  }

  /** World time in µs. */
  get nowUs(): number {
    return this.#options.clock.nowUs() - this.#originUs;
  }

  /** World time begins at what the world has reached, and every controller that is on connects. */
  start(): void {
    this.#running = true;
    this.#originUs = this.#options.clock.nowUs() - this.world.nowUs;
    this.world.listener = this;
    for (const link of this.#links) link.connect(this.world);
    this.#arm();
  }

  /** Ends the loop and every connection. Nothing is open afterwards. */
  async stop(): Promise<void> {
    this.#running = false;
    this.#cancelAlarm?.();
    this.world.listener = undefined;
    await Promise.all(this.#links.map((link) => link.close()));
  }

  /** Brings the world up to now. */
  advance(): void {
    if (this.#running) this.#use(() => undefined);
  }

  /** A person works a prop, now. */
  act(plant: string, action: string, value?: number): ActResult {
    return this.#use(() => this.world.act(plant, action, value));
  }

  /** The record of a prop; undefined for an unknown one. */
  truth(plant: string): ReturnType<WorldFace['truth']> {
    return this.world.truth(plant);
  }

  /** Power of a controller; off ends its connection without a goodbye. Throws RangeError for an unknown controller. */
  async power(controller: string, on: boolean, reason?: BootReasonIndex): Promise<void> {
    const { index, link } = this.#link(controller);
    if (!on) await link.cut();
    this.#use(() => this.world.power(index, on, reason));
    if (on) link.connect(this.world);
  }

  /** Pulls a controller's network cable, or plugs it in again. Throws RangeError for an unknown controller. */
  async cable(controller: string, plugged: boolean): Promise<void> {
    const { index, link } = this.#link(controller);
    if (plugged) {
      link.connect(this.world);
      return;
    }
    await link.cut();
    this.#use(() => this.world.link(index, false));
  }

  publish(controller: number, topic: string, payload: string, qos: 0 | 1, retain: boolean): void {
    this.#links[controller]?.publish(topic, payload, qos, retain);
  }

  #link(controller: string): { readonly index: number; readonly link: ControllerLink } {
    const index = this.world.controllerIds.indexOf(controller);
    const link = this.#links[index];
    if (link === undefined) throw new RangeError(`expected a controller of the room, seen ${controller}`);
    return { index, link };
  }

  /** Does something to the world at the present instant. */
  #use<Result>(act: () => Result): Result {
    const nowUs = Math.max(this.nowUs, this.world.nowUs);
    this.#advanceTo(nowUs);
    const result = act();
    this.#look(nowUs);
    this.#options.onInstant?.(nowUs);
    this.#options.onAdvanced?.(nowUs);
    this.#arm();
    return result;
  }

  /** Instant by instant when somebody looks on: however late the clock is, they see each at its own time. */
  #advanceTo(nowUs: number): void {
    const { onInstant } = this.#options;
    if (onInstant === undefined) {
      this.world.advance(nowUs);
      return;
    }
    for (let atUs = this.world.nextEventUs(); atUs <= nowUs; atUs = this.world.nextEventUs()) {
      this.world.advance(Math.max(atUs, this.world.nowUs));
      onInstant(this.world.nowUs);
    }
    this.world.advance(nowUs);
    onInstant(nowUs);
  }

  /** Lets the player look when a truth changed, something moves, or it asked to. */
  #look(nowUs: number): void {
    const { player } = this.#options;
    if (player === undefined) return;
    if (nowUs < this.#lookAtUs && this.world.revision === this.#seenRevision) return;
    this.#seenRevision = this.world.revision;
    this.#changes?.each((plant) => player.changed?.(plant));
    const askedUs = Math.max(nowUs + 1, player.look(nowUs, this.#hands));
    this.#lookAtUs = this.world.moving ? Math.min(askedUs, nowUs + GLANCE_US) : askedUs;
    if (this.world.revision !== this.#seenRevision) this.#lookAtUs = Math.min(this.#lookAtUs, nowUs + 1);
  }

  /** What the player works with while it looks: the world is at the present instant already. */
  readonly #hands: PlayerView = {
    truth: (plant) => this.world.truth(plant),
    act: (plant, action, value) => this.world.act(plant, action, value),
  };

  #arm(): void {
    if (!this.#running) return;
    const atUs = Math.min(this.world.nextEventUs(), this.#lookAtUs);
    if (atUs === this.#alarmAtUs) return;
    this.#cancelAlarm?.();
    this.#cancelAlarm = undefined;
    this.#alarmAtUs = atUs;
    if (atUs === Number.POSITIVE_INFINITY) return;
    this.#cancelAlarm = this.#options.clock.alarm(this.#originUs + atUs, () => {
      this.#alarmAtUs = Number.POSITIVE_INFINITY;
      this.#cancelAlarm = undefined;
      this.advance();
    });
  }
}
