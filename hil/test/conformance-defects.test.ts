/** The suite proves itself: builds of the firmware with one defect each, and the cases that must find it. */
import { buildNativeHost, FIRMWARE_ROOT } from '@understudy/firmware';
import { expect, it } from 'vitest';
import { CASES, openNativeDut, runCases } from '../src/index.ts';
import { DEFECTS } from './defects.ts';

const cacheDir = `${FIRMWARE_ROOT}/../.cache/firmware`;

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
