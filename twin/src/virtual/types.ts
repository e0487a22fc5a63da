import type { Room } from '@understudy/contract';
import type { CreateEngine, EngineProbe, Input, OperatorRequest } from '@understudy/core';
import type { ActResult, Truth } from '@understudy/sim-devices';
import type { NetworkOptions } from '../network/types.ts';
import type { FirmwareSet } from '../world/types.ts';

/** What a player can see and do: truths of the props, and actions on them. Nothing of the engine. */
export interface PlayerView {
  truth(plant: string): Truth | undefined;
  act(plant: string, action: string, value?: number): ActResult;
}

/** Somebody in the room. */
export interface Player {
  /**
   * Looks at the room and may act. Called when a truth has changed, every 100 ms while something moves, and at the
   * instant that the last call returned (µs; Infinity: only when something changes). Pure but for its own state.
   */
  look(atUs: number, view: PlayerView): number;
  /** Told before each look of every plant whose truth may have changed since the last: who has it need not look at all. */
  changed?(plant: string): void;
}

/** A broken invariant. */
export interface Violation {
  /** In the list of invariants. */
  readonly number: number;
  /** Number and title. */
  readonly invariant: string;
  readonly atUs: number;
  readonly detail: string;
  /** How many messages and changes of truth the run had shown by then. */
  readonly event?: number;
  /** Below 0: by how many ms it was late, as far as that was seen. */
  readonly slackMs?: number;
}

/** Watches a run. Every hook is optional; a hook must not act. */
export interface Monitor {
  /** A message was taken by the broker; `from` is the controller's id or `engine`. */
  message?(atUs: number, from: string, topic: string, payload: string, retain: boolean): void;
  /** A plant's truth changed. The record is live: copy what you keep. */
  changed?(atUs: number, plant: string, truth: Truth): void;
  /** A person asks something of the engine. */
  operator?(atUs: number, by: string, request: OperatorRequest): void;
  /** The monitor's own deadline in µs (Infinity for none) and what to do then. */
  nextAtUs?(): number;
  due?(atUs: number): void;
  /** The run is over; returns what it found. */
  finish(atUs: number): readonly Violation[];
}

/** Something beside the room that lives in a session: a fault that must act at an instant, a second device, an attacker. */
export interface Guest {
  /** What monitors are told that its messages come from. */
  readonly name: string;
  /** When it wants to run, in µs; Infinity for never. */
  readonly nextAtUs: number;
  run(atUs: number): void;
  /** A message that it has subscribed to. Must only record. */
  receive?(topic: string, payload: string, retained: boolean, atUs: number): void;
}

/** A command as sent by the engine and answered by the controller. */
export interface CommandRecord {
  readonly atUs: number;
  readonly commandId: string;
  readonly device: string;
  readonly op: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The last acknowledgement, or `SENT` when there was none. */
  status: 'SENT' | 'ACCEPTED' | 'REJECTED' | 'COMPLETED' | 'FAILED';
  reason?: string;
}

export type VirtualEvent =
  | {
      readonly kind: 'act';
      readonly atUs: number;
      readonly plant: string;
      readonly action: string;
      readonly value?: number;
      readonly result: ActResult;
    }
  | { readonly kind: 'operator'; readonly atUs: number; readonly by: string; readonly request: OperatorRequest }
  | { readonly kind: 'notify'; readonly atUs: number; readonly key: string; readonly value: unknown };

/** Unix time in ms of virtual time 0 unless a session is told another: 2026-01-01. */
export const START_UNIX_MS = 1_767_225_600_000;

export interface SessionOptions {
  /** 32 bits: ids, noise, latencies, entropy. */
  readonly seed: number;
  /** Unix time in ms of virtual time 0. Default 1767225600000 (2026-01-01). */
  readonly startUnixMs?: number;
  readonly epoch?: number;
  readonly dryRun?: boolean;
  /** The engine makes `notify` effects; they come out of `onEvent`. Default false. */
  readonly observe?: boolean;
  readonly player?: Player;
  readonly monitor?: Monitor;
  readonly network?: NetworkOptions;
  readonly clockOffsetMs?: number;
  /** Issue START_GRAPH one second after every controller has said hello. Default true. */
  readonly autoStart?: boolean;
  /** The engine to run; default: the production engine (a defective one proves that the checks can fail). */
  readonly createEngine?: CreateEngine;
  /** Looks into the engine, through its restarts. */
  readonly probe?: EngineProbe;
  readonly onEvent?: (event: VirtualEvent) => void;
  /** After every instant at which something was done; it must not act. */
  readonly onInstant?: () => void;
  /** Every engine step with its inputs, before it is taken: the engine's journal. The list is valid during the call only. */
  readonly journal?: (atUs: number, inputs: readonly Input[]) => void;
}

export interface VirtualOptions extends SessionOptions {
  /** The run ends here at the latest, in ms of game time (from START_GRAPH). Default: the room's `gameMs`. */
  readonly maxGameMs?: number;
}

export interface VirtualResult {
  /** `won` or `lost` by the graph; `timeout` when `maxGameMs` or the room's `gameMs` passed; `not_started` when a controller never said hello. */
  readonly outcome: 'won' | 'lost' | 'timeout' | 'not_started';
  /** From START_GRAPH to the end. */
  readonly gameSeconds: number;
  /** Virtual time at the end, from power-on, in µs. */
  readonly endUs: number;
  /** Instants at which something happened, in the world, the network and the engine together. */
  readonly events: number;
  readonly commands: readonly CommandRecord[];
  /** 16 hex digits over the engine's rolling hash, the network's messages and the world's truth. */
  readonly hash: string;
  readonly violations: readonly Violation[];
}

export type RunVirtual = (room: Room, firmware: FirmwareSet, options: VirtualOptions) => VirtualResult;
