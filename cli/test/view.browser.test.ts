/** A recorded violation, opened with `understudy view` in a real browser: at its instant, with the room as it was then. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Room } from '@understudy/contract';
import { type RecordedRun, recordScenario, type Scenario } from '@understudy/scenarios';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firmwareBytes, loadClockwork } from '../../twin/test/load-clockwork.ts';
import { violationsOf } from '../../viewer/test/axe.ts';
import { openBrowser } from '../../viewer/test/browser.ts';
import { atRest, framesOf } from '../../viewer/test/rig.ts';
import { launch, type Running, understudy } from './run-cli.ts';

const BUILT_MS = 150_000;
const SHOWN_MS = 60_000;
/** Software draws a frame of the whole room in seconds when others use the machine too. */
const DRAWN_MS = 120_000;

/** Two ways to free the study door, whose lock is slow to let go: invariant 2, twice. */
const SCENARIO: Scenario = {
  schema: 'understudy.scenario/1',
  room: 'clockwork',
  seed: 5,
  plan: [
    { kind: 'fault', atMs: 8000, forMs: 5000, fault: 'network.delay', target: 'study_a' },
    { kind: 'act', atMs: 10_000, plant: 'egress_study', action: 'press' },
    { kind: 'act', atMs: 24_000, plant: 'estop_lab', action: 'press' },
  ],
  endMs: 30_000,
};

let folder: string;
let recorded: RecordedRun;
/** Of a room that is nowhere on this machine. */
let elsewhere: Uint8Array;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let url: string;
const running: Running[] = [];
const troubles: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-view-'));
  const module = new WebAssembly.Module(new Uint8Array(await firmwareBytes()));
  const sound = await loadClockwork();
  recorded = await recordScenario(withSlowLock(sound), module, SCENARIO);
  const foreign = { ...sound, manifest: { ...sound.manifest, room: 'elsewhere' } };
  elsewhere = (await recordScenario(foreign, module, { ...SCENARIO, plan: [], endMs: 1000 })).bytes;
  browser = await openBrowser();
  context = await browser.newContext({ viewport: { width: 1000, height: 700 }, reducedMotion: 'reduce' });
  context.setDefaultTimeout(SHOWN_MS);
  url = await serve('run.mcap', recorded.bytes);
  page = await openPage(false);
}, BUILT_MS + SHOWN_MS);
afterAll(async () => {
  await browser?.close();
  for (const { child } of running) child.kill('SIGINT');
  await Promise.all(running.map(({ finished }) => finished));
  rmSync(folder, { recursive: true, force: true });
});

function withSlowLock(sound: Room): Room {
  const room = structuredClone(sound);
  const plants = room.physics.find(({ plants: each }) => 'study_door_maglocks' in each)?.plants;
  const lock = plants?.study_door_maglocks;
  if (lock === undefined) throw new Error('no study_door_maglocks');
  lock.params = { ...lock.params, releaseMs: 400 };
  return room;
}

/** Without its picture the page is the same, and software draws nothing meanwhile. */
async function openPage(picture: boolean): Promise<Page> {
  const opened = await context.newPage();
  if (!picture)
    await opened.route('**/api/scene', (route) => route.fulfill({ json: { code: 'NO_SCENE' }, status: 404 }));
  opened.on('pageerror', (error) => troubles.push(error.message));
  opened.on('console', (message) => {
    const isOurs = message.location().url.endsWith('/api/scene');
    if (message.type() === 'error' && !isOurs) troubles.push(message.text());
  });
  await opened.goto(url);
  await sliderOf(opened).waitFor();
  return opened;
}

/** Writes a file and opens it with the command; the address that it prints. */
async function serve(name: string, bytes: Uint8Array, ...options: string[]): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const command = launch('view', path, '--port', '0', ...options);
  running.push(command);
  const [, address = ''] = await command.seen(/open at (\S+)/);
  return address;
}

const sliderOf = (shown: Page) => shown.getByRole('slider', { name: 'Time of the recording' });
const slider = () => sliderOf(page);
/** The instant that is shown, in ms. */
const shownMs = async (): Promise<number> => Number(await slider().inputValue());
const card = () => page.getByRole('region', { name: 'Violation' });

