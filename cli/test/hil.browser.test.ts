/** The operator page in a real browser: a scan to PASS and to FAIL on emulated benches, a lost program, every state it can show. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Room } from '@understudy/contract';
import { buildWasmBench } from '@understudy/firmware';
import { HistoryStore } from '@understudy/hil';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PLANTED_FAULTS, plantedPatches, withFault } from '../../hil/test/planted-faults.ts';
import { violationsOf } from '../../viewer/test/axe.ts';
import { openBrowser } from '../../viewer/test/browser.ts';
import { plannedTests } from '../src/hil/plan.ts';
import { Archive } from '../src/hil-serve/archive.ts';
import { wasmPlace } from '../src/hil-serve/emulated-places.ts';
import { OperatorHost } from '../src/hil-serve/operator-host.ts';
import type { Plan } from '../src/hil-serve/run-job.ts';
import { CACHE, roomFolder } from '../src/paths.ts';
import { openRoom } from '../src/room/open.ts';
import { collectStates, openOperatorPage, type Served, serveHost } from './hil-page.ts';
import { ShownHost, STATES } from './hil-states.ts';
import { launch } from './run-cli.ts';

/** A busy machine builds firmware and page first. */
const BUILT_MS = 170_000;
const RUN_MS = 100_000;
/** Has a maglock, inputs, and no long travel. */
const CONTROLLER = 'fuse';

let folder: string;
let browser: Browser;
let room: Room;
const troubles: string[] = [];
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-operator-'));
  browser = await openBrowser();
  room = await openRoom(roomFolder('clockwork'));
}, BUILT_MS);
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  troubles.length = 0;
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(url: string, more: Partial<Parameters<typeof openOperatorPage>[2]> = {}): Promise<Page> {
  const page = await openOperatorPage(browser, url, { ...more, troubles });
  closing.push(() => page.context().close());
  return page;
}

const field = (page: Page) => page.getByLabel('Serial of the board');
const chooseController = (page: Page) => page.getByRole('combobox', { name: /^Controller/ }).selectOption(CONTROLLER);
const result = (page: Page) => page.getByRole('region', { name: 'Result' });
const hasFocus = (page: Page): Promise<boolean> => field(page).evaluate((input) => input === document.activeElement);

/** As a scanner does: keys alone, wherever the focus is, with Enter at the end. */
async function scan(page: Page, serial: string): Promise<void> {
  await page.keyboard.type(serial);
  await page.keyboard.press('Enter');
}

/** A bench in WebAssembly whose firmware has a planted fault, in the tests that find it. */
async function faultyHost(): Promise<{ readonly host: OperatorHost; readonly code: string }> {
  const fault = PLANTED_FAULTS.find(({ code }) => code === 'LATE_ACCEPTED');
  if (fault === undefined) throw new Error('no such fault');
  const { wasm } = await buildWasmBench({ cacheDir: join(CACHE, 'firmware'), patches: plantedPatches('wasm') });
  const plan: Plan = (bench, installed) =>
    plannedTests(bench, room, installed, { suites: ['timing'], proofs: true }).filter(
      ({ id, suite }) => suite === 'bench' || id === fault.foundBy,
    );
  return { host: await wasmHost('faulty', withFault(wasm, fault.code), plan), code: fault.code };
}

/** One bench in WebAssembly, with a history of its own. */
async function wasmHost(name: string, wasm: Uint8Array, plan: Plan): Promise<OperatorHost> {
  const module = await WebAssembly.compile(wasm as BufferSource);
  const images = { wasm: async () => module, m7: () => Promise.reject(new Error('no Cortex-M7 here')) };
  const archive = new Archive(new HistoryStore(join(folder, name)), join(folder, name, 'reports'));
  return new OperatorHost({
    ...{ places: [wasmPlace(room, images)], room, plan, lockFolder: join(folder, 'locks'), archive },
  });
}

