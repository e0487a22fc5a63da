/** The page on the real engine, twin and firmware, in a real browser: started, played, stopped, reset, at rest. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../viewer/test/browser.ts';
import { atRest, canvasOf, framesOf, shadesOf } from '../../viewer/test/rig.ts';
import { launch, type Running } from './run-cli.ts';

/** Software draws the room in these tests: a small page is a quick one. */
const VIEWPORT = { width: 900, height: 560 };
/** How long a busy machine may take over what a device does in a few simulated seconds. */
const DONE_MS = 20_000;

let runs: string;
let running: Running;
let browser: Browser;
let page: Page;
const troubles: string[] = [];

beforeAll(async () => {
  runs = mkdtempSync(join(tmpdir(), 'understudy-page-'));
  running = launch('start', '--port', '0', '--mqtt-port', '0', '--runs', runs, '--speed', '5');
  const [, url = ''] = await running.seen(/open at (\S+)/);
  browser = await openBrowser();
  page = await (await browser.newContext({ viewport: VIEWPORT, reducedMotion: 'reduce' })).newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  await page.goto(url);
  await page.getByText('Live', { exact: true }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  running?.child.kill('SIGINT');
  await running?.finished;
  rmSync(runs, { recursive: true, force: true });
});

const openTab = (name: string): Promise<void> => page.getByRole('tab', { name }).click();

/** What the Devices panel says about one device. */
async function deviceState(id: string): Promise<string> {
  const row = page.locator('.device', { hasText: id });
  return (await row.textContent()) ?? '';
}

/** Moves the pointer over the room as a person does, until `offer` is what a click there would do. */
async function findOffer(offer: RegExp): Promise<{ readonly x: number; readonly y: number; readonly title: string }> {
  const box = await canvasOf(page).boundingBox();
  if (box === null) throw new Error('the canvas has no place');
  for (const row of [0.7, 0.66, 0.74, 0.62, 0.78, 0.58, 0.82]) {
    for (let column = 0.3; column < 0.7; column += 0.02) {
      const x = box.x + box.width * column;
      const y = box.y + box.height * row;
      await page.mouse.move(x, y);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const does = await page.locator('.tooltip-does').allTextContents();
      if (does.some((text) => offer.test(text))) {
        return { x, y, title: (await page.locator('.tooltip strong').textContent()) ?? '' };
      }
    }
  }
  throw new Error(`nothing in the room offers ${offer}`);
}

describe('the page of a running room', () => {
  it('draws the room with a live context and draws nothing while time is frozen', async () => {
    await page.getByRole('button', { name: 'Freeze time' }).click();
    await page.getByRole('button', { name: 'Run time' }).waitFor();
    const rest = await atRest(page);
    await page.waitForTimeout(1200);
    expect(await framesOf(page)).toBe(rest);
    const alive = await canvasOf(page).evaluate((element) => {
      const context = (element as HTMLCanvasElement).getContext('webgl2');
      return context !== null && !context.isContextLost();
    });
    expect(alive).toBe(true);
    expect(await shadesOf(page, canvasOf(page))).toBeGreaterThan(12);
  });

  it('works a prop by a click in the room', async () => {
    await page.getByRole('button', { name: /Gauges/ }).click();
    await atRest(page);
    const { x, y, title } = await findOffer(/Pull$/);
    await page.getByRole('button', { name: 'Run time' }).click();
    await page.mouse.click(x, y);
    await openTab('Props');
    await page.getByRole('button', { name: `Push back ${title}`, exact: true }).waitFor({ timeout: DONE_MS });
  });

  it('works a prop from the list by the keyboard, and the device says so', async () => {
    await openTab('Props');
    await page.getByRole('slider', { name: 'Valve 1' }).focus();
    await page.keyboard.press('End');
    await openTab('Devices');
    await page.getByPlaceholder('Search devices').fill('gauge');
    await expect.poll(() => deviceState('gauge_1_3_4_gauge_1'), { timeout: DONE_MS }).toMatch(/psi [1-9]/);
  });

  it('starts the game: an objective and nodes of the graph become active', async () => {
    await page.getByRole('button', { name: 'Start game' }).click();
    await page.getByText('In progress').waitFor({ timeout: DONE_MS });
    await page.locator('.game-node.active').first().waitFor({ timeout: DONE_MS });
    await page.locator('.game-node.done').first().waitFor({ timeout: DONE_MS });
  });

  it('stops by its button, says so, and two people reset it to SAFE', async () => {
    await page.getByLabel('Acting as').fill('Ada');
    await page.getByRole('button', { name: 'E-stop', exact: true }).click();
    await page.getByText('Emergency stop latched.').waitFor({ timeout: DONE_MS });
    await page.getByRole('button', { name: /^Release E-stop/ }).click();
    await page.getByRole('button', { name: 'Request reset as Ada' }).click();
    await page.getByLabel('Second person').fill('Grace', { timeout: DONE_MS });
    await page.getByRole('button', { name: 'Confirm reset' }).click();
    await page.getByText('Room safety: SAFE').waitFor({ timeout: DONE_MS });
    await page.getByRole('button', { name: 'E-stop', exact: true }).waitFor();
  });

  it('made no error, of the page or of its policy', () => {
    expect(troubles).toEqual([]);
  });
});
