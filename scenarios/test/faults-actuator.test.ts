/** Every fault of actuators fires on Clockwork, breaks nothing that it does not excuse, and repeats. */
import { describe, expect, it } from 'vitest';
import { FAULTS } from '../src/index.ts';
import { expectTried, loadForTrials, type Trial } from './fault-trial.ts';

loadForTrials();

const TRIALS: readonly Trial[] = [
  { fault: 'actuator.slow', target: 'cage_door_one', values: { factor: 8 } },
  { fault: 'actuator.slow', target: 'metal_door_bolt' },
  { fault: 'actuator.partial', target: 'cage_door_one', values: { position: 40 } },
  { fault: 'actuator.partial', target: 'metal_door_bolt', values: { position: 40 } },
  { fault: 'actuator.welded', target: 'lever_stairs_maglock.coil', values: {} },
  { fault: 'actuator.stuck_off', target: 'lever_stairs_maglock.coil' },
  { fault: 'actuator.dead_drive', target: 'cage_door_one.step' },
  { fault: 'actuator.lying_read_back', target: 'cage_door_one' },
  { fault: 'actuator.crossed_inputs', target: 'cage_door_one.low2/cage_door_one.high' },
  { fault: 'actuator.crossed_outputs', target: 'lever_stairs_maglock.coil/lever_stairs_lamp.out' },
];

describe('faults of actuators', () => {
  it.each(TRIALS)('$fault on $target', expectTried, 20_000);

  it('are all tried', () => {
    const names = [...FAULTS.values()].filter(({ group }) => group === 'actuator').map(({ name }) => name);
    expect(new Set(TRIALS.map(({ fault }) => fault))).toEqual(new Set(names));
  });
});
