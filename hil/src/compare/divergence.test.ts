/** When an event came that no programme recorded is known only between two instants: such a time is no divergence. */
import { expect, it } from 'vitest';
import type { Wire } from '../scenario/wires.ts';
import type { Trace } from '../suite/types.ts';
import { divergenceOf } from './divergence.ts';
import { eventsOf } from './events.ts';

const MS = 1000;
const wire = (signal: string, direction: 'in' | 'out'): Wire =>
  ({ signal, direction, device: 'door', kind: 'level' }) as unknown as Wire;
const WIRES = [wire('door.contact', 'in'), wire('door.bolt', 'out'), wire('door.lamp', 'out')];
type Edge = Trace['edges'][number];
const STIMULUS: Edge = { atUs: 100 * MS, signal: 'door.contact', value: 1 };

/** The bolt, and after it the lamp: each so much later than what the bench did. */
function run(bolt: Omit<Edge, 'signal' | 'value'>, lampUs: number) {
  const edges = [STIMULUS, { ...bolt, signal: 'door.bolt', value: 1 }, { atUs: lampUs, signal: 'door.lamp', value: 1 }];
  return eventsOf({ edges, messages: [] }, WIRES);
}
const twin = run({ atUs: 120 * MS }, 130 * MS);

it('what was recorded late is late', () => {
  expect(divergenceOf(twin, run({ atUs: 400 * MS }, 130 * MS))).toMatchObject({ stream: 'door.bolt', why: 'time' });
});

it('what was seen late, by what it left behind, may have come in time', () => {
  expect(divergenceOf(twin, run({ atUs: 400 * MS, afterUs: 110 * MS }, 130 * MS))).toBeUndefined();
});

it('what came after its time at the soonest is late, however late it was seen', () => {
  const late = run({ atUs: 400 * MS, afterUs: 180 * MS }, 130 * MS);
  expect(divergenceOf(twin, late)).toMatchObject({ stream: 'door.bolt', why: 'time' });
});

it('what is unsure excuses nothing that follows it', () => {
  const late = run({ atUs: 400 * MS, afterUs: 110 * MS }, 410 * MS);
  expect(divergenceOf(twin, late)).toMatchObject({ stream: 'door.lamp', why: 'time' });
});
