/**
 * Every operation of every device of Clockwork, at the ends of its parameters' ranges: signed as the engine signs it, done
 * by the real firmware, COMPLETED, and then true in the room.
 */
import type { Room } from '@understudy/contract';
import { describe, expect, it } from 'vitest';
import type { IndexedDevice } from '../src/index.ts';
import { findOperation } from '../src/monitors/room-index.ts';
import { LAWS } from './expected-effect.ts';
import { bench, DEVICES, ends, INDEX, LIMIT_MS, REST_MS, room, Trial, told } from './operation-trial.ts';
import type { SafetyBench } from './safety-bench.ts';

/** Operations that do something to a plant; those of inputs and of whole controllers are below. */
const DRIVEN = DEVICES.flatMap((device) =>
  Object.entries(device.definition.operations ?? {}).flatMap(([op, operation]) => {
    const driver = findOperation(INDEX, device.id, op)?.units[0]?.definition.driver ?? '';
    const law = `${driver}.${operation.verb}`;
    return Object.hasOwn(LAWS, law) ? [{ id: device.id, device, op, operation, law }] : [];
  }),
);

/** What is wrong with an operation at either end of its range; empty when it did what it says. */
function faultsOf({ device, op, operation, law }: (typeof DRIVEN)[number], played: Room = room): string[] {
  const faults: string[] = [];
  for (const parameters of ends(operation)) {
    const { end: last, outcomes } = new Trial(device, played).run(op, operation, parameters);
    const what = `${op} ${JSON.stringify(parameters)}`;
    if (last !== 'COMPLETED') faults.push(`${what}: ${last}`);
    const shown = outcomes.filter(({ plant }) => plant.definition.model !== 'valve');
    if (shown.length === 0) faults.push(`${what}: nothing hangs on it`);
    for (const outcome of shown) {
      if (LAWS[law]?.(outcome, told(operation, parameters)) === true) continue;
      const { plant, before, ended, rested } = outcome;
      faults.push(
        `${what}: ${plant.id} was ${JSON.stringify(before)}, is ${JSON.stringify(ended)}, ${JSON.stringify(rested)}`,
      );
    }
  }
  return faults;
}

/** Devices that only hear, by their unit that counts. */
const unitsOf = (driver: string) =>
  DEVICES.filter(({ units }) => [...units.values()].some(({ definition }) => definition.driver === driver));
const operationOf = ({ definition }: IndexedDevice, verb: string) =>
  Object.entries(definition.operations ?? {}).filter(([, operation]) => operation.verb === verb);

/** Counts that no other number of these controllers is at. */
const TURNED = 123;
const operationsOver = (driver: string) =>
  DEVICES.flatMap((device) =>
    Object.entries(device.definition.operations ?? {})
      .filter(([op]) => findOperation(INDEX, device.id, op)?.units[0]?.definition.driver === driver)
      .map(([op, operation]) => ({ id: device.id, device, op, operation })),
  );

describe('operations of what only hears', () => {
  it.each(unitsOf('ir'))('$id hears when it is enabled, and not when it is disabled', (device) => {
    const hits = (verb: string) => {
      const [op] = operationOf(device, verb)[0] ?? [];
      if (op === undefined) return undefined;
      const trial = bench(device);
      trial.order(device.controller.controller, device.key, op);
      trial.pass(1000);
      expect(trial.ends).toEqual(['COMPLETED']);
      for (const { plants, definition } of device.units.values()) {
        const target = plants.find((plant) => plant.definition.model === 'ir_target');
        if (target === undefined) continue;
        for (let shot = 0; shot < 8; shot += 1) {
          trial.world.act(target.id, 'shoot', Number(definition.params?.acceptCode));
          trial.pass(1330);
        }
      }
      const state = trial.states.get(device.id) ?? {};
      return Number(Object.entries(state).find(([name]) => name.endsWith('hits'))?.[1]);
    };
    const enabled = hits('enable');
    if (enabled !== undefined) expect(enabled).toBeGreaterThan(0);
    const disabled = hits('disable');
    if (disabled !== undefined) expect(disabled).toBe(0);
  });

  it.each(operationsOver('encoder'))('$id $op counts from what it is told', ({ device, op, operation }) => {
    const { controller } = device.controller;
    const units = findOperation(INDEX, device.id, op)?.units ?? [];
    const counts = (trial: SafetyBench) =>
      [...trial.states.values()].flatMap((state) => Object.values(state).filter((value) => typeof value === 'number'));
    const trial = bench(device);
    for (const { plants } of units) for (const { id } of plants) trial.world.act(id, 'turn', TURNED);
    trial.pass(8000);
    const saying = (count: number) => counts(trial).filter((one) => one === count).length;
    expect(saying(TURNED)).toBe(units.length);
    for (const parameters of ends(operation)) {
      trial.order(controller, device.key, op, parameters);
      trial.pass(1000);
      expect(trial.ends.at(-1)).toBe('COMPLETED');
      expect(saying(TURNED)).toBe(0);
      expect(saying(told(operation, parameters).value ?? 0)).toBeGreaterThanOrEqual(units.length);
    }
  });

  it.each(unitsOf('color'))('$id reads the flame that is there', (device) => {
    const flame = [...device.units.values()].flatMap(({ plants }) => plants)[0]?.id ?? '';
    const trial = bench(device);
    trial.world.act(flame, 'present', 6500);
    const [op] = operationOf(device, 'read')[0] ?? [];
    trial.order(device.controller.controller, device.key, op ?? '');
    trial.pass(2000);
    expect(trial.ends).toEqual(['COMPLETED']);
    const kelvin = Number(trial.states.get(device.id)?.color_temperature_k);
    expect(Math.abs(kelvin - Number(trial.truth(flame).temperature_k))).toBeLessThan(100);
  });
});

