/** Every fault that people make. */
import { tryGroup } from './fault-trial.ts';

tryGroup('operator', [
  { fault: 'operator.storm', values: { estops: 0, perSecond: 8 }, seed: 1 },
  { fault: 'operator.estop_at_transition', target: 'estop_lab' },
  { fault: 'operator.bouncing_estop', target: 'estop_lab' },
  { fault: 'operator.reset_while_pressed', target: 'estop_lab' },
  { fault: 'operator.same_person' },
  { fault: 'operator.token_reused' },
  { fault: 'operator.left_on', target: 'clock_laser_light' },
  { fault: 'operator.left_on', target: 'floor_cuckoo_solenoid' },
  { fault: 'operator.token_late', forMs: 70_000, healAtMs: 81_000 },
]);
