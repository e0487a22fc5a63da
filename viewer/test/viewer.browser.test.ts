/** The page in a real browser, against the fixture server and under the engine's content security policy. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildViewer } from '../build.ts';
import { openBrowser } from './browser.ts';
import { busyEntries, idleEntries } from './fixture/entries.ts';
import { type FixtureServer, startFixture } from './fixture/server.ts';

let folder: string;
let browser: Browser;
let server: FixtureServer;
let page: Page;
let troubles: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-viewer-'));
  await buildViewer({ outDir: folder });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  server = await startFixture(folder, idleEntries());
  troubles = [];
});
afterEach(async () => {
  await page?.context().close();
  await server.close();
});

async function open(width = 1000, height = 640, colorScheme: 'dark' | 'light' = 'dark'): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  page = await context.newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  await page.goto(server.url);
  await page.getByText('Live', { exact: true }).waitFor();
}

/** The page without its picture: the panels are the same, and nothing is drawn meanwhile. */
async function openPanels(): Promise<void> {
  server.breakScene(true);
  await open();
}

const canvas = (): Locator => page.locator('.room-pane canvas');
const frames = async (): Promise<number> => Number((await canvas().getAttribute('data-frames')) ?? '0');

/** Waits until the room has been drawn, says that nothing moves, and has drawn no frame for two looks in a row. */
async function quiet(): Promise<number> {
  await expect.poll(frames, { timeout: 40_000 }).toBeGreaterThan(1);
  let seen: number[] = [];
  await expect
    .poll(
      async () => {
        const still = (await canvas().getAttribute('data-still')) === 'true';
        seen = still ? [...seen, await frames()].slice(-3) : [];
        return seen.length === 3 && new Set(seen).size === 1;
      },
      { timeout: 60_000, interval: 600 },
    )
    .toBe(true);
  return seen[0] ?? 0;
}

/** Where a prop is on the page from the overview camera: found as a person does, by moving the pointer over the room. */
async function findProp(title: string): Promise<{ x: number; y: number }> {
  const box = await canvas().boundingBox();
  if (box === null) throw new Error('the canvas has no place');
  for (const row of [0.41, 0.45, 0.37, 0.5, 0.33]) {
    for (let column = 0.38; column < 0.64; column += 0.025) {
      const x = box.x + box.width * column;
      const y = box.y + box.height * row;
      await page.mouse.move(x, y);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const tip = await page.locator('.tooltip:not(.off) strong').allTextContents();
      if (tip.includes(title) && (await page.locator('.tooltip-does').count()) > 0) return { x, y };
    }
  }
  throw new Error(`${title} was not found in the room`);
}

