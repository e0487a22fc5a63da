/** Turns a formula into functions over the numbers of an instance. Made once; any number of automata share it. */
import type { Formula } from './formula.ts';
import type { Predicate } from './predicate.ts';

/** All that an instance remembers: its signals (0 and 1 for flags), and since when each `heldFor` has held. */
export interface State {
  readonly values: number[];
  /** µs; Infinity while it does not hold. */
  readonly since: number[];
}
/** Whether a predicate holds at `atUs` if the signals stay as they are until then. */
export type Test = (state: State, atUs: number) => boolean;

/** The clock of one `heldFor`. */
export interface Timer {
  readonly holds: Test;
  readonly forUs: number;
}

export type Plan =
  | { readonly kind: 'never'; readonly bad: Test; readonly timers: readonly Timer[] }
  | {
      readonly kind: 'response';
      readonly trigger: Test;
      readonly hold: Test;
      readonly release: Test;
      readonly withinUs: number;
      readonly timers: readonly Timer[];
    };

export function compile(formula: Formula): Plan {
  const timers: Timer[] = [];
  if (formula.kind === 'never') return { kind: 'never', bad: compileTest(formula.bad, timers), timers };
  const [trigger, hold, release] = [formula.trigger, formula.hold, formula.release].map((predicate) =>
    compileTest(predicate, timers),
  ) as [Test, Test, Test];
  return { kind: 'response', trigger, hold, release, withinUs: formula.withinUs, timers };
}

function compileTest(predicate: Predicate, timers: Timer[]): Test {
  switch (predicate.kind) {
    case 'flag': {
      const { slot } = predicate;
      return ({ values }) => values[slot] === 1;
    }
    case 'above':
    case 'below': {
      const { level, limit } = predicate;
      const sign = predicate.kind === 'above' ? 1 : -1;
      return ({ values }) => sign * ((values[level.slot] ?? level.initial) - limit) > 0;
    }
    case 'not': {
      const test = compileTest(predicate.of, timers);
      return (state, atUs) => !test(state, atUs);
    }
    case 'and': {
      const tests = predicate.of.map((one) => compileTest(one, timers));
      return (state, atUs) => tests.every((test) => test(state, atUs));
    }
    case 'or': {
      const tests = predicate.of.map((one) => compileTest(one, timers));
      return (state, atUs) => tests.some((test) => test(state, atUs));
    }
    case 'held': {
      const { forUs } = predicate;
      const index = timers.push({ holds: compileTest(predicate.of, timers), forUs }) - 1;
      return ({ since }, atUs) => (since[index] ?? Number.POSITIVE_INFINITY) + forUs <= atUs;
    }
  }
}
