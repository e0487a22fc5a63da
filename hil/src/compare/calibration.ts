/** What was fitted, as the room's `calibration.yaml`. */
import type { CalibrationDefinition } from '@understudy/contract';
import { stringify } from 'yaml';
import type { Fitted } from './fit.ts';

/** A tenth of a millisecond: no bench knows the time of an edge of a plant better. */
const DIGITS = 1;

/** Newer figures in place of those of the same plant and parameter, all else as it was. @param date YYYY-MM-DD */
export function withFitted(
  before: CalibrationDefinition | undefined,
  fitted: readonly Fitted[],
  { serial, date }: { readonly serial: string; readonly date: string },
): CalibrationDefinition {
  const replaced = new Set(fitted.map(({ plant, parameter }) => `${plant} ${parameter}`));
  const kept = (before?.measured ?? []).filter(({ plant, parameter }) => !replaced.has(`${plant} ${parameter}`));
  const added = fitted.map(({ plant, parameter, mean, interval, n }) => ({
    ...{ plant, parameter, value: rounded(mean), interval: interval.map(rounded), n, serial, date },
  }));
  return { measured: [...kept, ...added] };
}

const rounded = (value: number): number => Number(value.toFixed(DIGITS));

/** The text of the file. */
export function formatCalibration(calibration: CalibrationDefinition): string {
  return `# Measured on benches; lies over physics/*.yaml. Written by the fit, read by the room's loader.\n${stringify(calibration)}`;
}
