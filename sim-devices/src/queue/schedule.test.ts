import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Schedule } from './schedule.ts';

describe('Schedule', () => {
  it('gives entities in order of instant, then of number, as a plain sort does', () => {
    const change = fc.tuple(fc.nat(19), fc.option(fc.nat(50), { nil: Number.POSITIVE_INFINITY }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const schedule = new Schedule(20);
        const model = new Map<number, number>();
        for (const [entity, atUs] of changes) {
          schedule.set(entity, atUs);
          model.set(entity, atUs);
          const due = [...model].filter(([, at]) => at !== Number.POSITIVE_INFINITY);
          due.sort(([a, atA], [b, atB]) => atA - atB || a - b);
          expect(schedule.next).toBe(due[0]?.[0] ?? -1);
          expect(schedule.nextAtUs).toBe(due[0]?.[1] ?? Number.POSITIVE_INFINITY);
        }
      }),
    );
  });
});
