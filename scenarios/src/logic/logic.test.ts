import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Automaton } from './automaton.ts';
import { compile } from './compile.ts';
import { always, type Formula, never, whenever } from './formula.ts';
import { judge, type Sample, type Verdict } from './oracle.ts';
import { above, and, below, heldFor, not, or, type Predicate, signals, within } from './predicate.ts';

const MS_US = 1000;
const { one, two, level } = signals({ one: false, two: true, level: 0 });
const SIGNALS = [one, two, level];
const END_US = 40 * MS_US;

/** What an automaton says of a trace; it is woken as the run's queue would, at the end of an instant or not at all. */
function run(formula: Formula, trace: readonly Sample[], wakes: boolean): Verdict {
  const brokenAtUs: number[] = [];
  let slackMs = Number.POSITIVE_INFINITY;
  const automaton = new Automaton(compile(formula), SIGNALS, 0, {
    broken: (atUs) => brokenAtUs.push(atUs),
    slack: (ms) => {
      slackMs = Math.min(slackMs, ms);
    },
  });
  for (const { atUs, signal, value } of trace) {
    while (wakes && automaton.nextAtUs < atUs) automaton.advance(automaton.nextAtUs);
    automaton.set(atUs, signal, value);
  }
  automaton.finish(END_US);
  return { brokenAtUs, slackMs };
}

const moment: fc.Arbitrary<Predicate> = fc.letrec<{ plain: Predicate }>((tie) => ({
  plain: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.constantFrom<Predicate>(one, two, above(level, 1), below(level, 2)),
    tie('plain').map(not),
    fc.tuple(tie('plain'), tie('plain')).map((both) => and(...both)),
    fc.tuple(tie('plain'), tie('plain')).map((both) => or(...both)),
  ),
})).plain;
const spanMs = fc.integer({ min: 1, max: 12 });
const timed = fc.oneof(
  moment,
  fc.tuple(moment, spanMs).map(([of, ms]) => heldFor(of, ms)),
  fc.tuple(moment, moment, spanMs).map(([of, also, ms]) => and(heldFor(of, ms), also)),
  fc.tuple(moment, moment, spanMs).map(([of, also, ms]) => or(and(within(of, ms), also), heldFor(also, ms + 1))),
  fc
    .tuple(moment, moment, spanMs, spanMs)
    .map(([of, other, ms, otherMs]) => and(heldFor(of, ms), within(other, otherMs))),
);
const formula: fc.Arbitrary<Formula> = fc.oneof(
  timed.map(never),
  timed.map(always),
  fc.tuple(timed, timed, spanMs).map(([trigger, answer, ms]) => whenever(trigger).eventually(answer, ms)),
  fc.tuple(timed, timed, timed).map(([trigger, hold, release]) => whenever(trigger).until(hold, release)),
  fc
    .tuple(timed, timed, timed, spanMs)
    .map(([trigger, hold, release, ms]) => whenever(trigger).until(hold, release, ms)),
);
const sample = fc.oneof(
  fc.record({ signal: fc.constantFrom(one, two), value: fc.boolean() }),
  fc.record({ signal: fc.constant(level), value: fc.integer({ min: 0, max: 3 }) }),
);
const trace = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 39 }), sample), { maxLength: 20 })
  .map((samples) =>
    samples.map(([ms, what]): Sample => ({ atUs: ms * MS_US, ...what })).sort((a, b) => a.atUs - b.atUs),
  );

describe('an automaton', () => {
  it('says what the formula means', () => {
    fc.assert(
      fc.property(formula, trace, fc.boolean(), (stated, seen, wakes) => {
        expect(run(stated, seen, wakes)).toEqual(judge(stated, SIGNALS, seen, 0, END_US, MS_US));
      }),
      { numRuns: 600 },
    );
  });

  const set = (ms: number, value: boolean, signal = one): Sample => ({ atUs: ms * MS_US, signal, value });

  it.each<[string, Formula, Sample[], Verdict]>([
    [
      'a bound kept',
      whenever(one).eventually(not(two), 10),
      [set(5, true), set(12, false, two)],
      { brokenAtUs: [], slackMs: 3 },
    ],
    [
      'a bound missed',
      whenever(one).eventually(not(two), 10),
      [set(5, true), set(18, false, two)],
      { brokenAtUs: [15_000], slackMs: -3 },
    ],
    [
      'the last instant is too late',
      whenever(one).eventually(not(two), 10),
      [set(5, true), set(15, false, two)],
      { brokenAtUs: [15_000], slackMs: 0 },
    ],
    ['a limit kept', never(heldFor(one, 10)), [set(5, true), set(11, false)], { brokenAtUs: [], slackMs: 4 }],
    ['a limit broken', never(heldFor(one, 10)), [set(5, true), set(17, false)], { brokenAtUs: [15_000], slackMs: -2 }],
    [
      'a hold broken',
      whenever(one).until(two, not(one)),
      [set(5, true), set(7, false, two)],
      { brokenAtUs: [7000], slackMs: -33 },
    ],
    [
      'a hold released',
      whenever(one).until(two, not(one)),
      [set(5, true), set(6, false), set(7, false, two)],
      { brokenAtUs: [], slackMs: Number.POSITIVE_INFINITY },
    ],
  ])('%s', (_, stated, seen, expected) => {
    expect(run(stated, seen, true)).toEqual(expected);
    expect(judge(stated, SIGNALS, seen, 0, END_US, MS_US)).toEqual(expected);
  });

  it('keeps no clock inside a clock', () => {
    expect(() => heldFor(not(heldFor(one, 1)), 2)).toThrow(RangeError);
  });
});