describe('understudy hil serve', () => {
  it(
    'tests what is scanned to PASS, keeps it until the next scan, and says so when the program is gone',
    async () => {
      const command = launch('hil', 'serve', '--port', '0', '--history', join(folder, 'history'));
      closing.push(async () => {
        command.child.kill('SIGINT');
        await command.finished;
      });
      const [, url = ''] = await command.seen(/open at (\S+)/);
      const page = await open(url);
      await page.getByRole('heading', { name: 'Scan a board' }).waitFor();
      await expect.poll(() => hasFocus(page)).toBe(true);
      await chooseController(page);

      await scan(page, 'UND-0001');
      await result(page).getByRole('heading', { name: 'PASS' }).waitFor({ timeout: RUN_MS });
      await result(page).getByText('UND-0001').waitFor();
      await page.getByRole('alert').filter({ hasText: 'PASS. Board UND-0001.' }).waitFor({ state: 'attached' });
      await expect.poll(() => hasFocus(page)).toBe(true);
      expect(await page.title()).toContain('PASS UND-0001');
      expect(await page.locator('.suite').count()).toBeGreaterThan(2);
      await page
        .getByRole('row', { name: /fuse a/ })
        .first()
        .waitFor();
      const [report] = await Promise.all([
        page.context().waitForEvent('page'),
        page
          .locator('.runs .run', { hasText: 'Pass' })
          .getByRole('link', { name: /^Report/ })
          .click(),
      ]);
      await report.getByText('UND-0001').first().waitFor();
      await report.close();
      await page.locator('.curve').waitFor();

      await page.reload();
      await result(page).getByRole('heading', { name: 'PASS' }).waitFor();
      await field(page).fill('<script>');
      await field(page).press('Enter');
      await page.getByText('SERIAL_INVALID').waitFor();
      // What was refused is overwritten by the next scan, and the verdict stands.
      expect(await field(page).evaluate((input: HTMLInputElement) => input.selectionEnd)).toBe('<script>'.length);
      expect(await result(page).getByRole('heading', { name: 'PASS' }).count()).toBe(1);
      expect(troubles.filter((text) => !text.includes('400'))).toEqual([]);

      command.child.kill('SIGINT');
      expect((await command.finished).code).toBe(0);
      await page.getByText('Connection lost.').waitFor();
      await scan(page, 'UND-0002');
      await page.getByText('Nothing was started.').waitFor();
      await result(page).getByText('UND-0001').waitFor();
    },
    BUILT_MS + RUN_MS,
  );

  it(
    'shows FAIL with its code, what it means and what to check for a board with late firmware',
    async () => {
      const { host, code } = await faultyHost();
      const served = await serveHost(host);
      closing.push(() => served.close());
      const page = await open(served.url);
      await chooseController(page);
      await scan(page, 'UND-0666');
      const shown = result(page);
      await shown.getByRole('heading', { name: 'FAIL' }).waitFor({ timeout: RUN_MS });
      await expect.poll(() => shown.locator('.verdict-code').textContent()).toBe(code);
      await shown.getByRole('heading', { name: 'What to check' }).waitFor();
      expect(await shown.locator('.to-check li').count()).toBeGreaterThan(1);
      await page.getByRole('alert').filter({ hasText: 'FAIL. Board UND-0666. LATE ACCEPTED.' }).waitFor({
        state: 'attached',
      });
      await page.locator('.test.failed', { hasText: code }).waitFor();
      await page.locator('.runs .run', { hasText: code }).waitFor();
      expect(troubles).toEqual([]);
    },
    BUILT_MS + RUN_MS,
  );
});

describe('the picture of a bench', () => {
  /** A drive runs for seconds, magnets come on, and the bench works a contact. */
  const TESTS = ['timing/safe-idle-without-engine', 'timing/input-knife-switch-switch', 'safety/estop'];

  it(
    'moves what the board’s pins move, shows what the bench’s pins mean, and says what it cannot know',
    async () => {
      const plan: Plan = (bench, installed) =>
        plannedTests(bench, room, installed, { suites: ['timing', 'safety'], proofs: false }).filter(({ id }) =>
          TESTS.includes(id),
        );
      const { wasm } = await buildWasmBench({ cacheDir: join(CACHE, 'firmware') });
      const served = await serveHost(await wasmHost('mirror', wasm, plan));
      closing.push(() => served.close());
      // A low page has a small picture, which software draws sooner.
      const page = await open(served.url, { colorScheme: 'dark', height: 545 });
      await chooseController(page);
      const statesOf = await collectStates(page);
      // Until it has the room's files the page knows no words for what it is sent.
      await page.waitForLoadState('networkidle');
      await scan(page, 'UND-0003');
      await result(page).getByRole('heading', { name: 'PASS' }).waitFor({ timeout: RUN_MS });
      await page.getByText('As the bench saw it last.').waitFor({ timeout: RUN_MS });
      expect(await statesOf('crawlspace_gate_maglock')).toEqual(expect.arrayContaining(['holding', 'released']));
      expect(await statesOf('knife_switch')).toEqual(expect.arrayContaining(['on', 'off']));
      expect((await statesOf('fuse_shutter')).some((state) => state.endsWith('moving'))).toBe(true);
      await page.getByText('Which tag lies on a reader is not seen.').waitFor();

      const canvas = page.getByRole('figure', { name: '3D view of Fuse' }).locator('canvas');
      const frames = async (): Promise<number> => Number((await canvas.getAttribute('data-frames')) ?? 0);
      await page.getByRole('button', { name: 'Show in 3D' }).click();
      await canvas.waitFor({ timeout: RUN_MS });
      await expect.poll(frames, { timeout: RUN_MS }).toBeGreaterThan(0);
      await expect.poll(() => canvas.getAttribute('data-still'), { timeout: RUN_MS }).toBe('true');
      const before = await frames();
      // Nothing but the bench moves it.
      await scan(page, 'UND-0004');
      await expect.poll(frames, { timeout: RUN_MS }).toBeGreaterThan(before);
      await result(page).getByText('UND-0004').waitFor({ timeout: RUN_MS });
      expect(await violationsOf(page)).toEqual([]);
      expect(troubles).toEqual([]);
    },
    BUILT_MS + 2 * RUN_MS,
  );
});

