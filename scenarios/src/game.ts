/** A whole game in virtual time, played by a player model and watched by every invariant. */
import { compileTable, type Room } from '@understudy/contract';
import { type FirmwareModule, mix } from '@understudy/sim-devices';
import { type FirmwareSet, type Player, runVirtual, type Violation, type VirtualOptions } from '@understudy/twin';
import { invariantsFor } from './monitors/invariants-for.ts';
import { Watch } from './monitors/watch.ts';
import { createPlayer, type PlayerName } from './players/create-player.ts';

export interface GameOptions {
  /** 32 bits: everything random in the run comes from it. */
  readonly seed: number;
  /** Default `solver`. */
  readonly player?: PlayerName | Player;
  /** Anything else of the virtual loop (network, limits, journal). */
  readonly virtual?: Omit<VirtualOptions, 'seed' | 'player' | 'monitor'>;
}

/** What `understudy play --json` prints, but for the wall clock's figures. */
export interface GameReport {
  readonly outcome: 'won' | 'lost' | 'timeout' | 'not_started';
  readonly gameSeconds: number;
  /** Instants at which something happened in the room, its network or its engine. */
  readonly events: number;
  /** Commands that the engine sent. */
  readonly commands: number;
  /** 16 hex digits; equal for equal (code, room, seed, player). */
  readonly hash: string;
  readonly violations: readonly Violation[];
}

/** Length of the signing key that a simulated room is given. */
const KEY_BYTES = 32;

/** The signing key of a simulated room: a function of its seed, so that a run repeats byte for byte. Never a real room's. */
export function developmentKey(seed: number): Uint8Array {
  return Uint8Array.from({ length: KEY_BYTES }, (_, index) => mix(seed, index) & 0xff);
}

/** Firmware for every controller of the room: their flash tables, and the development key of `seed`. */
export function firmwareSet(room: Room, module: FirmwareModule, seed: number): FirmwareSet {
  return { module, tables: compileTables(room), key: developmentKey(seed) };
}

/**
 * The flash table of every controller of the room.
 * @throws TableError when a controller's definition does not compile
 */
export function compileTables(room: Room): ReadonlyMap<string, Uint8Array> {
  return new Map(
    room.controllers.map((controller) => [controller.controller, compileTable(room.manifest, controller)]),
  );
}

/**
 * Plays one game from power-on to its end, or to the room's `gameMs`.
 * @throws TableError when a controller's definition does not compile
 * @throws RangeError when the room has no player of that name
 */
export function playGame(room: Room, module: FirmwareModule, options: GameOptions): GameReport {
  const { seed } = options;
  const player = options.player ?? 'solver';
  const result = runVirtual(room, firmwareSet(room, module, seed), {
    ...options.virtual,
    seed,
    player: typeof player === 'string' ? createPlayer(room, player, seed) : player,
    monitor: new Watch(invariantsFor(room)),
  });
  const { outcome, gameSeconds, events, hash, violations } = result;
  return { outcome, gameSeconds, events, commands: result.commands.length, hash, violations };
}
