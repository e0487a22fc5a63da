/** Sensors that say something else than what is there: one input pin each. */
import { BouncingInput, ChatteringInput, NoisyInput, StuckInput } from '@understudy/sim-devices';
import type { FaultKind } from '../fault-kind.ts';
import { inputFaultKind, mostOf } from './input-fault-kind.ts';

/** A sensor that stands as it is shows nothing until somebody works it. */
const UNTIL_WORKED_MS = 420_000;
const everyMs = { min: 1, max: 1000, default: 20, unit: 'ms' };

export const SENSOR_FAULTS: readonly FaultKind[] = [
  inputFaultKind({
    name: 'sensor.stuck_low',
    title: 'An input reads 0, whatever is there',
    signals: ['digital', 'analog'],
    least: UNTIL_WORKED_MS,
    make: () => new StuckInput(0),
  }),
  inputFaultKind({
    name: 'sensor.stuck_high',
    title: 'An input reads its highest value, whatever is there',
    signals: ['digital', 'analog'],
    least: UNTIL_WORKED_MS,
    make: (wire) => new StuckInput(mostOf(wire)),
  }),
  inputFaultKind({
    name: 'sensor.stuck_last',
    title: 'An input goes on reading what it read last; a serial one hears nothing',
    signals: ['digital', 'analog', 'count', 'ir', 'number', 'bytes'],
    least: UNTIL_WORKED_MS,
    make: () => new StuckInput(),
  }),
  inputFaultKind({
    name: 'sensor.bounce',
    title: 'A worn contact bounces long at every edge',
    signals: ['digital'],
    values: { spanMs: { min: 1, max: 500, default: 60, unit: 'ms' } },
    least: UNTIL_WORKED_MS,
    make: (_, values, seed) => new BouncingInput(values.spanMs ?? 60, seed),
  }),
  inputFaultKind({
    name: 'sensor.chatter',
    title: 'A loose contact opens and closes at random',
    signals: ['digital'],
    values: { everyMs },
    make: (_, values, seed) => new ChatteringInput(values.everyMs ?? 20, seed),
  }),
  inputFaultKind({
    name: 'sensor.noise',
    title: 'A disturbed wire adds noise to a reading',
    signals: ['analog', 'number'],
    values: { counts: { min: 1, max: 1023, default: 60, unit: 'counts' }, everyMs },
    make: (wire, values, seed) => new NoisyInput(values.counts ?? 60, values.everyMs ?? 20, mostOf(wire), seed),
  }),
  inputFaultKind({
    name: 'sensor.out_of_range',
    title: 'A converter gives a reading that it cannot have',
    signals: ['analog', 'count', 'number', 'ir'],
    values: { value: { min: -1_000_000, max: 1_000_000, default: 4095, unit: 'counts' } },
    make: (_, values) => new StuckInput(values.value ?? 4095),
  }),
];
