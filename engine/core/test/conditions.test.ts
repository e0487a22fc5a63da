/** Temporal conditions against a naive oracle, which replays the whole history for every question. */
import type { Condition } from '@understudy/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GuardCompiler } from '../src/conditions/compile-condition.ts';
import { GuardSet } from '../src/conditions/guard-set.ts';

/** One change: so many ms later, property `p<n>` of device `d` becomes this; the last of them is a number. */
interface Change {
  readonly afterMs: number;
  readonly property: number;
  readonly value: boolean;
  readonly number: number;
}
type Facts = readonly (boolean | number)[];
/** What was true at each instant that anything changed, oldest first; the first is the arming. */
type History = readonly (readonly [number, Facts])[];

const PROPERTIES = 3;
const leaf = fc
  .tuple(fc.nat({ max: PROPERTIES - 1 }), fc.boolean())
  .map(([index, equals]): Condition => ({ device: 'd', property: `p${index}`, equals }));
const grown = fc
  .integer({ min: 1, max: 4 })
  .map((by): Condition => ({ device: 'd', property: `p${PROPERTIES}`, grown: by }));
const span = fc.constantFrom(0, 1, 5, 10, 20);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    grown,
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
    tie('condition').map((not): Condition => ({ not })),
    fc.tuple(span, tie('condition')).map(([ms, inner]): Condition => ({ heldFor: { ms, condition: inner } })),
    fc.tuple(span, tie('condition')).map(([ms, inner]): Condition => ({ within: { ms, condition: inner } })),
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.option(span, { nil: undefined }), tie('condition')).map(
      ([times, ms, inner]): Condition => ({
        count: { times, condition: inner, ...(ms === undefined ? {} : { ms }) },
      }),
    ),
    fc
      .tuple(fc.array(tie('condition'), { minLength: 2, maxLength: 3 }), fc.option(span, { nil: undefined }))
      .map(([steps, ms]): Condition => ({ sequence: { steps, ...(ms === undefined ? {} : { ms }) } })),
  ),
}));

/** Value at the last instant of the history, by its definition over all instants. */
function oracle(what: Condition, history: History): boolean {
  const values = (inner: Condition): boolean[] => history.map((_, last) => oracle(inner, history.slice(0, last + 1)));
  const times = history.map(([atMs]) => atMs);
  const nowMs = times.at(-1) ?? 0;
  if ('property' in what && 'equals' in what)
    return history.at(-1)?.[1][Number(what.property.slice(1))] === what.equals;
  if ('grown' in what) {
    const numbers = history.map(([, facts]) => Number(facts[PROPERTIES]));
    return numbers.some((number, index) => number - Math.min(...numbers.slice(0, index + 1)) >= what.grown);
  }
  if ('all' in what) return what.all.every((one) => oracle(one, history));
  if ('any' in what) return what.any.some((one) => oracle(one, history));
  if ('not' in what) return !oracle(what.not, history);
  if ('heldFor' in what) {
    const held = values(what.heldFor.condition);
    const brokenAt = held.lastIndexOf(false);
    return brokenAt < held.length - 1 && nowMs - (times[brokenAt + 1] ?? 0) >= what.heldFor.ms;
  }
  if ('within' in what) {
    const limitMs = (times[0] ?? 0) + what.within.ms;
    return values(what.within.condition).some((value, index) => value && (times[index] ?? 0) <= limitMs);
  }
  const rises = (inner: Condition): boolean[] =>
    values(inner).map((value, index, all) => index > 0 && value && all[index - 1] === false);
  if ('count' in what) {
    const { times: wanted, ms = Infinity } = what.count;
    const at = rises(what.count.condition).flatMap((rose, index) => (rose ? [times[index] ?? 0] : []));
    return at.some((last, index) => index >= wanted - 1 && last - (at[index - wanted + 1] ?? 0) <= ms);
  }
  if (!('sequence' in what)) throw new Error('a condition that the oracle does not know');
  const { steps, ms = Infinity } = what.sequence;
  const rose = steps.map(rises);
  let [done, sinceMs] = [0, 0];
  for (let index = 0; index < times.length; index++) {
    const atMs = times[index] ?? 0;
    if (done > 0 && atMs - sinceMs > ms) done = 0;
    if (rose[done]?.[index]) done++;
    else if (rose.some((one) => one[index])) done = rose[0]?.[index] ? 1 : 0;
    else continue;
    if (done === 1) sinceMs = atMs;
    if (done === steps.length) return true;
  }
  return false;
}

function run(what: Condition, first: Facts, changes: readonly Change[]): { engine: boolean[]; naive: boolean[] } {
  const facts = [...first];
  const compiler = new GuardCompiler({ device: () => 0, objective: () => 0 });
  const guard = compiler.condition(what);
  const set = new GuardSet(compiler.table(), {
    state: () => Object.fromEntries(facts.map((value, index) => [`p${index}`, value])),
    online: () => true,
    solved: () => false,
  });
  let nowMs = 100;
  const history: [number, Facts][] = [[nowMs, [...facts]]];
  const engine = [set.arm(guard, nowMs * 1000)];
  const naive = [oracle(what, history)];
  const look = (atMs: number): void => {
    nowMs = atMs;
    history.push([nowMs, [...facts]]);
    engine.push(set.evaluate(guard, nowMs * 1000));
    naive.push(oracle(what, history));
  };
  for (const { afterMs, property, value, number } of changes) {
    const untilMs = nowMs + afterMs;
    // Time alone may change the value: the guard says when.
    while (set.nextUs < untilMs * 1000) look(set.nextUs / 1000);
    facts[property] = property === PROPERTIES ? number : value;
    look(untilMs);
  }
  return { engine, naive };
}

describe('conditions', () => {
  test('agree with the oracle at every instant', () => {
    const change = fc.record({
      afterMs: fc.constantFrom(0, 1, 4, 5, 6, 10, 19, 20, 21),
      property: fc.nat({ max: PROPERTIES }),
      value: fc.boolean(),
      number: fc.nat({ max: 6 }),
    });
    const flags = fc.array(fc.boolean(), { minLength: PROPERTIES, maxLength: PROPERTIES });
    const facts = fc.tuple(flags, fc.nat({ max: 6 })).map(([first, number]) => [...first, number]);
    fc.assert(
      fc.property(condition, facts, fc.array(change, { maxLength: 12 }), (what, first, changes) => {
        const { engine, naive } = run(what, first, changes);
        expect(engine).toEqual(naive);
      }),
      { numRuns: 3000 },
    );
  });
});
