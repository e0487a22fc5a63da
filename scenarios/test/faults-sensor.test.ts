/** Every fault of sensors. */
import { tryGroup } from './fault-trial.ts';

tryGroup('sensor', [
  { fault: 'sensor.stuck_low', target: 'green_key_left.out' },
  { fault: 'sensor.stuck_high', target: 'valve_3.pot' },
  { fault: 'sensor.stuck_last', target: 'cage_door_one.low' },
  { fault: 'sensor.bounce', target: 'green_key_left.out', values: { spanMs: 200 } },
  { fault: 'sensor.chatter', target: 'green_key_left.out' },
  { fault: 'sensor.noise', target: 'valve_3.pot', values: { counts: 300, everyMs: 3 } },
  { fault: 'sensor.out_of_range', target: 'valve_3.pot', values: { value: -5000 } },
]);