/** Operations of whole controllers: what hangs on it moves, fogs or is under current no longer. */
const CONTROLLERS = unitsOf('controller').flatMap((device) =>
  Object.entries(device.definition.operations ?? {})
    .filter(([, { every, units }]) => every === undefined && units === undefined)
    .map(([op, { verb }]) => ({ id: device.id, device, op, verb })),
);

describe('operations of whole controllers', () => {
  it.each(CONTROLLERS)('$id $op', ({ device, op, verb }) => {
    const trial = bench(device);
    const plants = [...INDEX.plants.values()].filter(({ controller }) => controller === device.controller.controller);
    const booted = plants.map(({ id }) => ({ ...trial.truth(id) }));
    for (const [key, { operations = {} }] of Object.entries(device.controller.devices)) {
      for (const [other, operation] of Object.entries(operations)) {
        const drives = ['forward', 'start', 'on', 'set', 'unlock'].includes(operation.verb);
        if (drives && operation.every === undefined)
          trial.order(device.controller.controller, key, other, ends(operation)[0]);
      }
    }
    trial.pass(1000);
    const said = trial.ends.length;
    trial.order(device.controller.controller, device.key, op);
    trial.passUntil(() => trial.ends.length > said && trial.ends.at(-1) === 'COMPLETED', LIMIT_MS, 20);
    trial.pass(REST_MS);
    for (const [index, { id, definition }] of plants.entries()) {
      const truth = trial.truth(id);
      if (definition.model === 'travel' || definition.model === 'linear') expect(truth.speed, id).toBe(0);
      if (definition.model === 'rotor') expect(truth.turning, id).toBe(false);
      if (definition.model === 'haze') expect(truth.fogging === true && verb !== 'all_lock', id).toBe(false);
      if (definition.model === 'maglock' && verb === 'all_lock') expect(truth.holding, id).toBe(true);
      if (definition.model === 'load' && verb === 'reset') expect(truth.on, id).toBe(booted[index]?.on);
    }
  });
});

describe('the list', () => {
  it('leaves no operation of the room out', () => {
    const all = DEVICES.flatMap(({ id, definition }) =>
      Object.keys(definition.operations ?? {}).map((op) => `${id}.${op}`),
    );
    const heard = ['ir', 'encoder', 'color'].flatMap(operationsOver).map(({ id, op }) => `${id}.${op}`);
    const tried = [...DRIVEN, ...CONTROLLERS].map(({ id, op }) => `${id}.${op}`);
    expect(all.filter((operation) => !tried.includes(operation) && !heard.includes(operation))).toEqual([]);
    expect(all.length).toBeGreaterThan(480);
    expect(DEVICES).toHaveLength(253);
  });
});

describe('planted', () => {
  /** The room with a param of a plant changed. */
  function withParam(plant: string, param: string, value: number): Room {
    const copy = structuredClone(room);
    const found = copy.physics.map(({ plants }) => plants[plant]).find((definition) => definition !== undefined);
    if (found === undefined) throw new Error(`no plant ${plant}`);
    found.params = { ...found.params, [param]: value };
    return copy;
  }
  const operation = (id: string, op: string) => {
    const found = DRIVEN.find((one) => one.id === id && one.op === op);
    if (found === undefined) throw new Error(`no operation ${id} ${op}`);
    return found;
  };

  it('a bolt that needs longer than it is driven is seen, though its command is COMPLETED', () => {
    const slow = withParam('exit_door_bolt', 'travelMs', 9000);
    expect(faultsOf(operation('clock_exit_door_actuator', 'lock'), slow)[0]).toMatch(
      /exit_door_bolt was .*"position":0\./,
    );
  });

  it('a coil that never lets go is seen', () => {
    const stuck = withParam('wood_door_maglock', 'releaseMs', 60_000);
    expect(faultsOf(operation('clock_wood_door_maglock', 'open'), stuck)).toHaveLength(1);
  });

  it('a relay on the wrong pin is seen', () => {
    const crossed = structuredClone(room);
    const laser = crossed.physics.find(({ controller }) => controller === 'clock')?.plants.laser;
    if (laser === undefined) throw new Error('no laser');
    laser.pins = { out: 24 };
    expect(faultsOf(operation('clock_laser_light', 'on'), crossed)).toHaveLength(1);
  });
});

describe('every operation is done in the room', () => {
  it.each(DRIVEN)('$id $op', (operation) => {
    expect(faultsOf(operation)).toEqual([]);
  });
});
