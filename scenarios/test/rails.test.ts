/** An E-stop cuts rails; when the game goes on they come back one by one. What moves by a rail waits for it, by an interlock. */
import { describe, expect, it } from 'vitest';
import type { IndexedPlant, IndexedUnit } from '../src/index.ts';
import { findOperation, unitParam } from '../src/monitors/room-index.ts';
import { DEVICES, INDEX, room } from './operation-trial.ts';

/** Verbs that do nothing without current, and whose driver may say COMPLETED all the same. */
const MOVES = new Set([
  'motor.forward',
  'motor.reverse',
  'actuator.forward',
  'actuator.reverse',
  'axis.move_to',
  'axis.move_by',
  'gauge.activate',
  'gauge.deactivate',
  'gauge.home',
  'rotor.start',
  'rotor.slow',
  'rotor.fast',
  'servo.open',
  'servo.close',
  'servo.set_position',
]);
/** Param `safeOn` of a relay that stays as it is in an E-stop. */
const STAYS = 2;

/** Relays between a plant and the mains that an E-stop switches off, as "device.property". */
function cutRelays(plant: IndexedPlant): string[] {
  const { supply } = plant.definition;
  const feeds = supply === undefined ? undefined : INDEX.plants.get(supply);
  if (feeds === undefined) return [];
  return [...relaysOf(feeds), ...cutRelays(feeds)];
}

function relaysOf(plant: IndexedPlant): string[] {
  return DEVICES.flatMap(({ id, units }) =>
    [...units].flatMap(([, unit]) => (drives(unit, plant) ? [`${id}.${unit.definition.publish?.on ?? 'on'}`] : [])),
  );
}

function drives({ definition, plants }: IndexedUnit, plant: IndexedPlant): boolean {
  return definition.driver === 'relay' && plants.includes(plant) && unitParam(definition, 'safeOn') !== STAYS;
}

/** Of a lock the verb that needs current: some hold by it, some let go by it. */
function lockMoves({ definition }: IndexedPlant): string {
  return definition.params?.energisedHolds === 0 ? 'lock.unlock' : 'lock.lock';
}

/** What the graph commands that needs such a relay: "device.op while device.property is off". */
const NEEDED = new Set(
  Object.values(room.graph.nodes).flatMap((node) => {
    if (node.kind !== 'DISPATCH') return [];
    const { device, parameters } = node;
    const op = String(parameters.op);
    const { operation, units = [] } = findOperation(INDEX, device, op) ?? {};
    return units.flatMap(({ definition, plants }) => {
      const verb = `${definition.driver}.${operation?.verb}`;
      const moved = plants.filter((plant) => MOVES.has(verb) || lockMoves(plant) === verb);
      return moved.flatMap(cutRelays).map((relay) => `${device}.${op} while ${relay} is off`);
    });
  }),
);

const HELD = new Set(
  Object.values(room.rules.interlocks).flatMap(({ when, forbid = [], holdMs = 0 }) => {
    if (holdMs === 0 || !('device' in when) || !('equals' in when) || when.equals !== false) return [];
    return forbid.map(({ device, op }) => `${device}.${op} while ${when.device}.${when.property} is off`);
  }),
);

describe('after an E-stop', () => {
  it('whatever moves waits for the rail that it hangs on', () => {
    expect(NEEDED.size).toBeGreaterThan(50);
    expect([...NEEDED].filter((need) => !HELD.has(need))).toEqual([]);
  });
});
