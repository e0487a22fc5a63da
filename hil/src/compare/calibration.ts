/** What was fitted, as the room's `calibration.yaml`. */
import type { CalibrationDefinition } from '@understudy/contract';
import { findModel } from '@understudy/sim-devices';
import { isMap, isSeq, parse, parseDocument, stringify, type YAMLMap } from 'yaml';
import type { Fitted } from './fit.ts';

/** A tenth of a millisecond: no bench knows the time of an edge of a plant better. */
const DIGITS = 1;

/** Newer figures in place of those of the same plant and parameter, new ones last, all else as it was. @param date YYYY-MM-DD */
export function withFitted(
  before: CalibrationDefinition | undefined,
  fitted: readonly Fitted[],
  { serial, date }: { readonly serial: string; readonly date: string },
): CalibrationDefinition {
  const fresh = new Map(
    fitted.map((one) => {
      const { plant, parameter, mean, interval, n } = one;
      const measured = { plant, parameter, value: rounded(mean), interval: interval.map(rounded), n, serial, date };
      return [keyOf(one), measured];
    }),
  );
  const known = (before?.measured ?? []).map((one) => fresh.get(keyOf(one)) ?? one);
  return { measured: [...new Set([...known, ...fresh.values()])] };
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

const HEAD = "# Measured on benches; lies over physics/*.yaml. Written by the fit, read by the room's loader.\n";

/**
 * The text of the file. What somebody has written into it by hand stays: comments, and how it is laid out.
 * @param previous the file's text until now, which the room's loader has taken
 */
export function formatCalibration({ measured }: CalibrationDefinition, previous = ''): string {
  const document = parseDocument(previous);
  const list = document.get('measured');
  if (!isSeq(list)) return HEAD + stringify({ measured });
  const nodes = new Map<string, YAMLMap[]>();
  for (const node of list.items.filter(isMap)) {
    const key = keyOf(node.toJSON());
    nodes.set(key, [...(nodes.get(key) ?? []), node]);
  }
  list.items = measured.map((one) => {
    const node = nodes.get(keyOf(one))?.shift();
    return node === undefined ? document.createNode(one) : updated(node, one);
  });
  // `[]` was an empty list, and would stay one line.
  if (nodes.size === 0) list.flow = false;
  return document.toString({ lineWidth: 0 });
}

function updated(node: YAMLMap, measured: CalibrationDefinition['measured'][number]): YAMLMap {
  for (const [key, value] of Object.entries(measured)) {
    const inFile = node.get(key);
    // Its two bounds one by one: a list set as a whole would lose its layout.
    if (isSeq(inFile) && Array.isArray(value)) for (const [at, bound] of value.entries()) inFile.set(at, bound);
    else node.set(key, value);
  }
  return node;
}
