/** What a fit has measured, what that changes, and what it could not measure, in words and as JSON. */
import { FIDELITY, type Fitted, type NotObserved, type ParameterChange } from '@understudy/hil';
import type { Bench } from './bench.ts';
import { paintOf } from './show.ts';

export interface BenchFit {
  readonly bench: Bench;
  readonly fitted: readonly Fitted[];
  /** One for each of these. */
  readonly changes: readonly ParameterChange[];
  readonly rest: readonly NotObserved[];
  /** Parameters in the file that were not measured now, and stay. */
  readonly kept: number;
  readonly file: string;
  readonly written: boolean;
}

const digits = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: 3, useGrouping: false });

export function fitText({ bench, fitted, changes, rest, kept, file, written }: BenchFit): string {
  const paint = paintOf(process.stdout);
  const word = fitted.length > 0 ? paint.green('MEASURED') : paint.red('NOTHING MEASURED');
  const values = fitted.length === 1 ? '1 value' : `${fitted.length} values`;
  return [
    `${paint.bold(word)} ${bench.controller} on ${bench.name} (${bench.platform}, ${bench.serial}): ${values}`,
    ...fitted.map(measuredLine),
    ...(changes.length > 0 ? [`${file}: ${written ? 'written' : 'not written (--write)'}`] : []),
    ...changes.map(changeLine),
    ...(kept > 0 ? [`  ${kept} more in it ${kept === 1 ? 'stays' : 'stay'} as before`] : []),
    ...restLines(rest),
    ...(FIDELITY[bench.platform].timing ? [] : [`times of ${bench.platform} are no evidence of a board's times`]),
  ].join('\n');
}

function measuredLine({ plant, parameter, unit, mean, interval: [low, high], n, outliers }: Fitted): string {
  const apart = outliers.length === 0 ? '' : `; outliers: ${outliers.map(digits).join(', ')}`;
  return `  ${plant} ${parameter}: ${digits(mean)} ${unit}, 95 % ${digits(low)} to ${digits(high)}, n ${n}${apart}`;
}

function changeLine({ plant, parameter, unit, inFile, before, after, range, isTaken }: ParameterChange): string {
  const was = `${digits(inFile ?? before)} ${unit}${inFile === undefined ? ' (physics)' : ''}`;
  const line = `  ${plant} ${parameter}: ${was} -> ${digits(after)} ${unit}`;
  return isTaken ? line : `${line}: left out, its model takes ${digits(range.min)} to ${digits(range.max)}`;
}

/** A line a reason; plants of which the same is missing are named together. */
export function restLines(rest: readonly NotObserved[]): string[] {
  const groups = new Map<string, Map<string, string[]>>();
  for (const { plant, parameters, why } of rest) {
    const ofReason = groups.get(why) ?? new Map<string, string[]>();
    const missing = parameters.join(', ');
    groups.set(why, ofReason.set(missing, [...(ofReason.get(missing) ?? []), plant]));
  }
  return [...groups].map(([why, byMissing]) => {
    const plants = [...byMissing].map(([missing, names]) => `${names.join(', ')} (${missing})`);
    return `not observable: ${plants.join('; ')}: ${why}`;
  });
}

export function fitJson({ bench, fitted, changes, rest, kept, file, written }: BenchFit): object {
  const { name, platform, serial, room, controller } = bench;
  return {
    exitCode: fitted.length > 0 && changes.every(({ isTaken }) => isTaken) ? 0 : 1,
    ...{ room, controller },
    bench: { name, platform, serial, timing: FIDELITY[platform].timing },
    measured: fitted,
    calibration: { file, written, kept, changes },
    notObservable: rest,
  };
}
