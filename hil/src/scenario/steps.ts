/** A scenario ready to be played: names are wires, spans are µs, repeats are unrolled, what is drawn is drawn. */
import type { ControllerDefinition } from '@understudy/contract';
import type { WireFaultKind } from '../bench/types.ts';
import type { Platform } from '../station/types.ts';
import type { EdgeKind } from './file.ts';
import type { Wire } from './wires.ts';

/** A message of the DUT: members that are given must be there, each at its depth. */
export interface MessagePattern {
  /** Full id of the device. */
  readonly device?: string;
  /** Last part of the topic. */
  readonly topic?: string;
  readonly where?: Readonly<Record<string, unknown>>;
}
export type EventPattern =
  | { readonly kind: 'edge'; readonly wire: Wire; readonly edge: EdgeKind }
  | { readonly kind: 'message'; readonly message: MessagePattern };

export type WireFaultStep = {
  readonly fault: WireFaultKind;
  readonly wire: Wire;
  readonly other?: Wire;
  readonly a: number;
  readonly b: number;
};

export type Step = { readonly label: string } & (
  | { readonly kind: 'delay'; readonly us: number }
  | { readonly kind: 'drive'; readonly wire: Wire; readonly value: number }
  | { readonly kind: 'bytes'; readonly wire: Wire; readonly bytes: Uint8Array }
  | ({ readonly kind: 'fault'; readonly forUs: number | undefined } & WireFaultStep)
  | { readonly kind: 'power'; readonly forUs: number }
  | { readonly kind: 'silence'; readonly forUs: number }
  | { readonly kind: 'expect-pin'; readonly wire: Wire; readonly value: number }
  | { readonly kind: 'wait-pin'; readonly wire: Wire; readonly value: number; readonly timeoutUs: number }
  | { readonly kind: 'wait-edge'; readonly wire: Wire; readonly edge: EdgeKind; readonly timeoutUs: number }
  | { readonly kind: 'wait-serial'; readonly text: string; readonly timeoutUs: number }
  | { readonly kind: 'expect-message'; readonly message: MessagePattern; readonly timeoutUs: number }
  | {
      readonly kind: 'command';
      readonly device: string;
      readonly op: string;
      readonly parameters: Readonly<Record<string, unknown>>;
      readonly status: string;
      readonly reason: string | undefined;
      readonly timeoutUs: number;
    }
  | {
      readonly kind: 'expect-latency';
      readonly title: string;
      readonly from: EventPattern;
      readonly to: EventPattern;
      readonly p99Us: number | undefined;
      readonly maxUs: number | undefined;
      readonly samples: number;
    }
  | {
      readonly kind: 'expect-blink';
      readonly wire: Wire;
      readonly periodUs: number;
      readonly toleranceUs: number;
      readonly count: number;
      readonly timeoutUs: number;
    }
  | { readonly kind: 'expect-safe-state'; readonly device: string | undefined; readonly withinUs: number }
);

export interface BenchScenario {
  readonly name: string;
  readonly description?: string;
  readonly definition: ControllerDefinition;
  readonly wires: readonly Wire[];
  readonly platforms?: readonly Platform[];
  readonly fixtures?: readonly string[];
  readonly seed: number;
  /** Levels at power-on that are not those of rest. */
  readonly initial: readonly { readonly wire: Wire; readonly value: number }[];
  readonly steps: readonly Step[];
  /** Device time that all steps take when each wait lasts to its end, in ms. */
  readonly longestMs: number;
}
