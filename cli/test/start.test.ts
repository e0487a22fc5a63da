/** `understudy start` as a whole: it serves, names a taken port, and Ctrl-C leaves nothing but a readable journal. */
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { launch, type Running, understudy } from './run-cli.ts';

let runs: string;
let running: Running | undefined;
beforeEach(() => {
  runs = mkdtempSync(join(tmpdir(), 'understudy-runs-'));
});
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.finished;
  running = undefined;
  rmSync(runs, { recursive: true });
});

const start = (...args: string[]): Running => {
  running = launch('start', '--port', '0', '--mqtt-port', '0', '--runs', runs, '--speed', '10', ...args);
  return running;
};

async function open(process: Running): Promise<string> {
  const [, url = ''] = await process.seen(/open at (\S+)/);
  return url;
}

const journal = (): string =>
  join(
    runs,
    'clockwork',
    readdirSync(join(runs, 'clockwork'))
      .filter((name) => /^\d+$/.test(name))
      .at(-1) ?? '',
  );

describe('understudy start', { timeout: 120_000 }, () => {
  it('serves page, room, scene and health; Ctrl-C ends it with a journal that replays', async () => {
    const process = start('--autostart');
    const url = await open(process);
    const page = await fetch(url);
    expect(await page.text()).toContain('<div id="root"');
    expect((await fetch(`${url}/api/scene`)).headers.get('content-type')).toContain('gltf');
    await expect
      .poll(async () => ((await (await fetch(`${url}/api/health`)).json()) as { engineMs: number }).engineMs, {
        timeout: 30_000,
      })
      .toBeGreaterThan(20_000);
    const restarted = await fetch(`${url}/api/restart`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(await restarted.json()).toEqual({ ok: true });
    process.child.kill('SIGINT');
    expect((await process.finished).code).toBe(0);
    await expect(fetch(url)).rejects.toThrow();

    const first = join(runs, 'clockwork', '000001');
    const replay = await understudy('replay', first, '--json');
    expect(replay.code).toBe(0);
    expect(JSON.parse(replay.out)).toMatchObject({ proved: true, clean: true });
    expect(journal()).toBe(join(runs, 'clockwork', '000002'));

    const file = join(first, 'engine.journal');
    truncateSync(file, statSync(file).size - 7);
    const torn = await understudy('replay', first);
    expect(torn.code).toBe(0);
    expect(torn.out).toMatch(/torn tail, cut off: \d+ bytes/);
  });

  it('a killed process leaves a journal that reads up to its last commit', async () => {
    const process = start('--autostart');
    const url = await open(process);
    await expect
      .poll(async () => ((await (await fetch(`${url}/api/health`)).json()) as { engineMs: number }).engineMs, {
        timeout: 30_000,
      })
      .toBeGreaterThan(20_000);
    process.child.kill('SIGKILL');
    await process.finished;
    const replay = await understudy('replay', journal(), '--json');
    expect(replay.code).toBe(0);
    expect(JSON.parse(replay.out)).toMatchObject({ clean: false });
  });

  it.each(['--port', '--mqtt-port'])('names a taken %s', async (option) => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, err } = await start(option, String(port)).finished;
    await new Promise((resolve) => server.close(resolve));
    expect(code).toBe(3);
    expect(err).toContain('PORT_TAKEN');
    expect(err).toContain(String(port));
    expect(err).toContain(option);
  });

  it('a broken room never starts', async () => {
    const { code, err } = await understudy('start', 'rooms/nowhere', '--runs', runs);
    expect(code).toBe(2);
    expect(err).toContain('ROOM_BROKEN');
  });
});
