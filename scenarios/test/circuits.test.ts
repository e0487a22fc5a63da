/**
 * What the wires do alone, for every motor, drive and lock of Clockwork: with its controller hung the E-stop cuts it
 * within the drop-out time, and a way out opens within 100 ms of its button, whatever the processors hold.
 */
import { type DeviceDefinition, DRIVERS, type Room } from '@understudy/contract';
import { type FirmwareModule, StuckInput } from '@understudy/sim-devices';
import { describe, expect, it } from 'vitest';
import { type IndexedPlant, indexRoom } from '../src/index.ts';
import { isDriven } from '../src/monitors/driven.ts';
import { benchRoom, drivingOrder, loadClockwork, SafetyBench } from './safety-bench.ts';

const { room, firmware }: { room: Room; firmware: FirmwareModule } = await loadClockwork();
const INDEX = indexRoom(room);
const PLANTS = [...INDEX.plants.values()];
const { estop, egress } = room.manifest.circuits;
const ESTOP_BUTTONS = Object.keys(estop.buttons).map((id) => `estop_${id}`);
const FREE_MS = 100;
const WARM_UP_MS = 190_000;
/** Models that move or lock: what can hurt or shut somebody in. */
const HAZARDS = ['travel', 'linear', 'maglock', 'haze'];

/** Devices with a unit on a plant's pins, as key and definition. */
function devicesOf(plant: IndexedPlant): (readonly [key: string, device: DeviceDefinition])[] {
  const devices = room.controllers.find(({ controller }) => controller === plant.controller)?.devices ?? {};
  const pins = new Set(Object.values(plant.definition.pins));
  return Object.entries(devices).filter(([, { units }]) =>
    Object.values(units).some((unit) => Object.values(unit.pins ?? {}).some((pin) => pins.has(pin))),
  );
}

/** Brings a plant under current by its own controller, after which every controller hangs. */
function drivenAndHung(plant: IndexedPlant): SafetyBench {
  const bench = new SafetyBench(benchRoom(room, plant.controller), firmware);
  bench.pass(15_000);
  const fogs = plant.definition.model === 'haze' || plant.definition.model === 'dmx_fog';
  // What is at its upper end can only be driven back.
  const isOut = Number(bench.truth(plant.id).position ?? 0) > 0.5;
  for (const { key, op, parameters } of drivingOrders(plant, isOut ? ['reverse'] : undefined)) {
    // A fog machine has to warm up before its trigger does anything.
    if (fogs) bench.pass(WARM_UP_MS);
    bench.order(plant.controller, key, op, parameters);
  }
  bench.pass(200);
  bench.engineAlive = false;
  for (let index = 0; index < bench.world.controllerIds.length; index += 1) bench.world.hang(index, true);
  return bench;
}

/** One operation for each unit on the plant's pins, that of its power first, each of which brings something under current. */
function drivingOrders(plant: IndexedPlant, verbs?: readonly string[]) {
  const pins = Object.entries(plant.definition.pins).sort(
    ([left], [right]) => Number(right === 'power') - Number(left === 'power'),
  );
  const units = new Map<string, { key: string; device: DeviceDefinition; unit: string }>();
  for (const [, pin] of pins) {
    for (const [key, device] of devicesOf(plant)) {
      for (const [unit, definition] of Object.entries(device.units)) {
        if (Object.values(definition.pins ?? {}).includes(pin)) units.set(`${key}.${unit}`, { key, device, unit });
      }
    }
  }
  return [...units.values()].flatMap(({ key, device, unit }) => {
    const order = drivingOrder(device, unit, verbs);
    return order === undefined ? [] : [{ key, ...order }];
  });
}

const held = (bench: SafetyBench, door: string) => {
  const plant = INDEX.plants.get(door)?.definition;
  // What springs open by itself is not opened: it is held as long as its magnet holds.
  if (plant?.model === 'sprung') return plant.blockedBy?.some((lock) => bench.truth(lock).holding === true) === true;
  const result = bench.world.act(door, 'open');
  return !result.ok && result.reason === 'BLOCKED';
};
/** Doors that a plant holds shut. */
const doorsOf = (plant: string) =>
  PLANTS.filter(({ definition }) => definition.blockedBy?.includes(plant)).map(({ id }) => id);

