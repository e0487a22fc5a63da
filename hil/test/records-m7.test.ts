/**
 * Scenario records of the whole room's twin on the emulated Cortex-M7: hand wheels as ramps of analogue levels, and
 * a planted fault that fails in WebAssembly, fails again on this bench, and is made small there.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFirmware, buildM7, buildWasmBench, FIRMWARE_ROOT } from '@understudy/firmware';
import { SCENARIO_SCHEMA, type Scenario } from '@understudy/scenarios';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openQemuStation } from '../src/station/qemu-station.ts';
import type { Station } from '../src/station/types.ts';
import { openWasmStation } from '../src/station/wasm-station.ts';
import type { Trace } from '../src/suite/types.ts';
import { compareRecord, prepareRecord, type RecordComparison, shrinkOnBench } from '../src/suites/records.ts';
import { readRoom } from './load-room.ts';
import { plantedPatches, withFault } from './planted-faults.ts';

const cacheDir = `${FIRMWARE_ROOT}/../.cache/firmware`;
/** Of this machine, whatever else runs on it. */
const PATIENCE_MS = 600_000;
/** Each candidate of the search takes as long as it says, for an emulator's time is ours. */
const RUNS = 5;
/** A contact that tells nobody: the knife switch of the fuse cabinet is one. */
const FAULT = 'NO_STATE';

const room = readRoom();
const folder = mkdtempSync(join(tmpdir(), 'understudy-records-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Plan = Scenario['plan'];
const scenarioOf = (plan: Plan, endMs: number): Scenario => ({
  ...{ schema: SCENARIO_SCHEMA, room: 'clockwork', seed: 5, plan, endMs },
});
const WHEELS = scenarioOf(
  [
    { kind: 'act', atMs: 2000, plant: 'valve_1', action: 'turn', value: 0.6 },
    { kind: 'act', atMs: 2500, plant: 'valve_3', action: 'turn', value: 1 },
  ],
  6000,
);
const CABINET = scenarioOf(
  [
    { kind: 'act', atMs: 1200, plant: 'fuse_holder_a', action: 'plug', value: 256 },
    { kind: 'act', atMs: 1600, plant: 'knife_switch', action: 'set', value: 1 },
  ],
  2500,
);

let firmware: WebAssembly.Module;
let images: { readonly sound: string; readonly faulty: string; readonly simulated: WebAssembly.Module };
beforeAll(async () => {
  const moduleOf = (wasm: Uint8Array): WebAssembly.Module => new WebAssembly.Module(wasm as BufferSource);
  firmware = moduleOf((await buildFirmware({ cacheDir })).wasm);
  const { wasm } = await buildWasmBench({ cacheDir, patches: plantedPatches('wasm') });
  const { elf: sound } = await buildM7({ cacheDir });
  const { elf: all } = await buildM7({ cacheDir, patches: plantedPatches('qemu-m7') });
  const faulty = join(folder, 'faulty.elf');
  writeFileSync(faulty, withFault(readFileSync(all), FAULT));
  images = { sound, faulty, simulated: moduleOf(withFault(wasm, FAULT)) };
}, PATIENCE_MS);

async function on<T>(open: Promise<Station>, act: (station: Station) => Promise<T>): Promise<T> {
  const station = await open;
  try {
    return await act(station);
  } finally {
    await station.close();
  }
}

/** The levels of each wire in their order. */
function levelsOf({ edges }: Trace): Readonly<Record<string, readonly number[]>> {
  const levels: Record<string, number[]> = {};
  for (const { signal, value } of edges) levels[signal] = [...(levels[signal] ?? []), value];
  return levels;
}

/** The last that each device has said of itself, without its time. */
function lastStates({ messages }: Trace): Readonly<Record<string, unknown>> {
  const states = messages.filter(({ topic }) => topic.endsWith('/state'));
  return Object.fromEntries(
    states.map(({ topic, payload }) => [topic, (JSON.parse(payload) as { state: unknown }).state]),
  );
}

/**
 * Hundreds of levels on two wires, each of which arrives, and a board that ends where its twin does. Which of them it samples while a
 * wheel turns is a matter of its own clock, so what it says on the way is not compared.
 */
async function turnsWheels(): Promise<void> {
  const controller = 'gauge_1_3_4';
  const prepared = prepareRecord({ room, firmware, controller });
  await on(openQemuStation({ elf: images.sound, lines: 'pieces' }), async (station) => {
    const { record, bench, violations } = await compareRecord(prepared, WHEELS, station, { controller });
    const [one = [], other = []] = Object.entries(levelsOf(record.trace)).flatMap(([signal, levels]) =>
      signal.endsWith('.pot') ? [levels] : [],
    );
    expect(Math.min(new Set(one).size, new Set(other).size)).toBeGreaterThan(100);
    expect(levelsOf(bench)).toEqual(levelsOf(record.trace));
    expect(lastStates(bench)).toEqual(lastStates(record.trace));
    expect(Object.keys(lastStates(bench))).toHaveLength(3);
    expect(violations).toEqual([]);
  });
}

/** What failed in simulation fails on the bench in the same place, and the bench says what of the scenario it takes. */
async function findsFault(): Promise<void> {
  const controller = 'fuse';
  const prepared = prepareRecord({ room, firmware, controller });
  const compare = (station: Station, scenario: Scenario): Promise<RecordComparison> =>
    compareRecord(prepared, scenario, station, { controller });
  const place = ({ divergence }: RecordComparison) => ({ stream: divergence?.stream, why: divergence?.why });
  const simulated = await on(openWasmStation(images.simulated), (station) => compare(station, CABINET));
  expect(place(simulated)).toEqual({ stream: 'fuse_knife_switch/state', why: 'event' });
  const shrunk = await on(openQemuStation({ elf: images.faulty, lines: 'pieces' }), async (station) => {
    expect(place(await compare(station, CABINET))).toEqual(place(simulated));
    return shrinkOnBench(
      CABINET,
      async (candidate) => {
        const seen = await compare(station, candidate);
        if (JSON.stringify(place(seen)) !== JSON.stringify(place(simulated))) return undefined;
        return { atMs: Math.ceil((seen.divergence?.one?.atUs ?? 0) / 1000), acts: seen.record.report.acts };
      },
      { runs: RUNS },
    );
  });
  expect(shrunk?.scenario.plan).toMatchObject([{ kind: 'act', plant: 'knife_switch' }]);
}

it(
  'replays ramps as the twin has them, and shrinks on the bench what failed in simulation',
  async () => {
    // Side by side: each mostly waits for its emulator.
    await Promise.all([turnsWheels(), findsFault()]);
  },
  PATIENCE_MS,
);
