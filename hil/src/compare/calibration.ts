/** What was fitted, as the room's `calibration.yaml`. */
import type { CalibrationDefinition } from '@understudy/contract';
import { findModel } from '@understudy/sim-devices';
import { parse, stringify } from 'yaml';
import type { Fitted } from './fit.ts';

/** A tenth of a millisecond: no bench knows the time of an edge of a plant better. */
const DIGITS = 1;

/** Newer figures in place of those of the same plant and parameter, all else as it was. @param date YYYY-MM-DD */
export function withFitted(
  before: CalibrationDefinition | undefined,
  fitted: readonly Fitted[],
  { serial, date }: { readonly serial: string; readonly date: string },
): CalibrationDefinition {
  const replaced = new Set(fitted.map(keyOf));
  const kept = (before?.measured ?? []).filter((one) => !replaced.has(keyOf(one)));
  const added = fitted.map(({ plant, parameter, mean, interval, n }) => ({
    ...{ plant, parameter, value: rounded(mean), interval: interval.map(rounded), n, serial, date },
  }));
  return { measured: [...kept, ...added] };
}

const keyOf = ({ plant, parameter }: { readonly plant: string; readonly parameter: string }): string =>
  `${plant} ${parameter}`;
const rounded = (value: number): number => Number(value.toFixed(DIGITS));

/** What writing does to one parameter. */
export interface ParameterChange {
  readonly plant: string;
  readonly parameter: string;
  readonly unit: Fitted['unit'];
  /** Undefined: the file has none of it, and the twin takes what the physics say. */
  readonly inFile: number | undefined;
  /** What the twin takes so far. */
  readonly before: number;
  readonly after: number;
  /** The model takes so much and no more; a value outside would break the room. */
  readonly range: { readonly min: number; readonly max: number };
  readonly isTaken: boolean;
}

/** In the order of `fitted`. @param models of the plants, by their ids */
export function changesOf(
  before: CalibrationDefinition | undefined,
  fitted: readonly Fitted[],
  models: ReadonlyMap<string, string>,
): readonly ParameterChange[] {
  const inFile = new Map((before?.measured ?? []).map((one) => [keyOf(one), one.value]));
  return fitted.map((one) => {
    const { plant, parameter, unit, mean } = one;
    const { min, max } = findModel(models.get(plant) ?? '')?.params[parameter] ?? { min: mean, max: mean };
    const after = rounded(mean);
    const isTaken = after >= min && after <= max;
    return {
      plant,
      parameter,
      unit,
      inFile: inFile.get(keyOf(one)),
      before: one.before,
      after,
      range: { min, max },
      isTaken,
    };
  });
}

/** Of a file that the room's loader has taken. */
export const parseCalibration = (text: string): CalibrationDefinition => parse(text) as CalibrationDefinition;

/** The text of the file. */
export function formatCalibration(calibration: CalibrationDefinition): string {
  return `# Measured on benches; lies over physics/*.yaml. Written by the fit, read by the room's loader.\n${stringify(calibration)}`;
}
