/** The 3D room in a real browser, under the engine's content security policy: drawn, at rest, played with. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { idleEntries } from './fixture/entries.ts';
import type { FixtureServer } from './fixture/server.ts';
import { atRest, canvasOf, findProp, framesOf, Rig, shadesOf } from './rig.ts';

let rig: Rig;
let page: Page;
let server: FixtureServer;
let troubles: readonly string[];

/** One page for all: software takes its time over the first picture. */
beforeAll(async () => {
  rig = await Rig.start();
  ({ page, server, troubles } = await rig.open({ picture: true }));
});
afterAll(() => rig?.stop());
/** The room as it was at first, nothing under the pointer, nothing asked of the engine. */
afterEach(async () => {
  await page.mouse.move(1, 1);
  server.replace(idleEntries());
  server.posted.length = 0;
});

describe('the room', () => {
  it('draws the room: a live context, and pixels that differ', async () => {
    await atRest(page);
    const alive = await canvasOf(page).evaluate((element) => {
      const context = (element as HTMLCanvasElement).getContext('webgl2');
      return context !== null && !context.isContextLost();
    });
    expect(alive).toBe(true);
    expect(await shadesOf(page, canvasOf(page))).toBeGreaterThan(12);
    expect(troubles).toEqual([]);
  });

  it('draws no frame while nothing moves, some when a plant moves, and then none again', async () => {
    const rest = await atRest(page);
    await page.waitForTimeout(1500);
    expect(await framesOf(page)).toBe(rest);
    // What the room does not show moves no frame either.
    server.delta({
      'plant/target': { hits: 1 },
      'device/boiler_target': { presence: 'ONLINE', safety: { kind: 'SAFE' }, state: {} },
    });
    await page.waitForTimeout(600);
    expect(await framesOf(page)).toBe(rest);
    server.delta({ 'plant/lever': { position: 1, pulled: true, blocked: false } });
    await expect.poll(() => framesOf(page), { timeout: 20_000 }).toBeGreaterThan(rest + 1);
    const after = await atRest(page);
    await page.waitForTimeout(800);
    expect(await framesOf(page)).toBe(after);
  });

  it('pulls a lever by a click in the room, and pushes it back by the next one', async () => {
    await atRest(page);
    const at = await findProp(page, 'Boiler lever');
    await page.mouse.click(at.x, at.y);
    await expect
      .poll(() => server.posted.filter(({ path }) => path === '/api/act').map(({ body }) => body))
      .toEqual([{ plant: 'lever', action: 'pull', value: 1 }]);
    server.delta({ 'plant/lever': { position: 1, pulled: true, blocked: false } });
    await atRest(page);
    await page.mouse.click(at.x, at.y);
    await expect.poll(() => server.posted.at(-1)?.body).toEqual({ plant: 'lever', action: 'pull', value: 0 });
  });

  it('turns a valve by dragging, and does not turn the camera', async () => {
    await atRest(page);
    const at = await findProp(page, 'Steam valve');
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 60, at.y, { steps: 6 });
    await page.mouse.move(at.x + 120, at.y, { steps: 6 });
    expect(await page.locator('.tooltip-readout').textContent()).toBe('70 %');
    await page.mouse.up();
    await expect.poll(() => server.posted.at(-1)?.body).toEqual({ plant: 'valve', action: 'turn', value: 0.7 });
  });

  it('selects a device in the room and in the list', async () => {
    await atRest(page);
    const at = await findProp(page, 'Boiler lever');
    await page.mouse.click(at.x, at.y);
    await page.getByRole('tab', { name: 'Devices' }).click();
    const row = page.locator('.device[aria-pressed="true"]');
    expect(await row.textContent()).toContain('boiler_lever');
    const before = await atRest(page);
    await page.locator('.device', { hasText: 'hearth_fire' }).click();
    await expect.poll(() => framesOf(page), { timeout: 20_000 }).toBeGreaterThan(before);
    await page.getByPlaceholder('Search devices').fill('crank');
    expect(await page.locator('.device').count()).toBe(1);
  });
});
