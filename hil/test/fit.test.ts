/** Devices that are not as the twin has them: compare tells, the fit finds what they are, and with it twin and bench agree. */
import { calibrated, type Room } from '@understudy/contract';
import { buildWasmBench, FIRMWARE_ROOT } from '@understudy/firmware';
import { beforeAll, describe, expect, it } from 'vitest';
import { withFitted } from '../src/compare/calibration.ts';
import { divergenceText } from '../src/compare/divergence.ts';
import { exerciseDevices } from '../src/compare/exercise.ts';
import { type Fitted, fitPlants } from '../src/compare/fit.ts';
import { notObserved } from '../src/compare/observability.ts';
import { withPlants } from '../src/compare/stand-in.ts';
import { compareStations } from '../src/compare/stations.ts';
import { readBenchScenario } from '../src/scenario/read.ts';
import { openWasmStation } from '../src/station/wasm-station.ts';
import { readRoom } from './load-room.ts';

const cacheDir = `${FIRMWARE_ROOT}/../.cache/firmware`;
const room = readRoom();
let module: WebAssembly.Module;
beforeAll(async () => {
  module = new WebAssembly.Module((await buildWasmBench({ cacheDir })).wasm as BufferSource);
}, 300_000);

/** The room with other params of some plants. */
function changed(params: Readonly<Record<string, Readonly<Record<string, number>>>>): Room {
  const measured = Object.entries(params).flatMap(([plant, values]) =>
    Object.entries(values).map(([parameter, value]) => ({
      ...{ plant, parameter, value, n: 1, serial: 'changed', date: '2026-11-22' },
      interval: [value, value],
    })),
  );
  return { ...room, physics: calibrated(room.physics, { measured }) };
}
/** A pin that the boiler lever's controller leaves free. */
const SENSE_PIN = 30;

const definitionOf = (controller: string, of: Room = room) => {
  const found = of.controllers.find((one) => one.controller === controller);
  if (found === undefined) throw new Error(`expected ${controller} in the room`);
  return found;
};

async function fitted(behind: Room, controller: string, rounds = 3): Promise<readonly Fitted[]> {
  const definition = definitionOf(controller);
  const station = await withPlants(await openWasmStation(module), behind, definition);
  try {
    return fitPlants(room, controller, await exerciseDevices(station, room, definition, { rounds }));
  } finally {
    await station.close();
  }
}

async function divergence(twin: Room, behind: Room, text: string) {
  const scenario = readBenchScenario(room, { file: 'test.yaml', text });
  const one = await withPlants(await openWasmStation(module), twin, scenario.definition);
  const other = await withPlants(await openWasmStation(module), behind, scenario.definition);
  try {
    return await compareStations(room, scenario, { one, other }, { devices: true });
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
}

const holds =
  (truth: number, width: number) =>
  ([low, high]: readonly [number, number]): boolean =>
    low <= truth && truth <= high && high - low <= width;

const opens = (controller: string, device: string, open: string, close: string): string => `
version: 1
name: there and back
controller: ${controller}
steps:
  - command: { device: ${device}, op: ${open}, status: COMPLETED, timeout: 20s }
  - delay: 500ms
  - command: { device: ${device}, op: ${close}, status: COMPLETED, timeout: 20s }
`;

describe('portholes that are slower by a fifth', () => {
  const slow = { travelMs: 6000 };
  const behind = changed({ porthole_one: slow, porthole_two: slow, porthole_three: slow });
  const scenario = opens('study_a', 'porthole_controller', 'open', 'close');

  it('parts from the twin at its contact, is fitted, and parts no more', async () => {
    const before = await divergence(room, behind, scenario);
    expect(before.divergence, divergenceText(before.divergence, 'twin', 'bench')).toMatchObject({
      stream: 'study_a_porthole_controller.drive.high',
      why: 'time',
    });
    const found = await fitted(behind, 'study_a');
    expect(found.map(({ plant, parameter, before: was }) => [plant, parameter, was])).toEqual(
      ['porthole_one', 'porthole_two', 'porthole_three'].map((plant) => [plant, 'travelMs', 5000]),
    );
    for (const { interval } of found) expect(interval).toSatisfy(holds(6000, 1));
    const calibration = withFitted(undefined, found, { serial: 'S1', date: '2026-11-22' });
    const twin = { ...room, physics: calibrated(room.physics, calibration) };
    const after = await divergence(twin, behind, scenario);
    expect(divergenceText(after.divergence, 'twin', 'bench')).toBe('twin and bench agree');
    expect(after.agreement.events).toBeGreaterThan(10);
    expect([after.one.failure, after.other.failure]).toEqual([undefined, undefined]);
  }, 120_000);
});

it('fits the way of a post between its limits, in steps, and says what nothing shows', async () => {
  const found = await fitted(changed({ newell_post: { travelSteps: 5800 } }), 'lever_boiler');
  expect(found.map(({ parameter }) => parameter)).toEqual(['travelSteps']);
  expect(found[0]?.interval).toSatisfy(holds(5800, 4));
  const rest = notObserved(room, 'lever_boiler', found);
  expect(rest.find(({ plant }) => plant === 'lever_boiler_maglock')?.why).toMatch(/no contact or sense pin/);
  expect(rest.find(({ plant }) => plant === 'lever_boiler')?.why).toMatch(/a hand/);
  expect(rest.find(({ plant }) => plant === 'newell_post')?.parameters).toContain('windowSteps');
}, 120_000);

it('fits a lock by its sense pin', async () => {
  // No lock of the room has one: that of the boiler lever is given one here.
  const sensed = (releaseMs: number): Room => {
    const changedRoom = structuredClone(room);
    const lock = changedRoom.controllers.find((one) => one.controller === 'lever_boiler')?.devices.lever_boiler?.units
      .maglock;
    const plant = changedRoom.physics.find((one) => one.controller === 'lever_boiler')?.plants.lever_boiler_maglock;
    if (lock?.pins === undefined || plant === undefined) throw new Error('expected the lock of the boiler lever');
    lock.pins.sense = SENSE_PIN;
    plant.pins.sense = SENSE_PIN;
    plant.params = { ...plant.params, releaseMs };
    return changedRoom;
  };
  const twin = sensed(60);
  const definition = definitionOf('lever_boiler', twin);
  const station = await withPlants(await openWasmStation(module), sensed(85), definition);
  const found = fitPlants(twin, 'lever_boiler', await exerciseDevices(station, twin, definition, { rounds: 3 }));
  await station.close();
  const release = found.find(({ parameter }) => parameter === 'releaseMs');
  expect(release).toMatchObject({ plant: 'lever_boiler_maglock', before: 60 });
  expect(release?.interval).toSatisfy(holds(85, 1));
  expect(found.find(({ parameter }) => parameter === 'pullInMs')?.interval).toSatisfy(holds(80, 1));
}, 120_000);

it('takes no answer of a device that came too late', async () => {
  const definition = definitionOf('lever_boiler');
  const station = await withPlants(await openWasmStation(module), room, definition, { latestUs: -1 });
  await expect(exerciseDevices(station, room, definition, { rounds: 1 })).rejects.toMatchObject({
    code: 'DEVICE_LATE',
  });
  await station.close();
}, 60_000);