describe('the E-stop', () => {
  it('covers every motor, drive and fog machine, and every lock of a way out', () => {
    for (const { id, definition } of PLANTS) {
      if (definition.model !== 'maglock' && HAZARDS.includes(definition.model)) {
        expect(definition.estop === true || definition.egress === true, id).toBe(true);
      }
      const outwards = INDEX.devices.get(definition.device ?? '')?.definition;
      const isFailSafe = Object.values(outwards?.units ?? {}).some(
        (unit) => unit.driver === 'lock' && unit.params?.idleLocked === 0,
      );
      if (definition.model === 'maglock' && isFailSafe) expect(definition.egress, id).toBe(true);
    }
  });

  const cut = PLANTS.filter(({ definition }) => definition.estop === true || definition.egress === true);
  it.each(cut.filter(({ definition }) => definition.model === 'rotor'))(
    'lets $id run down while every controller hangs',
    (plant) => {
      for (const button of ESTOP_BUTTONS) {
        const bench = drivenAndHung(plant);
        bench.pass(5000);
        const before = Number(bench.truth(plant.id).speed);
        expect(before).toBeGreaterThan(0);
        bench.world.act(button, 'press');
        bench.pass(estop.dropOutMs - 1);
        expect(bench.truth(plant.id).speed).toBe(before);
        bench.pass(50);
        expect(bench.truth(plant.id).speed).toBeLessThan(before);
        bench.pass(20_000);
        expect(bench.truth(plant.id).turning).toBe(false);
      }
    },
  );

  it.each(cut)('cuts $id within the drop-out time while every controller hangs', (plant) => {
    for (const button of ESTOP_BUTTONS) {
      const bench = drivenAndHung(plant);
      const { model, egress: isWayOut } = plant.definition;
      expect(isDriven(model, bench.truth(plant.id)), 'driven before').toBe(true);
      expect(bench.world.act(button, 'press').ok).toBe(true);
      bench.pass(estop.dropOutMs - 1);
      // Nobody but the contactor does it: until it drops out all is as it was.
      expect(isDriven(model, bench.truth(plant.id)), 'driven until the contactor drops out').toBe(true);
      bench.pass(2);
      if (model === 'linear' && isWayOut) {
        bench.pass(FREE_MS - estop.dropOutMs - 1);
        for (const door of doorsOf(plant.id)) expect(held(bench, door), door).toBe(false);
      } else {
        expect(isDriven(model, bench.truth(plant.id)), `after ${button}`).toBe(false);
      }
      bench.pass(2000);
      expect(isDriven(model, bench.truth(plant.id)), 'and it stays so').toBe(false);
    }
  });
});

describe('a way out', () => {
  const ways = PLANTS.filter(({ definition }) => definition.egress === true);
  const buttonsOf = (plant: string) =>
    Object.entries(egress.buttons).filter(([, { releases }]) => releases.includes(plant));

  it('has a door, and a button that opens it', () => {
    expect(ways.length).toBeGreaterThan(0);
    for (const { id } of ways) {
      expect(doorsOf(id), id).not.toEqual([]);
      expect(buttonsOf(id), id).not.toEqual([]);
    }
  });

  const ways_ = ways.flatMap((plant) => [
    ...buttonsOf(plant.id).map(([id]) => ({ plant, id: plant.id, button: `egress_${id}` })),
    ...ESTOP_BUTTONS.map((button) => ({ plant, id: plant.id, button })),
  ]);
  it.each(ways_)('$id opens within 100 ms of $button with every controller hung and no engine', ({ plant, button }) => {
    const bench = lockedAndHung(plant);
    for (const door of doorsOf(plant.id)) expect(held(bench, door), `${door} is locked before`).toBe(true);
    expect(bench.world.act(button, 'press').ok).toBe(true);
    bench.pass(FREE_MS);
    for (const door of doorsOf(plant.id)) expect(held(bench, door), door).toBe(false);
  });

  it.each(ways_)('$id opens by $button with every controller without power', ({ plant, button }) => {
    const bench = lockedAndHung(plant);
    for (let index = 0; index < bench.world.controllerIds.length; index += 1) bench.world.power(index, false);
    expect(bench.world.act(button, 'press').ok).toBe(true);
    bench.pass(FREE_MS);
    for (const door of doorsOf(plant.id)) expect(held(bench, door), door).toBe(false);
  });

  /** Locked by its own controller, to the end; then nobody runs any more. */
  function lockedAndHung(plant: IndexedPlant): SafetyBench {
    const bench = new SafetyBench(benchRoom(room, plant.controller), firmware);
    bench.pass(10_000);
    for (const [key, { units, operations }] of devicesOf(plant)) {
      const lock = Object.entries(operations ?? {}).find(([, { unit, verb }]) => {
        const driver = units[unit ?? '']?.driver;
        return (driver === 'lock' && verb === 'lock') || (driver === 'actuator' && verb === 'forward');
      });
      if (lock !== undefined) bench.order(plant.controller, key, lock[0]);
    }
    bench.pass(10_000);
    bench.engineAlive = false;
    for (let index = 0; index < bench.world.controllerIds.length; index += 1) bench.world.hang(index, true);
    return bench;
  }
});