describe('the operator page', () => {
  const archive = (): Archive => new Archive(new HistoryStore(join(folder, 'none')), join(folder, 'none'));

  async function shown(options: Parameters<typeof open>[1] = {}) {
    const host = new ShownHost(archive(), room, 'idle');
    const served = await serveHost(host);
    closing.push(() => served.close());
    return { host, page: await open(served.url, options) };
  }

  it.each(['light', 'dark'] as const)(
    'has nothing that axe objects to in any state, %s',
    async (colorScheme) => {
      const { host, page } = await shown({ colorScheme });
      for (const name of [...Object.keys(STATES), undefined]) {
        host.show(name);
        await page.getByRole('heading', { name: wordOf(name), exact: true }).waitFor();
        expect(await violationsOf(page), `${name}`).toEqual([]);
      }
      host.show('testing');
      await page.getByText('As the bench sees it now.').waitFor();
      host.see(undefined);
      await page.getByText('The bench has not looked at this board yet.').waitFor();
      expect(await violationsOf(page)).toEqual([]);
      expect(troubles).toEqual([]);
    },
    BUILT_MS + RUN_MS,
  );

  it('fits 390 px in every state', async () => {
    const { host, page } = await shown({ width: 390, height: 844 });
    for (const name of [...Object.keys(STATES), undefined]) {
      host.show(name);
      await page.getByRole('heading', { name: wordOf(name), exact: true }).waitFor();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, `${name}`).toBeLessThanOrEqual(0);
    }
  });

  it('gives a scanner the field, wherever the focus was, and a busy bench starts nothing', async () => {
    const { host, page } = await shown();
    host.show('testing');
    const stop = page.getByRole('button', { name: 'Stop' });
    await stop.focus();
    await page.keyboard.type('X7');
    expect(await field(page).inputValue()).toBe('X7');
    expect(await hasFocus(page)).toBe(true);
    expect(await page.getByRole('button', { name: 'Start' }).isDisabled()).toBe(true);
    host.show('fail');
    await result(page).waitFor();
    await expect.poll(() => hasFocus(page)).toBe(true);
  });

  it('comes back by itself, with the verdict of a run that ended meanwhile', async () => {
    const host = new ShownHost(archive(), room, 'testing');
    let served: Served = await serveHost(host);
    const page = await open(served.url);
    await page.getByRole('heading', { name: 'Testing' }).waitFor();
    await served.close();
    await page.getByText('Connection lost.').waitFor();
    host.show('pass');
    served = await serveHost(host, served.port);
    closing.push(() => served.close());
    await result(page).getByRole('heading', { name: 'PASS' }).waitFor();
    expect(await page.getByText('Connection lost.').count()).toBe(0);
  });
});

/** The heading of each state. */
function wordOf(name: string | undefined): string {
  if (name === undefined) return 'No bench';
  const words: Readonly<Record<string, string>> = {
    idle: 'Scan a board',
    scanning: 'Looking for the board',
    flashing: 'Flashing',
    testing: 'Testing',
    timeOut: 'TIME-OUT',
    bench: 'NO RESULT',
  };
  return words[name] ?? name.toUpperCase();
}
