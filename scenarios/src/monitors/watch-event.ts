/** What monitors see of a run: physical truths and messages, in the order of time. */
import type { Truth } from '@understudy/sim-devices';

/** A command as the engine sent it. */
export interface SentCommand {
  readonly device: string;
  readonly commandId: string;
  readonly sequence: number;
  readonly epoch: number;
  readonly op: string;
  /** The engine's own clock; absent in a message that has none. */
  readonly issuedAtMs?: number;
}
/** An acknowledgement as a controller sent it. */
export interface SentAck {
  readonly device: string;
  readonly commandId: string;
  readonly status: string;
  readonly reason: string | undefined;
  /** The controller's own clock: tells the order of acknowledgements, however the network has mixed them. */
  readonly uptimeMs?: number;
}

export type WatchEvent =
  /** A plant's truth changed. The record is live: it goes on changing after the event. */
  | { readonly kind: 'truth'; readonly atUs: number; readonly plant: string; readonly truth: Truth }
  /** `from`: `engine`, or whoever else is on the bus; where the binding cannot tell, `engine`. */
  | {
      readonly kind: 'command';
      readonly atUs: number;
      readonly from: string;
      readonly retained: boolean;
      readonly command: SentCommand;
    }
  | { readonly kind: 'ack'; readonly atUs: number; readonly from: string; readonly ack: SentAck }
  | {
      readonly kind: 'state';
      readonly atUs: number;
      readonly device: string;
      readonly state: Readonly<Record<string, unknown>>;
      /** Kind of the device's safety state. */
      readonly safety: string;
    }
  /** A controller's connection to the bus, as it or its last will says; `from` is somebody else's name when it is theirs. */
  | {
      readonly kind: 'presence';
      readonly atUs: number;
      readonly from: string;
      readonly controller: string;
      readonly online: boolean;
    }
  | {
      readonly kind: 'hello';
      readonly atUs: number;
      readonly controller: string;
      readonly bootCount: number;
      readonly uptimeMs: number;
    }
  /** The engine has given a sign of life. */
  | { readonly kind: 'beat'; readonly atUs: number }
  /** The engine's own account. `activeNodes`: of the graph. */
  | {
      readonly kind: 'status';
      readonly atUs: number;
      readonly uptimeMs: number;
      readonly epoch: number;
      readonly safety: string;
      readonly latched: boolean;
      readonly dispatchEnabled: boolean;
      readonly offlineDevices: number;
      readonly activeNodes: readonly string[];
    }
  /** How the engine sees one device. */
  | { readonly kind: 'device'; readonly atUs: number; readonly device: string; readonly safety: string }
  | {
      readonly kind: 'fault';
      readonly atUs: number;
      readonly faultKind: string;
      readonly message: string;
      readonly details: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'cue'; readonly atUs: number; readonly cue: string }
  /** A fault of the plan begins or is taken away. `excuses`: invariants that cannot be kept while it is there. */
  | {
      readonly kind: 'injected' | 'healed';
      readonly atUs: number;
      readonly fault: string;
      readonly target: string;
      readonly excuses: readonly number[];
    }
  /** Everything was healed just now: the room has 30 s to converge. */
  | { readonly kind: 'converge'; readonly atUs: number }
  /** Commands that the engine's live view still has open, 30 s after `converge`. */
  | { readonly kind: 'pending'; readonly atUs: number; readonly commands: readonly string[] }
  /** How the game timer stands in the engine's live view. `elapsedMs`: as of the engine's last step. */
  | { readonly kind: 'timer'; readonly atUs: number; readonly elapsedMs: number; readonly running: boolean }
  /** An engine began from a dead one's disk: rolling hash after the last step there, as that one had it and as its disk gives it. */
  | { readonly kind: 'restored'; readonly atUs: number; readonly died: string; readonly rebuilt: string }
  /** A person asks something of the engine. */
  | {
      readonly kind: 'operator';
      readonly atUs: number;
      readonly by: string;
      readonly action: string;
      /** Device, node or objective that it is about; empty when it is about the whole. */
      readonly target: string;
      /** Of DISPATCH. */
      readonly op: string;
    }
  /** The time that a monitor asked for with `nextAtUs` has come. */
  | { readonly kind: 'due'; readonly atUs: number }
  | { readonly kind: 'end'; readonly atUs: number };

export type EventOf<Kind extends WatchEvent['kind']> = Extract<WatchEvent, { kind: Kind }>;
