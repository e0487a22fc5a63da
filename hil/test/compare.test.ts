/** The twin against the emulated Cortex-M7, and against firmware with a defect: only the defect is told. */
import { readFileSync } from 'node:fs';
import { buildM7, buildWasmBench, FIRMWARE_ROOT } from '@understudy/firmware';
import { beforeAll, expect, it } from 'vitest';
import { divergenceText } from '../src/compare/divergence.ts';
import { compareStations } from '../src/compare/stations.ts';
import { readBenchScenario } from '../src/scenario/read.ts';
import { openQemuStation } from '../src/station/qemu-station.ts';
import { openWasmStation } from '../src/station/wasm-station.ts';
import { CLOCKWORK, readRoom } from './load-room.ts';
import { plantedPatches, withFault } from './planted-faults.ts';

const cacheDir = `${FIRMWARE_ROOT}/../.cache/firmware`;
const room = readRoom();
const scenario = (file: string) =>
  readBenchScenario(room, { file, text: readFileSync(`${CLOCKWORK}/bench/${file}`, 'utf8') });

async function wasm(divergence?: string) {
  const patches = divergence === undefined ? [] : plantedPatches('wasm');
  const built = await buildWasmBench({ cacheDir, patches });
  const module = divergence === undefined ? built.wasm : withFault(built.wasm, divergence);
  return openWasmStation(new WebAssembly.Module(module as BufferSource));
}
async function compared(file: string, divergence: string) {
  const stations = { one: await wasm(), other: await wasm(divergence) };
  try {
    return await compareStations(room, scenario(file), stations);
  } finally {
    await Promise.all([stations.one.close(), stations.other.close()]);
  }
}
beforeAll(async () => {
  await buildWasmBench({ cacheDir });
  await buildM7({ cacheDir });
  // Compiled once, and kept: a test's own time is for the test.
  await buildWasmBench({ cacheDir, patches: plantedPatches('wasm') });
}, 600_000);

it.concurrent.each(['closing-door.yaml', 'exit-door-bolts.yaml', 'vault-tag.yaml'])(
  'the emulated Cortex-M7 does what the twin does: %s',
  async (file) => {
    const { elf } = await buildM7({ cacheDir });
    const stations = { one: await wasm(), other: await openQemuStation({ elf, lines: 'pieces' }) };
    try {
      const { one, other, divergence } = await compareStations(room, scenario(file), stations);
      expect(divergenceText(divergence, 'twin', 'bench')).toBe('twin and bench agree');
      expect([one.failure, other.failure]).toEqual([undefined, undefined]);
    } finally {
      await Promise.all([stations.one.close(), stations.other.close()]);
    }
  },
);

it('tells a defect by its first event, both sides', async () => {
  const { divergence, one, other } = await compared('closing-door.yaml', 'counts twice');
  expect(divergence).toMatchObject({ stream: 'clock_exit_door_actuator/state', why: 'event' });
  expect(divergence?.one?.text).toContain('"closings":4');
  expect(divergence?.other?.text).toContain('"closings":5');
  expect(divergenceText(divergence, 'twin', 'bench')).toMatch(/"closings":3.*\n.*twin: .*"closings":4.*\n.*bench: .*5/);
  expect([one.failure?.code, other.failure?.code]).toEqual([undefined, 'NO_MESSAGE']);
});

it('tells a defect that is one of time alone', async () => {
  const { divergence } = await compared('closing-door.yaml', 'debounces too long');
  expect(divergence).toMatchObject({ stream: 'clock_exit_door_actuator/state', why: 'time' });
});

it('tells an output that stays away', async () => {
  const { divergence } = await compared('exit-door-bolts.yaml', 'stays on');
  expect(divergence).toMatchObject({ stream: expect.stringContaining('clock_laser_light'), why: 'event' });
});
