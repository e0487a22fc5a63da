/** Every output of Clockwork as its definition has it: after boot, and after an E-stop by the firmware alone, the contactor taken away. */
import type { Room } from '@understudy/contract';
import type { Truth } from '@understudy/sim-devices';
import { describe, expect, it } from 'vitest';
import { type IndexedPlant, type IndexedUnit, unitParam } from '../src/monitors/room-index.ts';
import { DEVICES, firmware, room } from './operation-trial.ts';
import { benchRoom, SafetyBench } from './safety-bench.ts';

const BOOT_MS = 16_000;
const SETTLED_MS = 20_000;

/** The room without its hardwired circuits: what is left is what the firmware does. */
const unwired: Room = {
  ...room,
  physics: room.physics.map(({ controller, plants }) => ({
    controller,
    plants: Object.fromEntries(
      Object.entries(plants).map(([id, { estop: _estop, egress: _egress, ...plant }]) => [id, plant]),
    ),
  })),
};

/** What a plant must be: undefined where the definition leaves it as it is. */
type Expected = Readonly<Record<string, number | boolean>> | undefined;

const held = (param: number) => (param === 2 ? undefined : param === 1);

function lockIs(locked: boolean | undefined): Expected {
  return locked === undefined ? undefined : { holding: locked };
}

function switchIs({ definition }: IndexedPlant, on: boolean | undefined): Expected {
  if (on === undefined || definition.model === 'haze') return undefined;
  return definition.model === 'lamp' ? { level: on ? 1 : 0 } : { on };
}

function endIs(direction: number): Expected {
  return direction === 0 ? { speed: 0 } : { speed: 0, position: direction > 0 ? 1 : 0 };
}

function expectedOf({ definition }: IndexedUnit, plant: IndexedPlant, when: 'boot' | 'safe'): Expected {
  const param = (name: string) => unitParam(definition, `${when}${name}`);
  switch (definition.driver) {
    case 'relay':
      return switchIs(plant, held(param('On')));
    case 'lock':
      return lockIs(held(param('Locked')));
    case 'actuator':
      return endIs(param('Direction'));
    case 'motor':
      return { speed: 0 };
    case 'rotor':
      return { turning: false };
    case 'dmx_fog':
      return { fogging: false };
    case 'strip':
      return param('Effect') < 0 ? undefined : { effect: param('Effect') };
    case 'dimmer':
      return param('Level') < 0 ? undefined : { level: param('Level') / 255 };
    default:
      return undefined;
  }
}

const OUTPUTS = DEVICES.filter(({ units }) =>
  [...units.values()].some((unit) =>
    unit.plants.some((plant) => expectedOf(unit, plant, 'boot') ?? expectedOf(unit, plant, 'safe')),
  ),
);

/** What stands otherwise than it should; numbers to a hundredth. */
function wrong(bench: SafetyBench, device: (typeof OUTPUTS)[number], when: 'boot' | 'safe'): string[] {
  return [...device.units.values()].flatMap((unit) =>
    unit.plants.flatMap((plant) => {
      const truth: Truth = bench.truth(plant.id);
      return Object.entries(expectedOf(unit, plant, when) ?? {})
        .filter(([key, value]) => Math.abs(Number(truth[key]) - Number(value)) > 0.01)
        .map(([key, value]) => `${plant.id}.${key} is ${String(truth[key])}, not ${String(value)}`);
    }),
  );
}

describe('every output', () => {
  it.each(OUTPUTS)('$id boots and is safe as its definition says', (device) => {
    const { controller } = device.controller;
    const bench = new SafetyBench(benchRoom(unwired, controller), firmware);
    bench.pass(BOOT_MS);
    expect(wrong(bench, device, 'boot')).toEqual([]);
    for (const [op, { verb, parameters = {} }] of Object.entries(device.definition.operations ?? {})) {
      if (['on', 'lock', 'forward', 'start'].includes(verb)) bench.order(controller, device.key, op);
      if (verb === 'set' && parameters.on !== undefined) bench.order(controller, device.key, op, { on: true });
    }
    bench.pass(2000);
    // The firmware's E-stop is for what is CRITICAL; the rest goes on as it is.
    if (device.definition.safetyClass !== 'CRITICAL') return;
    bench.world.act('estop_entry', 'press');
    bench.pass(SETTLED_MS);
    expect(wrong(bench, device, 'safe')).toEqual([]);
  });

  it('is here', () => {
    expect(OUTPUTS.length).toBeGreaterThan(150);
  });

  it('planted: a lock that is defined to stay locked in an E-stop is seen to let go', () => {
    const device = DEVICES.find(({ id }) => id === 'clock_wood_door_maglock');
    if (device === undefined) throw new Error('no lock');
    const bench = new SafetyBench(benchRoom(unwired, 'clock'), firmware);
    bench.pass(BOOT_MS);
    expect(wrong(bench, device, 'safe')).toEqual(['wood_door_maglock.holding is true, not false']);
  });
});
