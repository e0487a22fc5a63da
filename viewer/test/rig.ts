/** What every browser test of the page starts with: the built page, a browser, the fixture server, and ways to look. */
import type { Browser, Locator, Page } from 'playwright-core';
import { viewerArtefact } from '../../cli/src/artefacts/artefacts.ts';
import { prepare } from '../../cli/src/artefacts/prepare.ts';
import { createProgress } from '../../cli/src/output/progress.ts';
import { openBrowser } from './browser.ts';
import { idleEntries } from './fixture/entries.ts';
import { type FixtureServer, startFixture } from './fixture/server.ts';

/** How long a slow machine may take to draw and come to rest. */
const REST_MS = 60_000;

/** One open page with the server behind it. */
export interface OpenPage {
  readonly page: Page;
  readonly server: FixtureServer;
  /** Errors of the page and of its console so far. */
  readonly troubles: readonly string[];
}
export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'dark' | 'light';
  /** Without its picture the page is the same, and nothing is drawn meanwhile. */
  readonly picture?: boolean;
}

export class Rig {
  private readonly folder: string;
  private readonly browser: Browser;
  private readonly servers: FixtureServer[] = [];

  private constructor(folder: string, browser: Browser) {
    this.folder = folder;
    this.browser = browser;
  }

  /** Starts the browser beside the page as the CLI serves it: built once for all files of tests, until a source changes. */
  static async start(): Promise<Rig> {
    const viewer = viewerArtefact();
    await prepare([viewer], '', createProgress(true));
    return new Rig(viewer.path, await openBrowser());
  }

  /** Opens the page on a server of its own and waits until it is live. */
  async open(options: OpenOptions = {}): Promise<OpenPage> {
    const { width = 1000, height = 640, colorScheme = 'dark', picture = false } = options;
    const server = await startFixture(this.folder, idleEntries());
    this.servers.push(server);
    server.breakScene(!picture);
    const context = await this.browser.newContext({ viewport: { width, height }, colorScheme });
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text());
    });
    await page.goto(server.url);
    await page.getByText('Live', { exact: true }).waitFor();
    return { page, server, troubles };
  }

  /** Closes every page and server; the browser stays. */
  async clear(): Promise<void> {
    for (const context of this.browser.contexts()) await context.close();
    for (const server of this.servers.splice(0)) await server.close();
  }

  async stop(): Promise<void> {
    await this.clear();
    await this.browser.close();
  }
}

export const canvasOf = (page: Page): Locator => page.locator('.room-pane canvas');

/** Frames drawn so far. */
export async function framesOf(page: Page): Promise<number> {
  return Number((await canvasOf(page).getAttribute('data-frames')) ?? '0');
}

/** Waits until the room was drawn, says that nothing moves, and has drawn nothing for two looks; the frames so far. */
export async function atRest(page: Page, limitMs = REST_MS): Promise<number> {
  const endsAt = Date.now() + limitMs;
  let seen: number[] = [];
  while (Date.now() < endsAt) {
    const still = (await canvasOf(page).getAttribute('data-still')) === 'true';
    seen = still ? [...seen, await framesOf(page)].slice(-3) : [];
    const [first = 0] = seen;
    if (seen.length === 3 && first > 0 && new Set(seen).size === 1) return first;
    await page.waitForTimeout(600);
  }
  throw new Error(`the room did not come to rest in ${limitMs} ms; frames seen: ${seen.join(', ')}`);
}

/** Where a prop is on the page from the overview camera: found as a person does, by moving the pointer over the room. */
export async function findProp(page: Page, title: string): Promise<{ readonly x: number; readonly y: number }> {
  const box = await canvasOf(page).boundingBox();
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

/** How many different shades a part of the page shows, of 4,096: one for a blank picture. */
export async function shadesOf(page: Page, part: Locator): Promise<number> {
  const picture = (await part.screenshot()).toString('base64');
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const copy = document.createElement('canvas');
    copy.width = image.width;
    copy.height = image.height;
    const pen = copy.getContext('2d');
    if (pen === null) return 0;
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    const shades = new Set<number>();
    for (let at = 0; at < data.length; at += 4 * 97) {
      shades.add((((data[at] ?? 0) >> 4) << 8) | (((data[at + 1] ?? 0) >> 4) << 4) | ((data[at + 2] ?? 0) >> 4));
    }
    return shades.size;
  }, picture);
}
