/** Every attack on the room's commands. */
import { tryGroup } from './fault-trial.ts';

const target = 'lever_boiler_lever_stairs';
tryGroup('security', [
  { fault: 'security.forged_mac', target, forMs: 5000 },
  { fault: 'security.truncated_mac', target, forMs: 5000 },
  { fault: 'security.replayed', forMs: 15_000 },
  { fault: 'security.old_epoch', forMs: 15_000 },
  { fault: 'security.expired', forMs: 20_000 },
  { fault: 'security.key_skew', target: 'lever_boiler', forMs: 12_000 },
]);
