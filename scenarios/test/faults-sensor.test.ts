/** Every fault of sensors fires on Clockwork, breaks nothing that it does not excuse, and repeats. */
import { describe, expect, it } from 'vitest';
import { FAULTS } from '../src/index.ts';
import { expectTried, loadForTrials, type Trial } from './fault-trial.ts';

loadForTrials();

const TRIALS: readonly Trial[] = [
  { fault: 'sensor.stuck_low', target: 'green_key_left.out' },
  { fault: 'sensor.stuck_high', target: 'valve_3.pot', values: {} },
  { fault: 'sensor.stuck_last', target: 'cage_door_one.low' },
  { fault: 'sensor.bounce', target: 'green_key_left.out', values: { spanMs: 200 } },
  { fault: 'sensor.chatter', target: 'green_key_left.out' },
  { fault: 'sensor.noise', target: 'valve_3.pot', values: { counts: 300, everyMs: 3 } },
  { fault: 'sensor.out_of_range', target: 'valve_3.pot', values: { value: -5000 } },
];

describe('faults of sensors', () => {
  it.each(TRIALS)('$fault on $target', expectTried, 20_000);

  it('are all tried', () => {
    const names = [...FAULTS.values()].filter(({ group }) => group === 'sensor').map(({ name }) => name);
    expect(TRIALS.map(({ fault }) => fault)).toEqual(names);
  });
});
