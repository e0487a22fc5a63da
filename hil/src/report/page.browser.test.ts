/** The page in a real browser: nothing is fetched, nothing is wrong for those who cannot see it, nothing is too wide. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violationsOf } from '../../../viewer/test/axe.ts';
import { openBrowser } from '../../../viewer/test/browser.ts';
import { sampleReport } from './fixtures/sample.ts';
import { reportPage } from './page.ts';

let folder: string;
let browser: Browser;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-report-'));
  writeFileSync(join(folder, 'report.html'), reportPage([sampleReport(), sampleReport({ serial: 'M7-0002' })]));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

it.each([
  ['dark', 1000],
  ['light', 1000],
  ['dark', 360],
  ['light', 360],
] as const)('is whole and accessible, %s and %d px wide', async (colorScheme, width) => {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
  const page = await context.newPage();
  const asked: string[] = [];
  const troubles: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => troubles.push(message.text()));
  const url = `file://${join(folder, 'report.html')}`;
  await page.goto(url);
  for (const summary of await page.locator('summary').all()) {
    if ((await summary.locator('..').getAttribute('open')) === null) await summary.click();
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(await violationsOf(page)).toEqual([]);
  expect({ asked, troubles }).toEqual({ asked: [url], troubles: [] });
  await context.close();
});
