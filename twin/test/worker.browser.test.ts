import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answer, type PlayAnswer, type PlayRequest } from '../src/index.ts';
import { requests } from './requests.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];
const PAGE = 'http://twin.test/';

let browser: Browser;
let bundle: string;
beforeAll(async () => {
  const entry = fileURLToPath(new URL('../src/worker.ts', import.meta.url));
  const built = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
  });
  bundle = built.outputFiles[0]?.text ?? '';
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
});
afterAll(() => browser?.close());

/** Bytes do not travel to a page as they are; they go as arrays of numbers. */
function wired(request: PlayRequest) {
  return {
    ...request,
    wasm: [...request.wasm],
    key: [...request.key],
    tables: Object.entries(request.tables).map(([controller, table]) => [controller, [...table]] as const),
  };
}

async function playInWorker(request: PlayRequest): Promise<PlayAnswer> {
  const page = await browser.newPage();
  await page.route(`${PAGE}**`, (route) =>
    route.request().url().endsWith('worker.js')
      ? route.fulfill({ contentType: 'text/javascript', body: bundle })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>twin</title>' }),
  );
  await page.goto(PAGE);
  const answered = await page.evaluate(
    (sent) =>
      new Promise<unknown>((resolve, reject) => {
        const worker = new Worker('worker.js');
        worker.onmessage = (event) => resolve(event.data);
        worker.onerror = (event) => reject(new Error(event.message));
        worker.postMessage({
          ...sent,
          wasm: Uint8Array.from(sent.wasm),
          key: Uint8Array.from(sent.key),
          tables: Object.fromEntries(sent.tables.map(([controller, table]) => [controller, Uint8Array.from(table)])),
        });
      }),
    wired(request),
  );
  await page.close();
  return answered as PlayAnswer;
}

it('plays the same games in a Web Worker of Chromium as in Node', async () => {
  for (const request of await requests()) {
    const here = answer(request);
    expect(here.kind).toBe('result');
    expect(await playInWorker(request)).toEqual(here);
  }
});
