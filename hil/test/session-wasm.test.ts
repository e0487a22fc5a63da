/** Timing and safety of every controller of Clockwork on the pair in WebAssembly, with the definitions' own limits. */
import { readFileSync } from 'node:fs';
import type { RoomManifest } from '@understudy/contract';
import { buildWasmBench, FIRMWARE_ROOT } from '@understudy/firmware';
import { beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readControllers } from '../src/conformance/room-files.ts';
import { openWasmStation } from '../src/station/wasm-station.ts';
import { runSession } from '../src/suite/runner.ts';
import { plannedSuites } from '../src/suites/plan.ts';
import { targetOf } from '../src/suites/target.ts';

const ROOM = `${FIRMWARE_ROOT}/../rooms/clockwork`;
const manifest = parse(readFileSync(`${ROOM}/room.yaml`, 'utf8')) as RoomManifest;
const targets = readControllers(ROOM).map(({ definition }) => targetOf(manifest, definition));
/** Of this machine: a compilation, and what else runs on it. */
const PATIENCE_MS = 300_000;

let module: WebAssembly.Module;
beforeAll(async () => {
  const { wasm } = await buildWasmBench({ cacheDir: `${FIRMWARE_ROOT}/../.cache/firmware` });
  module = new WebAssembly.Module(wasm as BufferSource);
}, PATIENCE_MS);

it.each(targets.map((target) => [target.definition.controller, target] as const))(
  '%s',
  { timeout: PATIENCE_MS },
  async (controller, target) => {
    const { results, infrastructure } = await runSession({
      platform: 'wasm',
      serial: controller,
      controller,
      room: 'clockwork',
      bench: 'wasm',
      fixtures: [],
      // The cases of conformance are those of this very firmware on another driver, and have their own test.
      tests: plannedSuites(target, { groups: [] }),
      open: () => openWasmStation(module),
    });
    expect(infrastructure).toBeUndefined();
    expect(results.length).toBeGreaterThan(5);
    expect(results.filter(({ status }) => status !== 'passed').map(({ id, message }) => `${id}: ${message}`)).toEqual(
      [],
    );
  },
);