describe('every drive without feedback', () => {
  const drives = [...INDEX.devices.values()].flatMap((device) =>
    [...device.units]
      .filter(([, { definition }]) => definition.driver === 'actuator' && definition.pins?.low === undefined)
      .map(([name, unit]) => ({ device, name, unit, id: device.id })),
  );
  it.each(drives)(
    '$id is driven for its stroke and never both ways, the engine silent from the start',
    ({ device, unit }) => {
      const { forward = -1, reverse = -1 } = unit.definition.pins ?? {};
      const controller = unit.plants[0]?.controller ?? '';
      const params = { ...DRIVERS.actuator.params };
      const travelMs = Number(unit.definition.params?.travelMs ?? params.travelMs.default);
      const bench = new SafetyBench(benchRoom(room, controller), firmware);
      const index = bench.controllerIndex(controller);
      bench.pass(travelMs + 1000);
      const key = device.id.slice(controller.length + 1);
      for (const verb of ['reverse', 'forward']) {
        const op = Object.entries(device.definition.operations ?? {}).find(([, operation]) => operation.verb === verb);
        bench.engineAlive = verb === 'reverse';
        bench.order(controller, key, op?.[0] ?? '');
        let onMs = 0;
        for (let ms = 0; ms < 60_000; ms += 10) {
          bench.pass(10);
          const on = [forward, reverse].map((pin) => bench.world.pinLevel(index, pin) === 1);
          expect(on).not.toEqual([true, true]);
          if (on[0] || on[1]) onMs += 10;
          if (verb === 'reverse' && ms > travelMs + 1000) break;
        }
        expect(bench.world.pinLevel(index, forward) + bench.world.pinLevel(index, reverse), verb).toBe(0);
        // The second time the silence of the engine may drive it once more, to where it is safe.
        expect(onMs, verb).toBeLessThanOrEqual(travelMs * (verb === 'reverse' ? 1 : 2) + 20);
        expect(onMs, verb).toBeGreaterThan(travelMs / 2);
      }
    },
  );
});

describe('every needle and hand', () => {
  const gauges = [...INDEX.devices.values()].flatMap((device) =>
    [...device.units.values()]
      .filter(({ definition }) => definition.driver === 'gauge')
      .map((unit) => ({ device, unit, id: device.id })),
  );
  it.each(gauges)('$id keeps inside its scale with its sensor stuck at either end', ({ device, unit }) => {
    const needle = unit.plants.find(({ definition }) => definition.model === 'needle');
    const controller = needle?.controller ?? '';
    const sweep = Number(unit.definition.params?.sweepSteps);
    for (const raw of [0, 1023]) {
      const bench = new SafetyBench(benchRoom(room, controller), firmware);
      const pot = unit.definition.pins?.pot ?? -1;
      bench.world.faults.input(bench.controllerIndex(controller), pot, new StuckInput(raw));
      bench.order(controller, device.id.slice(controller.length + 1), 'activate');
      bench.pass(20_000);
      const { steps, moving } = bench.truth(needle?.id ?? '');
      expect(moving).toBe(false);
      expect(steps).toBe(raw === 0 ? 0 : sweep);
    }
  });
});
