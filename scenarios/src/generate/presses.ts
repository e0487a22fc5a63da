/** Buttons pressed while a fault is at work: the circuits in copper must do when what else would help does not. */
import fc from 'fast-check';
import type { ActRecord, FaultRecord } from '../scenario/schema.ts';
import type { PropAction } from './vocabulary.ts';

/** A fault that is over sooner is not pressed into. */
const LASTING_MS = 1000;
const PRESSES_MAX = 3;
const HELD_MS = 5000;

/** In one game of three with faults: an E-stop or a release button in the midst of some of them, let go in time. */
export function pressesUnder(
  faults: readonly FaultRecord[],
  buttons: readonly PropAction[],
  untilMs: number,
): fc.Arbitrary<ActRecord[]> {
  const lasting = faults.filter(({ forMs }) => forMs >= LASTING_MS);
  const plants = buttons.filter(({ action }) => action === 'press').map(({ plant }) => plant);
  if (lasting.length === 0 || plants.length === 0) return fc.constant([]);
  const one = fc
    .tuple(fc.constantFrom(...lasting), fc.constantFrom(...plants), fc.integer({ min: 1, max: 9 }))
    .map(([{ atMs, forMs }, plant, tenth]) => pressAndRelease(plant, atMs + Math.floor((forMs * tenth) / 10), untilMs));
  const some = fc.array(one, { minLength: 1, maxLength: PRESSES_MAX }).map((lists) => lists.flat());
  return fc.oneof({ weight: 2, arbitrary: fc.constant<ActRecord[]>([]) }, { weight: 1, arbitrary: some });
}

function pressAndRelease(plant: string, atMs: number, untilMs: number): ActRecord[] {
  const press: ActRecord = { kind: 'act', atMs, plant, action: 'press' };
  // A release button lets go by itself.
  if (!plant.startsWith('estop_')) return [press];
  return [press, { kind: 'act', atMs: Math.min(atMs + HELD_MS, untilMs), plant, action: 'release' }];
}
