import type { Room } from '@understudy/contract';
import type { ActResult, FirmwareModule, Truth } from '@understudy/sim-devices';

/** The controllers' firmware: one module, one flash table a controller (by controller id), the room's signing key. */
export interface FirmwareSet {
  readonly module: FirmwareModule;
  readonly tables: ReadonlyMap<string, Uint8Array>;
  readonly key: Uint8Array;
}

export interface WorldOptions {
  readonly room: Room;
  readonly firmware: FirmwareSet;
  /** 32 bits: bounces, noise, entropy of the controllers. */
  readonly seed: number;
  /** Added to every controller's ms clock (wrap tests). Default 0. */
  readonly clockOffsetMs?: number;
}

/** Hears what the controllers publish, at the instant of publication. Must only record: the world is in the middle of a step. */
export interface PublishListener {
  publish(controller: number, topic: string, payload: string, qos: 0 | 1, retain: boolean, atUs: number): void;
}

/** Last will of a controller's connection: QoS 1, retained. */
export interface Will {
  readonly topic: string;
  readonly payload: string;
}

/** Boot order of `BOOT_REASONS`: what the firmware is told about why it starts. */
export type BootReasonIndex = 0 | 1 | 2 | 3;

/** Flags of `World.deliver`: bit 0 retained, bit 1 duplicate. */
export const RETAINED = 1;
export const DUPLICATE = 2;

/**
 * A whole room without its engine: controllers' firmware, plants and hardwired circuits on one event queue.
 * Instants are integer µs from 0 and never fall. Nothing here reads a clock.
 */
export interface WorldFace {
  readonly nowUs: number;
  /** Controllers in room order; their index is used everywhere below. */
  readonly controllerIds: readonly string[];
  readonly plantIds: readonly string[];
  /** Rises with every step of any truth (steady motion aside). */
  readonly revision: number;
  /** Whether some plant is in a motion that comes to an end by itself (a fan at its speed is in none). */
  readonly moving: boolean;
  /** Who hears what the controllers publish. */
  listener: PublishListener | undefined;
  /** When something will happen next; Infinity for never. */
  nextEventUs(): number;
  /** Does everything due at or before `toUs`, in order; time is `toUs` afterwards. */
  advance(toUs: number): void;
  act(plant: string, action: string, value?: number): ActResult;
  /** The live record, brought up to now; undefined for an unknown plant. */
  truth(plant: string): Truth | undefined;
  truths(): ReadonlyMap<string, Truth>;
  /** A reader of what changed, with a memory of its own. */
  changes(): ChangeReader;
  /** A message for a controller. Lost without a word when it is off or its link is down. */
  deliver(controller: number, topic: string, payload: string | Uint8Array, flags: number): void;
  /** The controller's connection to the bus came up or went down. */
  link(controller: number, up: boolean): void;
  /** Power of a controller. `reason` is told to the firmware when it comes on. */
  power(controller: number, on: boolean, reason?: BootReasonIndex): void;
  isPowered(controller: number): boolean;
  /** Filters that the controller's connection subscribes; empty while off. */
  subscriptions(controller: number): readonly string[];
  /** The last will to connect with; undefined while off. */
  will(controller: number): Will | undefined;
  /** 16 hex digits over every truth now. */
  hash(): string;
}

export interface ChangeReader {
  /** Visits the plants whose truth changed since the last visit and those in steady motion. The first visit is of all. */
  each(visit: (plant: string, truth: Truth) => void): void;
}
