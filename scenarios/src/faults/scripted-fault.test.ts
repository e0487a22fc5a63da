import { expect, it } from 'vitest';
import { ScriptedFault } from './scripted-fault.ts';

it('waits with a step until it can be made, and with all after it', () => {
  const made: string[] = [];
  let isReady = false;
  const make = (name: string) => () => made.push(name) > 0;
  const fault = new ScriptedFault(5_000_000, [
    { afterMs: 0, act: make('first') },
    { afterMs: 2000, ready: () => isReady, act: make('second') },
    { afterMs: 3000, act: make('third') },
  ]);
  const instants: number[] = [];
  while (fault.nextAtUs < Number.POSITIVE_INFINITY) {
    instants.push(fault.nextAtUs / 1_000_000);
    isReady = fault.nextAtUs >= 9_000_000;
    fault.due();
  }
  expect(instants).toEqual([5, 7, 8, 9, 10]);
  expect(made).toEqual(['first', 'second', 'third']);
  expect(fault.fired).toBe(3);
});
