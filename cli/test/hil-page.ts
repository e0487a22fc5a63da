/** What the tests of the operator page share: its files, its server, and a browser's page on it. */
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { sceneArtefact, viewerArtefact } from '../src/artefacts/artefacts.ts';
import { prepare } from '../src/artefacts/prepare.ts';
import { createOperatorServer, type ServedHost } from '../src/hil-serve/server.ts';
import { createProgress } from '../src/output/progress.ts';
import { roomFolder } from '../src/paths.ts';

type Server = Awaited<ReturnType<typeof createOperatorServer>>;

export interface Served {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** @param port 0: any free one */
export async function serveHost(host: ServedHost, port = 0): Promise<Served> {
  const folder = roomFolder('clockwork');
  const [viewer, scene] = [viewerArtefact(), sceneArtefact(folder)];
  await prepare([viewer, scene], folder, createProgress(true));
  const server: Server = await createOperatorServer({
    ...{ host, viewerFolder: viewer.path },
    ...(scene !== undefined && { sceneFile: scene.path }),
  });
  const url = await server.listen({ host: '127.0.0.1', port });
  return { url, port: (server.server.address() as AddressInfo).port, close: () => server.close() };
}

export interface PageOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** Collects what the page complains of. */
  readonly troubles: string[];
}

export async function openOperatorPage(browser: Browser, url: string, options: PageOptions): Promise<Page> {
  const { colorScheme = 'light', width = 1280, height = 800, troubles } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  await page.goto(url);
  return page;
}

/** Every state that a prop was seen in; the page itself keeps them, for none lasts long. */
export async function collectStates(page: Page): Promise<(plant: string) => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const seen: Record<string, string[]> = {};
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      for (const row of document.querySelectorAll<HTMLElement>('[data-plant]')) {
        const name = row.dataset.plant ?? '';
        const states = seen[name] ?? [];
        seen[name] = states;
        const state = row.querySelector('.mirror-state')?.textContent ?? '';
        if (!states.includes(state)) states.push(state);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return (plant) =>
    page.evaluate(
      (name) => (globalThis as unknown as { seen: Record<string, readonly string[]> }).seen[name] ?? [],
      plant,
    );
}
