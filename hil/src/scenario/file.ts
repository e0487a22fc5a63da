/** A scenario file as written, once it fits `schema.ts`. */
import type { Platform } from '../station/types.ts';

type Value = number | boolean;

export interface WireText {
  readonly 'part-id'?: string;
  readonly pin?: number | string;
  readonly name?: number | string;
  readonly control?: number | string;
}
export interface MessageText {
  readonly device?: string;
  readonly topic?: string;
  readonly where?: Readonly<Record<string, unknown>>;
}
export type EdgeKind = 'rising' | 'falling' | 'any';
export type EventText = WireText & MessageText & { readonly edge?: EdgeKind };
export type SetControl = WireText & { readonly value: Value };

/** One step: exactly one of these members beside `name`. Spans are text with a unit. */
export interface StepText {
  readonly name?: string;
  readonly delay?: string;
  readonly 'set-control'?: SetControl;
  readonly 'expect-pin'?: SetControl;
  readonly 'wait-pin'?: SetControl & { readonly timeout?: string };
  readonly 'wait-edge'?: WireText & { readonly edge?: EdgeKind; readonly timeout?: string };
  readonly 'wait-serial'?: string | { readonly text: string; readonly timeout?: string };
  readonly 'write-serial'?: string | readonly number[] | SerialText;
  readonly command?: CommandText;
  readonly 'expect-message'?: MessageText & { readonly timeout?: string };
  readonly 'expect-latency'?: LatencyText;
  readonly 'expect-blink'?: BlinkText;
  readonly fault?: FaultText;
  readonly 'expect-safe-state'?: { readonly device?: string; readonly within?: string };
  readonly repeat?: { readonly times: number; readonly steps: readonly StepText[] };
}
export type SerialText = WireText & { readonly text?: string; readonly bytes?: readonly number[] };
export interface CommandText {
  readonly device: string;
  readonly op: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly status?: string;
  readonly reason?: string;
  readonly timeout?: string;
}
export interface LatencyText {
  readonly title?: string;
  readonly from: EventText;
  readonly to: EventText;
  readonly p99?: string;
  readonly max?: string;
  readonly samples?: number;
}
export type BlinkText = WireText & {
  readonly period: string;
  readonly tolerance?: string;
  readonly count?: number;
  readonly timeout?: string;
};
export type FaultText = WireText & {
  readonly fault: string;
  readonly a?: number;
  readonly b?: number;
  readonly with?: WireText;
  readonly for?: string;
};

export interface ScenarioText {
  readonly version: 1;
  readonly name: string;
  readonly author?: string;
  readonly description?: string;
  readonly controller?: string;
  readonly platforms?: readonly Platform[];
  readonly fixtures?: readonly string[];
  readonly seed?: number;
  readonly timeout?: string;
  readonly initial?: readonly SetControl[];
  readonly steps: readonly StepText[];
}