describe('understudy view', () => {
  it('opens at the first violation, and says what was broken, when, and under which fault', async () => {
    const [first] = recorded.report.violations;
    if (first === undefined) throw new Error('the run broke nothing');
    expect(await shownMs()).toBe(Math.round(first.atUs / 1000));
    await card().getByRole('heading', { name: first.invariant }).waitFor();
    await card().getByText(first.detail).waitFor();
    await card().getByText('Active then: network.delay study_a.').waitFor();
    await card().getByText('now', { exact: true }).waitFor();
    expect(await page.locator('.violation-mark').count()).toBe(recorded.report.violations.length);
  });

  it('shows how things stood at any instant, back and forth', async () => {
    await page.getByRole('tab', { name: 'Safety' }).click();
    const pressed = page.getByText('pressed in');
    expect(await pressed.count()).toBe(0);
    await slider().focus();
    await page.keyboard.press('End');
    await page.getByText('Emergency stop latched.').waitFor();
    await pressed.waitFor();
    await page.keyboard.press('Home');
    expect(await shownMs()).toBe(0);
    await expect.poll(() => pressed.count()).toBe(0);
    expect(await page.getByText('Emergency stop latched.').count()).toBe(0);
  });

  it('goes by steps and from violation to violation by the keyboard, and plays', async () => {
    await page.keyboard.press('ArrowRight');
    expect(await shownMs()).toBe(5000);
    await page.keyboard.press('Shift+ArrowLeft');
    expect(await shownMs()).toBe(4900);
    await page.keyboard.press('n');
    const [first] = recorded.report.violations;
    expect(await shownMs()).toBe(Math.round((first?.atUs ?? 0) / 1000));
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('×10');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    expect(await shownMs()).toBe(Math.ceil(recorded.report.endUs / 1000));
  });

  it('offers nothing that would act on the room', async () => {
    for (const name of ['E-stop', 'Start game', 'Restart', 'Freeze time', 'Request reset']) {
      expect(await page.getByRole('button', { name, exact: true }).count(), name).toBe(0);
    }
    await page.getByRole('tab', { name: 'Props' }).click();
    await page.getByText('A recording: props show how they stood').waitFor();
    expect(await page.locator('.panel-props .row button:not(.link)').count()).toBe(0);
    const answer = await page.request.post(new URL('/api/act', page.url()).href, {
      data: { plant: 'estop_lab', action: 'press' },
    });
    expect([answer.status(), (await answer.json()).code]).toEqual([409, 'RECORDING']);
  });

  it('keeps its buttons in reach in a low window', async () => {
    await page.setViewportSize({ width: 1000, height: 600 });
    await page.getByRole('button', { name: 'Play', exact: true }).click({ trial: true });
  });

  it('is clean for axe and fits a narrow page', async () => {
    expect(await violationsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await violationsOf(page)).toEqual([]);
  });

  it(
    'draws the room anew for another instant, and nothing while it stands still',
    async () => {
      await page.close();
      page = await openPage(true);
      await page.setViewportSize({ width: 480, height: 640 });
      const before = await atRest(page, DRAWN_MS);
      await page.keyboard.press('End');
      await page.getByText('Emergency stop latched.').waitFor();
      await expect.poll(() => framesOf(page), { timeout: DRAWN_MS }).toBeGreaterThan(before);
    },
    3 * DRAWN_MS,
  );

  it('made no error, of the page or of its policy', () => {
    expect(troubles).toEqual([]);
  });
});

describe('a recording that is not whole, or none', () => {
  it('is shown up to the cut', async () => {
    const cut = recorded.bytes.subarray(0, Math.floor(recorded.bytes.length * 0.75));
    url = await serve('cut.mcap', cut, '--at', '3');
    page = await openPage(false);
    await page.getByText('The recording was cut.').waitFor();
    expect(await shownMs()).toBe(3000);
  });

  it('is not shown by the page either, which says why', async () => {
    await page.route('**/api/recording', (route) => route.fulfill({ body: 'not a recording' }));
    await page.reload();
    await page.getByRole('alert').getByText('RECORDING_UNREADABLE').waitFor();
    await page.getByRole('heading', { name: 'This recording cannot be shown' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it.each([
    ['RECORDING_UNREADABLE', 'text.mcap', 'this is a text and not a recording of anything'],
    ['RECORDING_UNREADABLE', 'empty.mcap', ''],
  ])('is refused with %s: %s', async (code, name, text) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    const { code: exit, err } = await understudy('view', path);
    expect([exit, err]).toEqual([2, expect.stringContaining(code)]);
  });

  it('is refused when it is of another room, or not there', async () => {
    const path = join(folder, 'elsewhere.mcap');
    writeFileSync(path, elsewhere);
    const { code, err } = await understudy('view', path, '--room', 'clockwork');
    expect([code, err]).toEqual([2, expect.stringContaining('RECORDING_ROOM')]);
    const { code: none, err: why } = await understudy('view', join(folder, 'nothing.mcap'));
    expect([none, why]).toEqual([2, expect.stringContaining('NO_RECORDING')]);
  });
});
