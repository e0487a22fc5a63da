/** The bench proves itself: firmware with one fault each is found, and named; the sound one passes. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildM7, buildWasmBench, FIRMWARE_ROOT } from '@understudy/firmware';
import { afterAll, describe, expect, it } from 'vitest';
import { controller, device } from '../src/conformance/definitions.ts';
import { openQemuStation } from '../src/station/qemu-station.ts';
import type { Platform, Station } from '../src/station/types.ts';
import { openWasmStation } from '../src/station/wasm-station.ts';
import { runSession } from '../src/suite/runner.ts';
import type { SessionReport } from '../src/suite/types.ts';
import { WHAT_TO_CHECK } from '../src/suite/what-to-check.ts';
import { plannedSuites } from '../src/suites/plan.ts';
import { targetOf } from '../src/suites/target.ts';
import { PLANTED_FAULTS, plantedPatches, withFault } from './planted-faults.ts';

const cacheDir = `${FIRMWARE_ROOT}/../.cache/firmware`;
/** Of this machine, whatever else runs on it: a compilation and some tests. */
const PATIENCE_MS = 600_000;
const LIMITS = { low: 6, high: 7 };

/** One of each: a lamp with a cap, a lock, a post on a motor, a button. */
const TARGET = targetOf(
  { room: 'clockwork' },
  controller(
    {
      lamp: device({ driver: 'relay', pins: { out: 1 }, params: { maxOnMs: 800 } }, { on: [], off: [] }),
      door: device({ driver: 'lock', pins: { coil: 4 }, params: { idleLocked: 0 } }, { lock: [], unlock: [] }),
      post: device(
        {
          driver: 'motor',
          pins: { step: 5, ...LIMITS },
          params: { accelStepsPerS2: 0, timeoutMs: 2500, maxSteps: 2000 },
        },
        { forward: [], reverse: [], stop: [] },
      ),
      button: device({ driver: 'contact', pins: { in: 8 } }),
    },
    { heartbeatMs: 1000, engineHeartbeatLimitMs: 3000 },
  ),
);

const images = mkdtempSync(join(tmpdir(), 'understudy-planted-'));
afterAll(() => rmSync(images, { recursive: true }));

type Emulated = Platform & ('wasm' | 'qemu-m7');

/** Opens stations with one fault, or with the firmware as it is: that build has never heard of any fault. */
const OPEN: Readonly<Record<Emulated, (code?: string) => Promise<() => Promise<Station>>>> = {
  wasm: async (code) => {
    const patches = code === undefined ? [] : plantedPatches('wasm');
    const { wasm } = await buildWasmBench({ cacheDir, patches });
    const module = new WebAssembly.Module((code === undefined ? wasm : withFault(wasm, code)) as BufferSource);
    return () => openWasmStation(module);
  },
  'qemu-m7': async (code) => {
    const { elf } = await buildM7({ cacheDir, patches: code === undefined ? [] : plantedPatches('qemu-m7') });
    if (code === undefined) return () => openQemuStation({ elf, lines: 'pieces' });
    const faulty = join(images, `${code}.elf`);
    writeFileSync(faulty, withFault(readFileSync(elf), code));
    return () => openQemuStation({ elf: faulty, lines: 'pieces' });
  },
};

async function session(platform: Emulated, filter: readonly string[], code?: string): Promise<SessionReport> {
  const open = await OPEN[platform](code);
  // What a case of conformance finds is told by its own suite's test of defects.
  const tests = plannedSuites(TARGET, { groups: [] });
  const names = { serial: 'planted', controller: 'c', room: 'clockwork', bench: 'planted', fixtures: [] };
  return runSession({ platform, ...names, tests, open, options: { filter } });
}

const ALL = ['timing/*', 'safety/*', 'conformance/contract-hash'];
const fates = ({ results }: SessionReport): string[] =>
  results
    .filter(({ status }) => status !== 'filtered' && status !== 'passed')
    .map(({ id, status, code, message }) => `${id} ${status} ${code}: ${message}`);

it('has words for each code, and twelve faults', () => {
  expect(PLANTED_FAULTS.length).toBe(12);
  expect(PLANTED_FAULTS.filter(({ code }) => !Object.hasOwn(WHAT_TO_CHECK, code))).toEqual([]);
});

describe('in WebAssembly', () => {
  it('the sound firmware passes', { timeout: PATIENCE_MS }, async () => {
    const report = await session('wasm', ALL);
    expect(fates(report)).toEqual([]);
    expect(report.results.filter(({ status }) => status === 'passed').length).toBeGreaterThan(20);
  });

  it.each(PLANTED_FAULTS)('$code: $name', { timeout: PATIENCE_MS }, async ({ code, foundBy }) => {
    const report = await session('wasm', ALL, code);
    const found = report.results.find(({ id }) => id === foundBy);
    expect(found, fates(report).join('\n')).toMatchObject({ status: 'failed', code });
  });
});

describe('on the emulated Cortex-M7', () => {
  const some = PLANTED_FAULTS.filter(({ code }) => ['DUT_HANGS', 'RESET_LOOP', 'LATE_ACCEPTED'].includes(code));

  it('the sound firmware passes', { timeout: PATIENCE_MS }, async () => {
    const report = await session(
      'qemu-m7',
      some.map(({ foundBy }) => foundBy),
    );
    expect(fates(report)).toEqual([]);
  });

  it.each(some)('$code: $name', { timeout: PATIENCE_MS }, async ({ code, foundBy }) => {
    const report = await session('qemu-m7', [foundBy, 'timing/output-lamp-u'], code);
    const found = report.results.find(({ id }) => id === foundBy);
    expect(found, fates(report).join('\n')).toMatchObject({ status: 'failed', code });
  });
});
