/** Every device of Clockwork that only senses: worked by hand, it says so; and every list of the room is whole. */
import { usedDevices } from '@understudy/contract';
import { describe, expect, it } from 'vitest';
import { bench, DEVICES, INDEX, room } from './operation-trial.ts';

/** Longer than a selector, a tag or a lever needs. */
const WORKED_MS = 3000;
const MOVED_MS = 30_000;
const ACTIONS: Readonly<Record<string, readonly (readonly [action: string, value?: number])[]>> = {
  door: [['open'], ['close']],
  valve: [
    ['turn', 1],
    ['turn', 0],
  ],
  lever: [
    ['pull', 1],
    ['pull', 0],
  ],
  button: [['press', 2000]],
  switch: [
    ['set', 1],
    ['set', 0],
  ],
  selector: [
    ['set', 3],
    ['set', 1],
  ],
  ir_target: [['shoot', 0x51]],
  flame: [['present', 6500]],
  crank: [['turn', 60]],
  plug: [
    ['plug', 300],
    ['plug', 0],
  ],
  reader: [['present', 1003]],
  sprung: [['close']],
};

describe('every device that only senses', () => {
  const sensors = DEVICES.filter(({ definition }) => Object.keys(definition.operations ?? {}).length === 0);

  it('has wires of its own, but for two whose switches are the limits of a motor', () => {
    const bare = sensors.filter(({ units }) => units.size === 0).map(({ id }) => id);
    expect(bare).toEqual(['floor_drawer_proximity', 'study_d_proximity_sensors']);
  });

  it.each(sensors.filter(({ units }) => units.size > 0))('$id says what is done to it', (device) => {
    const trial = bench(device);
    const plants = [...new Set([...device.units.values()].flatMap((unit) => unit.plants))];
    const said = new Set([JSON.stringify(trial.states.get(device.id))]);
    const listen = (ms: number) => {
      for (let passed = 0; passed < ms; passed += 100) {
        trial.pass(100);
        said.add(JSON.stringify(trial.states.get(device.id)));
      }
    };
    // What a lock holds is let go of first; what a motor moves nobody moves by hand.
    for (const [key, { operations = {} }] of Object.entries(device.controller.devices)) {
      for (const [op, { verb }] of Object.entries(operations)) {
        if (verb === 'unlock' || verb === 'forward') trial.order(device.controller.controller, key, op);
      }
    }
    listen(MOVED_MS);
    for (const { id, definition } of plants) {
      for (const [action, value] of ACTIONS[definition.model] ?? []) {
        trial.world.act(id, action, value);
        listen(WORKED_MS);
      }
    }
    expect(said.size).toBeGreaterThan(1);
  });
});

describe('the lists of the room', () => {
  const ids = DEVICES.map(({ id }) => id).sort();

  it('every device is used by the game, or says why not', () => {
    const unused = Object.entries(room.manifest.unused ?? {});
    for (const [, why] of unused) expect(why.length).toBeGreaterThan(20);
    const used = [...usedDevices(room)].map(([id]) => id);
    expect([...new Set([...used, ...unused.map(([id]) => id)])].sort()).toEqual(ids);
    expect(unused.length).toBeLessThan(5);
  });

  it('every device has a ready condition and a way back to it', () => {
    expect(Object.keys(room.ready?.devices ?? {}).sort()).toEqual(ids);
    for (const [id, { by }] of Object.entries(room.ready?.devices ?? {})) {
      expect(['operation', 'staff', 'itself'], id).toContain(by);
    }
  });

  it('every controller has a part in the game, in the physics and in the reset', () => {
    const graph = JSON.stringify(room.graph.nodes) + JSON.stringify(room.rules);
    for (const { controller, devices } of room.controllers) {
      expect(
        Object.keys(devices).some((key) => graph.includes(`"${controller}_${key}"`)),
        controller,
      ).toBe(true);
      expect(
        [...INDEX.plants.values()].some((plant) => plant.controller === controller),
        controller,
      ).toBe(true);
    }
    expect(room.controllers).toHaveLength(35);
  });

  it('has nodes, objectives, hints and interlocks enough', () => {
    expect(Object.keys(room.graph.nodes).length).toBeGreaterThanOrEqual(150);
    const objectives = Object.entries(room.objectives.objectives);
    expect(objectives.length).toBeGreaterThan(30);
    for (const [id, { hints, parMs }] of objectives) {
      expect(hints.length, id).toBeGreaterThanOrEqual(2);
      expect(parMs, id).toBeGreaterThan(0);
    }
    expect(Object.keys(room.rules.interlocks).length).toBeGreaterThan(50);
  });
});
