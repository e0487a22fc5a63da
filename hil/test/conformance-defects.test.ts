/** The suite proves itself: the firmware with one defect each, and the cases that must find it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNativeHost, FIRMWARE_ROOT } from '@understudy/firmware';
import { afterAll, expect, it } from 'vitest';
import { CASES, openNativeDut, runCases } from '../src/index.ts';
import { DEFECTS, type Defect, patchesOf } from './defects.ts';
import { PLANTED_SWITCH, plantedIs, withPlanted } from './planted-build.ts';

const options = { cacheDir: `${FIRMWARE_ROOT}/../.cache/firmware`, sanitizers: false };
const programs = mkdtempSync(join(tmpdir(), 'understudy-defects-'));
afterAll(() => rmSync(programs, { recursive: true }));

const patches = [PLANTED_SWITCH, ...DEFECTS.flatMap((defect, number) => patchesOf(defect, plantedIs(number)))];

async function programWith(defect: Defect): Promise<string> {
  const number = DEFECTS.indexOf(defect);
  const program = join(programs, `${number}`);
  const all = readFileSync(await buildNativeHost({ ...options, patches }));
  writeFileSync(program, withPlanted(all, number), { mode: 0o755 });
  return program;
}

async function failures(group: string, program: string) {
  const dut = openNativeDut(program);
  const results = await runCases(
    dut,
    CASES.filter(({ name }) => group === '' || name.startsWith(`${group}:`)),
  );
  await dut.close();
  return { ran: results.length, failed: results.filter(({ failure }) => failure !== undefined) };
}

it.each([...new Set(DEFECTS.map(({ caughtBy }) => caughtBy))])(
  'finds nothing in a whole firmware: %s',
  async (group) => {
    const { ran, failed } = await failures(group, await buildNativeHost(options));
    expect(ran).toBeGreaterThan(0);
    expect(failed).toEqual([]);
  },
);

it('finds nothing in the build of all defects, none of which is there', async () => {
  const { ran, failed } = await failures('', await buildNativeHost({ ...options, patches }));
  expect(ran).toBe(CASES.length);
  expect(failed).toEqual([]);
});

it.each(DEFECTS)('finds: $name', async (defect) => {
  const { failed } = await failures(defect.caughtBy, await programWith(defect));
  expect(failed.map(({ name }) => name)).not.toEqual([]);
});
