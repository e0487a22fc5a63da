/** Every fault of actuators. */
import { tryGroup } from './fault-trial.ts';

tryGroup('actuator', [
  { fault: 'actuator.slow', target: 'cage_door_one', values: { factor: 8 } },
  { fault: 'actuator.slow', target: 'metal_door_bolt' },
  { fault: 'actuator.partial', target: 'cage_door_one', values: { position: 40 } },
  { fault: 'actuator.partial', target: 'metal_door_bolt', values: { position: 40 } },
  { fault: 'actuator.welded', target: 'lever_stairs_maglock.coil' },
  { fault: 'actuator.stuck_off', target: 'lever_stairs_maglock.coil' },
  { fault: 'actuator.dead_drive', target: 'cage_door_one.step' },
  { fault: 'actuator.lying_read_back', target: 'cage_door_one' },
  { fault: 'actuator.crossed_inputs', target: 'cage_door_one.low2/cage_door_one.high' },
  { fault: 'actuator.crossed_outputs', target: 'lever_stairs_maglock.coil/lever_stairs_lamp.out' },
]);
