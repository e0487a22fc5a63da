/** What monitors see of a run: physical truths and messages, in the order of time. */
import type { Truth } from '@understudy/sim-devices';

/** A command as the engine sent it. */
export interface SentCommand {
  readonly device: string;
  readonly commandId: string;
  readonly sequence: number;
  readonly epoch: number;
  readonly op: string;
}
/** An acknowledgement as a controller sent it. */
export interface SentAck {
  readonly device: string;
  readonly commandId: string;
  readonly status: string;
  readonly reason: string | undefined;
}

export type WatchEvent =
  /** A plant's truth changed. The record is live: it goes on changing after the event. */
  | { readonly kind: 'truth'; readonly atUs: number; readonly plant: string; readonly truth: Truth }
  | { readonly kind: 'command'; readonly atUs: number; readonly retained: boolean; readonly command: SentCommand }
  | { readonly kind: 'ack'; readonly atUs: number; readonly from: string; readonly ack: SentAck }
  | {
      readonly kind: 'state';
      readonly atUs: number;
      readonly device: string;
      readonly state: Readonly<Record<string, unknown>>;
    }
  /** The engine's own account. `activeNodes`: of the graph. */
  | {
      readonly kind: 'status';
      readonly atUs: number;
      readonly uptimeMs: number;
      readonly safety: string;
      readonly latched: boolean;
      readonly activeNodes: readonly string[];
    }
  | { readonly kind: 'fault'; readonly atUs: number; readonly faultKind: string; readonly message: string }
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
  /** A person asks something of the engine. */
  | { readonly kind: 'operator'; readonly atUs: number; readonly by: string; readonly action: string }
  /** The time that a monitor asked for with `nextAtUs` has come. */
  | { readonly kind: 'due'; readonly atUs: number }
  | { readonly kind: 'end'; readonly atUs: number };
