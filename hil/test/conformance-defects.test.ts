/** The suite proves itself: builds of the firmware with one defect each, and the cases that must find it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNativeHost } from '@understudy/firmware';
import { afterAll, expect, it } from 'vitest';
import { CASES, openNativeDut, runCases } from '../src/index.ts';
import { DEFECTS } from './defects.ts';

const cacheDir = mkdtempSync(join(tmpdir(), 'understudy-defects-'));
afterAll(() => rmSync(cacheDir, { recursive: true, force: true }));

async function failures(group: string, patches: Parameters<typeof buildNativeHost>[0]['patches'] = []) {
  const dut = openNativeDut(await buildNativeHost({ cacheDir, sanitizers: false, patches }));
  const results = await runCases(
    dut,
    CASES.filter(({ name }) => name.startsWith(`${group}:`)),
  );
  await dut.close();
  return { ran: results.length, failed: results.filter(({ failure }) => failure !== undefined) };
}

it.each([...new Set(DEFECTS.map(({ caughtBy }) => caughtBy))])(
  'finds nothing in a whole firmware: %s',
  async (group) => {
    const { ran, failed } = await failures(group);
    expect(ran).toBeGreaterThan(0);
    expect(failed).toEqual([]);
  },
);

it.each(DEFECTS)('finds: $name', async (defect) => {
  const { failed } = await failures(defect.caughtBy, [defect]);
  expect(failed.map(({ name }) => name)).not.toEqual([]);
});
