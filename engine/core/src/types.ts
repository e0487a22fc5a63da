import type { Room } from '@understudy/contract';
import type { EngineProbe } from './probe.ts';

/** What reaches the engine. `payload` is the UTF-8 text of the message, or null when it is not UTF-8. */
export type Input =
  | { readonly kind: 'message'; readonly topic: string; readonly payload: string | null; readonly retain: boolean }
  | { readonly kind: 'bus'; readonly up: boolean }
  | { readonly kind: 'operator'; readonly by: string; readonly request: OperatorRequest };

/** What a person (or a tool in a person's name) asks of the engine. */
export type OperatorRequest =
  | {
      readonly action:
        | 'START_GRAPH'
        | 'STOP_GRAPH'
        | 'PAUSE_DISPATCH'
        | 'RESUME_DISPATCH'
        | 'PAUSE_TIMER'
        | 'RESUME_TIMER';
    }
  | { readonly action: 'ESTOP' }
  | { readonly action: 'REQUEST_SAFETY_RESET' }
  | { readonly action: 'CONFIRM_SAFETY_RESET'; readonly token: string }
  | { readonly action: 'PAUSE_NODE' | 'RESUME_NODE' | 'SKIP_NODE'; readonly node: string }
  /** Back to the position that the CHECKPOINT kept, with dispatch paused; RESUME_DISPATCH then goes on from there. */
  | { readonly action: 'GO_TO_CHECKPOINT'; readonly node: string }
  | { readonly action: 'HINT' | 'SKIP_OBJECTIVE'; readonly objective: string }
  | { readonly action: 'DISPATCH'; readonly device: string; readonly parameters: Readonly<Record<string, unknown>> }
  | { readonly action: 'RELEASE'; readonly device: string };

/** What the engine asks of its shell. `notify` carries one entry of the live view: key and value, or null to drop it. */
export type Effect =
  | {
      readonly kind: 'publish';
      readonly topic: string;
      readonly payload: string;
      readonly qos: 0 | 1;
      readonly retain: boolean;
    }
  | { readonly kind: 'notify'; readonly key: string; readonly value: unknown };

export interface EngineOptions {
  /** Fencing epoch, rises with every start that takes control. */
  readonly epoch: number;
  /** Signing key of the room, 16 to 64 bytes. */
  readonly key: Uint8Array;
  /** Seed of the ids that the engine makes. */
  readonly seed: number;
  /** Unix time in ms that engine time 0 stands for; used in messages only, never for timing. */
  readonly startUnixMs: number;
  /** It goes on where another engine stopped, which may still be sending. `takeOver` sets this. */
  readonly takesOver?: boolean;
  /** No `cmd` is published; everything else is as live. */
  readonly dryRun?: boolean;
  /** Without it no notify effects are made (campaigns). */
  readonly observe?: boolean;
  /** Token that `core/control` and `core/dispatch` must carry; without one all of them are refused. */
  readonly controlToken?: string;
  /** SHA-256 of the flash table that each controller should hold, hex; without, tables are not compared. */
  readonly tableHashes?: Readonly<Record<string, string>>;
  /** Looks on. What the engine does is the same with and without it. */
  readonly probe?: EngineProbe;
}

/**
 * The production engine. Pure: the same room, options and steps give the same effects and the same rolling hash.
 * Engine time is an integer count of microseconds from 0 that never falls.
 */
export interface Engine {
  /** Takes the inputs in order, then all timers due at or before `atUs`. The returned list is valid until the next step. */
  step(atUs: number, inputs: readonly Input[]): readonly Effect[];
  /** When the next timer is due, in µs; Infinity for none. */
  nextDeadlineUs(): number;
  /** Subscriptions (MQTT filters) that the shell must hold. */
  readonly subscriptions: readonly string[];
  /** Rolling hash over every step's time, inputs and effects: 16 hex digits. */
  hash(): string;
  /** Everything needed to go on, as canonical JSON. */
  snapshot(): string;
  /** The live view as notify would have built it up: for a late viewer. */
  view(): ReadonlyMap<string, unknown>;
  /** One entry of the live view, or null when there is none: for who looks often, as the whole view is costly to make. */
  entry(key: string): unknown;
  /** Counters by name: rejected messages by reason, retries, transitions. */
  counters(): Readonly<Record<string, number>>;
}

export type CreateEngine = (room: Room, options: EngineOptions) => Engine;
export type RestoreEngine = (room: Room, options: EngineOptions, snapshot: string) => Engine;
