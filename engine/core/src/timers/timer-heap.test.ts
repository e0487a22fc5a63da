import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TimerHeap } from './timer-heap.ts';

function drain(heap: TimerHeap, nowUs = Infinity): number[] {
  const fired: number[] = [];
  for (let id = heap.popDue(nowUs); id >= 0; id = heap.popDue(nowUs)) fired.push(id);
  return fired;
}

test('equal deadlines fire in the order in which they were set', () => {
  const heap = new TimerHeap(8);
  for (const id of [5, 1, 7, 3]) heap.set(id, 10);
  heap.set(5, 10);
  expect(drain(heap)).toEqual([1, 7, 3, 5]);
});

test('only what is due fires', () => {
  const heap = new TimerHeap(4);
  heap.set(0, 10);
  heap.set(1, 11);
  expect(drain(heap, 10)).toEqual([0]);
  expect(heap.nextUs()).toBe(11);
});

test('behaves as a sorted list under any sets and clears, and survives saving', () => {
  const CAPACITY = 24;
  const action = fc.record({ id: fc.nat({ max: CAPACITY - 1 }), at: fc.option(fc.nat({ max: 20 })) });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 120 }), (actions) => {
      let heap = new TimerHeap(CAPACITY);
      let model: { id: number; at: number }[] = [];
      actions.forEach(({ id, at }, index) => {
        model = model.filter((one) => one.id !== id);
        if (at === null) heap.clear(id);
        else {
          heap.set(id, at);
          model.push({ id, at });
        }
        if (index % 40 === 39) {
          const saved = heap.save();
          heap = new TimerHeap(CAPACITY);
          heap.load(saved);
        }
      });
      expect(heap.size).toBe(model.length);
      // Array.sort is stable: equal deadlines stay in the order in which they were set.
      expect(drain(heap)).toEqual(model.sort((a, b) => a.at - b.at).map((one) => one.id));
    }),
  );
});

test('refuses ids outside its capacity', () => {
  expect(() => new TimerHeap(2).set(2, 1)).toThrow('capacity');
});
