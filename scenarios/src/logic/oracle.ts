/**
 * The meaning of formulas, word for word, over a finished trace: slow and without cleverness. Automata must say the same
 * (logic.test.ts); whoever doubts what a formula means reads it here.
 */
import type { Formula } from './formula.ts';
import type { Predicate, Signal } from './predicate.ts';

/** A signal was set. Samples come in the order of time. */
export interface Sample {
  readonly atUs: number;
  readonly signal: Signal;
  readonly value: boolean | number;
}
export interface Verdict {
  /** Instants at which the formula was broken, µs. */
  readonly brokenAtUs: readonly number[];
  /** Smallest slack in ms; Infinity when no bound was ever at stake. */
  readonly slackMs: number;
}

/** A moment: an instant, and what the signals are there. An instant has one moment before its samples and one after each. */
interface Moment {
  readonly atUs: number;
  readonly values: readonly number[];
}

/** Judges a trace whose instants, bounds and ends are all multiples of `gridUs`. */
export function judge(
  formula: Formula,
  signals: readonly Signal[],
  trace: readonly Sample[],
  startUs: number,
  endUs: number,
  gridUs: number,
): Verdict {
  const moments = momentsOf(signals, trace, startUs, endUs, gridUs);
  const at = (predicate: Predicate): boolean[] => moments.map((_, index) => holds(predicate, moments, index));
  if (formula.kind === 'never') return judgeNever(formula.bad, moments, endUs, gridUs);
  return judgeResponse(at(formula.trigger), at(formula.hold), at(formula.release), formula.withinUs, moments, endUs);
}

function momentsOf(
  signals: readonly Signal[],
  trace: readonly Sample[],
  startUs: number,
  endUs: number,
  gridUs: number,
): Moment[] {
  const moments: Moment[] = [];
  let values: number[] = [];
  for (const { slot, initial } of signals) values[slot] = Number(initial);
  for (let atUs = startUs; atUs <= endUs; atUs += gridUs) {
    moments.push({ atUs, values });
    for (const { signal, value } of trace.filter((sample) => sample.atUs === atUs)) {
      values = values.with(signal.slot, Number(value));
      moments.push({ atUs, values });
    }
  }
  return moments;
}

function holds(predicate: Predicate, moments: readonly Moment[], index: number): boolean {
  const moment = moments[index];
  if (moment === undefined) return false;
  switch (predicate.kind) {
    case 'flag':
      return moment.values[predicate.slot] === 1;
    case 'above':
      return (moment.values[predicate.level.slot] ?? 0) > predicate.limit;
    case 'below':
      return (moment.values[predicate.level.slot] ?? 0) < predicate.limit;
    case 'not':
      return !holds(predicate.of, moments, index);
    case 'and':
      return predicate.of.every((one) => holds(one, moments, index));
    case 'or':
      return predicate.of.some((one) => holds(one, moments, index));
    case 'held': {
      let first = index;
      while (first >= 0 && holds(predicate.of, moments, first)) first -= 1;
      const since = moments[first + 1];
      return first < index && since !== undefined && moment.atUs - since.atUs >= predicate.forUs;
    }
  }
}

function judgeNever(bad: Predicate, moments: readonly Moment[], endUs: number, gridUs: number): Verdict {
  const broken: number[] = [];
  const slacks: number[] = [];
  let since: number | undefined;
  moments.forEach(({ atUs }, index) => {
    const is = holds(bad, moments, index);
    if (is && since === undefined) {
      since = atUs;
      broken.push(atUs);
    }
    if (!is) {
      if (since !== undefined) slacks.push(since - atUs);
      since = undefined;
      slacks.push(patience(bad, moments, index, gridUs));
    }
  });
  if (since !== undefined) slacks.push(since - endUs);
  return verdict(broken, slacks);
}

/** How long the signals would have to stay as they are from this moment on until the bad holds. */
function patience(bad: Predicate, moments: readonly Moment[], index: number, gridUs: number): number {
  const moment = moments[index];
  if (moment === undefined) return Number.POSITIVE_INFINITY;
  const future = moments.slice(0, index + 1);
  for (const forUs of spansOf(bad).sort((one, other) => one - other)) {
    while ((future.at(-1)?.atUs ?? 0) < moment.atUs + forUs) {
      future.push({ atUs: (future.at(-1)?.atUs ?? 0) + gridUs, values: moment.values });
      if (holds(bad, future, future.length - 1)) return (future.at(-1)?.atUs ?? 0) - moment.atUs;
    }
  }
  return Number.POSITIVE_INFINITY;
}

function spansOf(predicate: Predicate): number[] {
  if (predicate.kind === 'held') return [predicate.forUs];
  if (predicate.kind === 'not') return spansOf(predicate.of);
  return predicate.kind === 'and' || predicate.kind === 'or' ? predicate.of.flatMap(spansOf) : [];
}

function judgeResponse(
  trigger: readonly boolean[],
  hold: readonly boolean[],
  release: readonly boolean[],
  withinUs: number,
  moments: readonly Moment[],
  endUs: number,
): Verdict {
  const broken: number[] = [];
  const slacks: number[] = [];
  const timeOf = (index: number): number => moments[index]?.atUs ?? endUs;
  /** From here on a trigger is a new one; those before it share what the first of them asks for. */
  let free = 0;
  for (let start = 0; start < moments.length; start += 1) {
    if (start < free || !trigger[start] || trigger[start - 1] === true) continue;
    const deadlineUs = timeOf(start) + withinUs;
    let index = start;
    while (index < moments.length && timeOf(index) < deadlineUs && hold[index] && !release[index]) index += 1;
    if (index === moments.length && deadlineUs > endUs) return verdict(broken, slacks);
    free = index;
    if (timeOf(index) < deadlineUs && release[index]) {
      if (withinUs !== Number.POSITIVE_INFINITY) slacks.push(deadlineUs - timeOf(index));
      continue;
    }
    const brokenUs = Math.min(deadlineUs, timeOf(index));
    if (brokenUs < deadlineUs) free = index + 1;
    broken.push(brokenUs);
    let mended = index;
    while (mended < moments.length && !release[mended]) mended += 1;
    slacks.push(brokenUs - timeOf(mended));
  }
  return verdict(broken, slacks);
}

function verdict(brokenAtUs: readonly number[], slacksUs: readonly number[]): Verdict {
  return { brokenAtUs, slackMs: Math.min(Number.POSITIVE_INFINITY, ...slacksUs) / 1000 };
}
