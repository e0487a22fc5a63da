/** Every fault of network and broker. */
import { tryGroup } from './fault-trial.ts';

tryGroup('network', [
  { fault: 'network.drop', target: 'engine', forMs: 15_000 },
  { fault: 'network.drop', target: 'lever_boiler', forMs: 15_000, values: { percent: 60 } },
  { fault: 'network.duplicate', target: 'engine', forMs: 15_000 },
  { fault: 'network.duplicate_late', target: 'lever_boiler', forMs: 15_000, values: { percent: 100, afterMs: 5000 } },
  // Were copies copied as well, there would be a thousand million of each in the end.
  { fault: 'network.duplicate_late', target: 'lever_boiler', forMs: 30_000, values: { percent: 100, afterMs: 1000 } },
  { fault: 'network.duplicate_late', target: 'engine', forMs: 15_000, values: { afterMs: 5000 } },
  { fault: 'network.delay', target: 'engine', forMs: 15_000 },
  { fault: 'network.reorder', target: 'lever_boiler', forMs: 15_000 },
  { fault: 'network.clog', target: 'engine', forMs: 2900 },
  { fault: 'network.clog', target: 'lever_boiler', forMs: 2000 },
  { fault: 'network.clog_staggered', forMs: 10_000 },
  { fault: 'network.queue_overflow', target: 'engine', forMs: 2500 },
  { fault: 'network.queue_overflow', target: 'engine', forMs: 2500, values: { limit: 0, dropsOldest: 0 } },
  { fault: 'network.partition_up', target: 'engine', forMs: 10_000 },
  { fault: 'network.partition_up', target: 'lever_boiler', forMs: 10_000 },
  { fault: 'network.partition_down', target: 'engine', forMs: 10_000 },
  { fault: 'network.partition_down', target: 'lever_boiler', forMs: 10_000 },
  { fault: 'network.partition', target: 'engine', forMs: 15_000 },
  { fault: 'network.half_open', target: 'engine', forMs: 15_000 },
  { fault: 'network.half_open', target: 'lever_boiler', forMs: 8000 },
  { fault: 'network.takeover', target: 'engine', forMs: 6000 },
  { fault: 'network.takeover', target: 'lever_boiler', forMs: 6000 },
  { fault: 'network.will_late', target: 'lever_boiler', forMs: 12_000 },
  { fault: 'network.will_missing', target: 'lever_boiler', forMs: 8000 },
  { fault: 'network.will_false', target: 'lever_boiler', forMs: 0 },
  { fault: 'network.broker_restart', forMs: 10_000 },
  { fault: 'network.broker_replay', forMs: 15_000, values: { windowMs: 6000 } },
  { fault: 'network.stale_retained', target: 'engine', forMs: 15_000, values: { ageMs: 6000 } },
]);