async function violations(): Promise<readonly string[]> {
  const result = await new AxeBuilder({ page }).analyze();
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

describe('the page', () => {
  it('draws the room: a live context, and pixels that differ', async () => {
    await open();
    await quiet();
    const alive = await canvas().evaluate((element) => {
      const context = (element as HTMLCanvasElement).getContext('webgl2');
      return context !== null && !context.isContextLost();
    });
    expect(alive).toBe(true);
    const { data } = PNG.sync.read(await canvas().screenshot());
    const shades = new Set<number>();
    for (let at = 0; at < data.length; at += 4 * 97) {
      shades.add(((data[at] ?? 0) >> 4) * 256 + ((data[at + 1] ?? 0) >> 4) * 16 + ((data[at + 2] ?? 0) >> 4));
    }
    expect(shades.size).toBeGreaterThan(12);
    expect(troubles).toEqual([]);
  });

  it('draws no frame while nothing moves, some when a plant moves, and then none again', async () => {
    await open();
    const rest = await quiet();
    await page.waitForTimeout(1500);
    expect(await frames()).toBe(rest);
    // What the room does not show moves no frame either.
    server.delta({
      'plant/target': { hits: 1 },
      'device/boiler_target': { presence: 'ONLINE', safety: { kind: 'SAFE' }, state: {} },
    });
    await page.waitForTimeout(600);
    expect(await frames()).toBe(rest);
    server.delta({ 'plant/lever': { position: 1, pulled: true, blocked: false } });
    await expect.poll(frames, { timeout: 20_000 }).toBeGreaterThan(rest + 1);
    const after = await quiet();
    await page.waitForTimeout(800);
    expect(await frames()).toBe(after);
  });

  it('pulls a lever by a click in the room, and pushes it back by the next one', async () => {
    await open();
    await quiet();
    const at = await findProp('Boiler lever');
    await page.mouse.click(at.x, at.y);
    await expect
      .poll(() => server.posted.filter(({ path }) => path === '/api/act').map(({ body }) => body))
      .toEqual([{ plant: 'lever', action: 'pull', value: 1 }]);
    server.delta({ 'plant/lever': { position: 1, pulled: true, blocked: false } });
    await quiet();
    await page.mouse.click(at.x, at.y);
    await expect.poll(() => server.posted.at(-1)?.body).toEqual({ plant: 'lever', action: 'pull', value: 0 });
  });

  it('turns a valve by dragging, and does not turn the camera', async () => {
    await open();
    await quiet();
    const at = await findProp('Steam valve');
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 60, at.y, { steps: 6 });
    await page.mouse.move(at.x + 120, at.y, { steps: 6 });
    expect(await page.locator('.tooltip-readout').textContent()).toBe('70 %');
    await page.mouse.up();
    await expect.poll(() => server.posted.at(-1)?.body).toEqual({ plant: 'valve', action: 'turn', value: 0.7 });
  });

  it('works props from the list, by the keyboard alone', async () => {
    await openPanels();
    await page.getByRole('tab', { name: 'Objectives' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: 'Pull Boiler lever' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => server.posted.at(-1)?.body).toEqual({ plant: 'lever', action: 'pull', value: 1 });
    await page.getByRole('slider', { name: 'Steam valve' }).focus();
    await page.keyboard.press('End');
    await expect.poll(() => server.posted.at(-1)?.body).toEqual({ plant: 'valve', action: 'turn', value: 1 });
    await page.getByRole('combobox', { name: 'Socket' }).selectOption('360');
    await expect.poll(() => server.posted.at(-1)?.body).toEqual({ plant: 'plug', action: 'plug', value: 360 });
  });

  it('says what holds a prop that does not give way', async () => {
    await openPanels();
    server.refuseNext('/api/act', 409, { code: 'BLOCKED', message: 'the door is held' });
    await page.getByRole('tab', { name: 'Props' }).click();
    await page.getByRole('button', { name: 'Open Study door' }).click();
    await page.getByText('Study door does not move: held by Study door lock.').waitFor();
  });

  it('shows a delta in the panels, and the paused path with its buttons', async () => {
    await openPanels();
    await page.getByRole('button', { name: 'Start the game' }).click();
    await expect
      .poll(() => server.posted.at(-1))
      .toMatchObject({ path: '/api/operator', body: { action: 'START_GRAPH' } });
    server.replace(busyEntries());
    await page.getByText('In progress').waitFor();
    await page.getByRole('button', { name: 'Give the next hint for Light the boiler' }).click();
    await expect.poll(() => server.posted.at(-1)?.body).toEqual({ action: 'HINT', objective: 'light_the_boiler' });
    server.delta({
      'objective/light_the_boiler': { state: 'active', startedMs: 0, hints: ['one given', 'and another'] },
    });
    await page.getByText('and another').waitFor();
    await page.getByRole('button', { name: 'Resume Raise the gas' }).click();
    await expect.poll(() => server.posted.at(-1)?.body).toEqual({ action: 'RESUME_NODE', node: 'lights' });
    expect(await page.locator('.game-node.paused').count()).toBe(1);
    expect(await page.locator('.game-node.done').count()).toBe(2);
  });

  it('stops at once, and resets with two different people', async () => {
    await openPanels();
    await page.getByLabel('Acting as').fill('Ada');
    await page.getByRole('button', { name: 'E-stop', exact: true }).click();
    await expect
      .poll(() => server.posted.at(-1))
      .toEqual({ path: '/api/act', body: { plant: 'estop_cellar', action: 'press' }, operator: 'Ada' });
    server.delta({
      engine: {
        ...(idleEntries().engine as object),
        phase: 'paused',
        dispatchEnabled: false,
        pausedReason: 'SAFETY_LATCHED',
        roomSafety: { kind: 'E_STOP', latched: true },
      },
      'plant/estop_cellar': { pressed: true },
    });
    await page.getByText('Emergency stop latched.').waitFor();
    await page.getByRole('button', { name: 'Release Cellar emergency stop' }).click();
    await page.getByRole('button', { name: 'Request reset as Ada' }).click();
    await expect.poll(() => server.posted.at(-1)?.body).toEqual({ action: 'REQUEST_SAFETY_RESET' });
    server.delta({ reset: { token: 't-1', requestedBy: 'Ada', blockers: [] } });
    await page.getByLabel('Second person').fill('ada');
    expect(await page.getByRole('button', { name: 'Confirm reset' }).isDisabled()).toBe(true);
    await page.getByLabel('Second person').fill('Grace');
    await page.getByRole('button', { name: 'Confirm reset' }).click();
    await expect
      .poll(() => server.posted.at(-1))
      .toEqual({ path: '/api/operator', body: { action: 'CONFIRM_SAFETY_RESET', token: 't-1' }, operator: 'Grace' });
    server.delta({ reset: { blockers: ['boiler_door is OFFLINE'] } });
    await page.getByText('boiler_door is OFFLINE').waitFor();
  });

  it('selects a device in the room and in the list', async () => {
    await open();
    await quiet();
    const at = await findProp('Boiler lever');
    await page.mouse.click(at.x, at.y);
    await page.getByRole('tab', { name: 'Devices' }).click();
    const row = page.locator('.device[aria-pressed="true"]');
    expect(await row.textContent()).toContain('boiler_lever');
    const before = await quiet();
    await page.locator('.device', { hasText: 'hearth_fire' }).click();
    await expect.poll(frames, { timeout: 20_000 }).toBeGreaterThan(before);
    await page.getByPlaceholder('Search devices').fill('crank');
    expect(await page.locator('.device').count()).toBe(1);
  });
});

describe('when things go wrong', () => {
  it('says that the connection is lost and takes it up again, also after a gap', async () => {
    await openPanels();
    server.cut(true);
    await page.getByText('Connection lost.').waitFor();
    server.cut(false);
    await page.getByText('Live', { exact: true }).waitFor();
    const before = server.connections();
    expect(before).toBe(1);
    server.delta({ 'fault/9': { kind: 'LOST', severity: 'WARN', message: 'was lost', atMs: 1 } }, [], 3);
    await page.getByText('1 fault').waitFor();
    await expect.poll(() => server.connections()).toBe(1);
    await page.getByText('Live', { exact: true }).waitFor();
  });

  it('keeps the panels when there is no scene, and says why', async () => {
    server.breakScene(true);
    await open();
    await page.getByText('No picture of the room').waitFor();
    await page.getByText('the room has no scene file').waitFor();
    await page.getByRole('tab', { name: 'Props' }).click();
    expect(await page.getByRole('button', { name: 'Pull Boiler lever' }).isEnabled()).toBe(true);
  });

  it('shows how a game ended', async () => {
    await openPanels();
    server.replace({
      ...busyEntries(),
      engine: { ...(idleEntries().engine as object), phase: 'finished', outcome: 'won' },
      'objective/light_the_boiler': { state: 'solved', startedMs: 0, solvedMs: 200_000, hints: [] },
    });
    const summary = page.getByRole('region', { name: 'How the game ended' });
    await summary.getByText('Won.').waitFor();
    expect(await summary.locator('tbody tr').first().textContent()).toContain('03:20');
  });
});

describe('for everyone', () => {
  it('has nothing that axe objects to, in either theme and every panel', async () => {
    for (const scheme of ['dark', 'light'] as const) {
      // The picture is the same in both themes; without it the second round is quicker.
      server.breakScene(scheme === 'light');
      await open(1000, 640, scheme);
      server.replace(busyEntries());
      await page.getByText('In progress').waitFor();
      for (const tab of ['Objectives', 'Props', 'Devices', 'Commands', 'Faults', 'Safety']) {
        await page.getByRole('tab', { name: tab }).click();
        expect(await violations(), `${scheme}, ${tab}`).toEqual([]);
      }
      await page.context().close();
    }
  });

  it('fits a narrow screen without sideways scrolling', async () => {
    await open(390, 844);
    server.replace(busyEntries());
    await page.getByText('In progress').waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await page.getByRole('button', { name: 'E-stop', exact: true }).isVisible()).toBe(true);
    await page.getByRole('tab', { name: 'Graph' }).click();
    await page.locator('.game-node.active').waitFor();
    expect(await violations()).toEqual([]);
  });
});
