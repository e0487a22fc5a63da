/** The panels in a real browser: what is shown, what is asked of the engine, what is said when things go wrong, axe. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { violationsOf } from './axe.ts';
import { busyEntries, idleEntries } from './fixture/entries.ts';
import type { FixtureServer } from './fixture/server.ts';
import { atRest, Rig } from './rig.ts';

let rig: Rig;
let page: Page;
let server: FixtureServer;

beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig?.stop());
afterEach(() => rig.clear());

describe('the panels', () => {
  it('works props from the list, by the keyboard alone', async () => {
    ({ page, server } = await rig.open());
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

  it('works switches, readers and drawers, and turns both keys of a pair in one go', async () => {
    ({ page, server } = await rig.open());
    server.delta({ 'plant/drawer': { position: 1, open: true }, 'plant/throttle': { place: 2 } });
    await page.getByRole('tab', { name: 'Props' }).click();
    await page.getByRole('button', { name: 'Turn both: Left key and Right key' }).click();
    await expect
      .poll(() => server.posted.slice(-2).map(({ body }) => body))
      .toEqual([
        { plant: 'key_left', action: 'set', value: 1 },
        { plant: 'key_right', action: 'set', value: 1 },
      ]);
    server.delta({ 'plant/key_right': { on: true } });
    await page.getByRole('button', { name: 'Turn back both: Left key and Right key' }).waitFor();
    await page.getByRole('combobox', { name: 'Plate reader' }).selectOption('Tag 2');
    await expect.poll(() => server.posted.at(-1)?.body).toEqual({ plant: 'reader', action: 'present', value: 1002 });
    await page.getByRole('combobox', { name: 'Throttle' }).selectOption('Place 3');
    await expect.poll(() => server.posted.at(-1)?.body).toEqual({ plant: 'throttle', action: 'set', value: 3 });
    await page.getByRole('button', { name: 'Push shut Gun drawer' }).click();
    await expect.poll(() => server.posted.at(-1)?.body).toEqual({ plant: 'drawer', action: 'close' });
    const posted = server.posted.length;
    server.delta({ 'plant/drawer': { position: 0, open: false } });
    await page.locator('button[aria-disabled="true"]').click({ force: true });
    expect(server.posted).toHaveLength(posted);
  });

  it('says what holds a prop that does not give way', async () => {
    ({ page, server } = await rig.open());
    server.refuseNext('/api/act', 409, { code: 'BLOCKED', message: 'the door is held' });
    await page.getByRole('tab', { name: 'Props' }).click();
    await page.getByRole('button', { name: 'Open Study door' }).click();
    await page.getByText('Study door does not move: held by Study door lock.').waitFor();
  });

  it('shows a delta in the panels, and the paused path with its buttons', async () => {
    ({ page, server } = await rig.open());
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
    await page.getByRole('button', { name: 'Fit View' }).click();
    await expect.poll(() => page.locator('.game-node.paused').count()).toBe(1);
    await expect.poll(() => page.locator('.game-node.done').count()).toBe(2);
  });

  it('draws the chapter that is played, any other one, and finds a node by the keyboard', async () => {
    ({ page, server } = await rig.open());
    server.replace(busyEntries());
    await page.locator('.game-node.active').waitFor();
    expect(await page.locator('.chapter-heading').allTextContents()).toEqual(['Light the boiler']);
    const search = page.getByRole('searchbox', { name: /Search the graph/ });
    await search.fill('unlock');
    await page.getByText('1 found').waitFor();
    await search.press('Enter');
    await page.locator('.game-node.found', { hasText: 'Unlock the study' }).waitFor();
    expect(await page.locator('.chapter-heading').allTextContents()).toEqual(['Reach the study']);
    await page.getByRole('combobox', { name: 'Part of the graph' }).selectOption('All chapters');
    await page.getByRole('button', { name: 'Fit View' }).click();
    await expect.poll(() => page.locator('.game-node').count()).toBe(10);
    await page.getByRole('button', { name: 'Show Lever pulled' }).click();
    await page.locator('.game-node.found', { hasText: 'Lever pulled' }).waitFor();
  });

  it('finds props and devices, folds their groups, and keeps only what is in trouble', async () => {
    ({ page, server } = await rig.open());
    server.replace(busyEntries());
    await page.getByRole('tab', { name: 'Props' }).click();
    await page.getByRole('button', { name: /^Cellar \d+$/ }).click();
    expect(await page.getByRole('slider', { name: 'Steam valve' }).count()).toBe(0);
    await page.getByRole('searchbox', { name: 'Search props' }).fill('boiler valve');
    await page.getByRole('slider', { name: 'Steam valve' }).waitFor();
    expect(await page.locator('.panel-props .row').count()).toBe(1);
    await page.getByRole('tab', { name: 'Devices' }).click();
    await page.getByText('Only trouble').click();
    await expect.poll(() => page.locator('.device .row-title').allTextContents()).toContain('Clock crank');
    expect(await page.locator('.device', { hasText: 'Gas lamp' }).count()).toBe(0);
    server.delta({ 'device/hearth_lamp': { presence: 'OFFLINE', safety: { kind: 'SAFE' }, state: {} } });
    await page.locator('.device', { hasText: 'Gas lamp' }).waitFor();
  });

  it('stops at once, and resets with two different people', async () => {
    ({ page, server } = await rig.open());
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
});

describe('when things go wrong', () => {
  it('says that the connection is lost and takes it up again, also after a gap', async () => {
    ({ page, server } = await rig.open());
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
    ({ page, server } = await rig.open());
    await page.getByText('No picture of the room').waitFor();
    await page.getByText('the room has no scene file').waitFor();
    await page.getByRole('tab', { name: 'Props' }).click();
    expect(await page.getByRole('button', { name: 'Pull Boiler lever' }).isEnabled()).toBe(true);
  });

  it('shows how a game ended', async () => {
    ({ page, server } = await rig.open());
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
      ({ page, server } = await rig.open({ colorScheme: scheme }));
      server.replace(busyEntries());
      await page.getByText('In progress').waitFor();
      for (const tab of ['Objectives', 'Props', 'Devices', 'Commands', 'Faults', 'Safety']) {
        await page.getByRole('tab', { name: tab }).click();
        expect(await violationsOf(page), `${scheme}, ${tab}`).toEqual([]);
      }
      await rig.clear();
    }
    // The picture is the same in both themes and beside every panel, and axe is slow while software draws it.
    ({ page, server } = await rig.open({ picture: true }));
    server.replace(busyEntries());
    await page.getByText('In progress').waitFor();
    await atRest(page);
    expect(await violationsOf(page), 'with its picture').toEqual([]);
  });

  it('fits a narrow screen without sideways scrolling', async () => {
    ({ page, server } = await rig.open({ width: 390, height: 844 }));
    server.replace(busyEntries());
    await page.getByText('In progress').waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await page.getByRole('button', { name: 'E-stop', exact: true }).isVisible()).toBe(true);
    // Many active nodes scroll inside their bar.
    server.delta(
      Object.fromEntries(
        ['settle', 'both', 'unlock', 'which'].map((id) => [`node/${id}`, { state: 'active', sinceMs: 9 }]),
      ),
    );
    await page.getByRole('tab', { name: 'Graph' }).click();
    await page.locator('.game-node.active').first().waitFor();
    const inGraph = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(inGraph).toBeLessThanOrEqual(0);
    expect(await violationsOf(page)).toEqual([]);
  });
});
