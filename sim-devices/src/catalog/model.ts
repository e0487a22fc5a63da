import type { DriverParam, PinSignal } from '@understudy/contract';

/** A pin of a plant model. `direction` is the controller's: `in` is read by the controller and driven by the plant. */
export interface ModelPin {
  /** Signals of a driver's pin that fit. */
  readonly signals: readonly PinSignal[];
  readonly direction: 'in' | 'out';
  readonly optional?: true;
}
/** What a person does to a prop. Without `value` the action takes none. */
export interface ModelAction {
  readonly doc: string;
  readonly value?: { readonly min: number; readonly max: number; readonly default: number; readonly unit: string };
}
export interface ModelTruth {
  readonly type: 'number' | 'boolean';
  readonly unit: string;
  readonly doc: string;
}
/** A plant model as data: the room check, the viewer and the docs read it; the code of the model keeps to it. */
export interface PlantModel {
  readonly doc: string;
  readonly pins: Readonly<Record<string, ModelPin>>;
  readonly params: Readonly<Record<string, DriverParam>>;
  readonly actions: Readonly<Record<string, ModelAction>>;
  readonly truth: Readonly<Record<string, ModelTruth>>;
}

export const outputPin = (...signals: PinSignal[]): ModelPin => ({ signals, direction: 'out' });
export const inputPin = (...signals: PinSignal[]): ModelPin => ({ signals, direction: 'in' });
export const optionalPin = (pin: ModelPin): ModelPin => ({ ...pin, optional: true });
export const flagParam = (value: 0 | 1, doc: string): DriverParam => ({ default: value, min: 0, max: 1, doc });
export const msParam = (value: number, doc: string, max = 600_000): DriverParam => ({
  default: value,
  min: 0,
  max,
  doc,
});
export const numberParam = (value: number, min: number, max: number, doc: string): DriverParam => ({
  default: value,
  min,
  max,
  doc,
});
export const flagTruth = (doc: string): ModelTruth => ({ type: 'boolean', unit: '', doc });
export const numberTruth = (unit: string, doc: string): ModelTruth => ({ type: 'number', unit, doc });
