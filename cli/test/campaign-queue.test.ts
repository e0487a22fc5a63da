/** A campaign over PostgreSQL and three workers, one of them killed in the middle of a shard, finds what one machine finds. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type TestPostgres } from './postgres.ts';
import { launch, type Running, understudy } from './run-cli.ts';

const CAMPAIGN = [
  'campaign',
  'clockwork',
  '--games',
  '4',
  '--games-per-shard',
  '2',
  '--shrink-runs',
  '0',
  '--seed',
  '3',
];

let postgres: TestPostgres;
let folder: string;
const workers: Running[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-queue-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  for (const worker of workers) worker.child.kill('SIGKILL');
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

function startWorker(): Running {
  const worker = launch('campaign', 'worker', '--queue', postgres.url, '--jobs', '1');
  workers.push(worker);
  return worker;
}

const shardsIn = (out: string): unknown[] =>
  readdirSync(join(out, 'shards'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(out, 'shards', name), 'utf8')));

describe('a campaign over a queue', () => {
  it('loses nothing with a killed worker, and finds what one machine finds', { timeout: 240_000 }, async () => {
    const queued = join(folder, 'queued');
    const alone = join(folder, 'alone');
    const victim = startWorker();
    const campaign = understudy(...CAMPAIGN, '--queue', postgres.url, '--out', queued, '--json');
    await victim.seen(/: shard 0 begins/);
    victim.child.kill('SIGKILL');
    const others = [startWorker(), startWorker()];
    // Played meanwhile: it takes ten seconds until the silent worker counts as dead.
    const local = await understudy(...CAMPAIGN, '--jobs', '1', '--out', alone, '--json');
    const { code, out, err } = await campaign;
    expect(err).not.toContain('does not answer');
    expect(JSON.parse(out).games).toBe(4);
    expect(others.map((worker) => worker.out()).join('')).toContain(': shard 0 ends, 2 games');
    expect(local.code).toBe(code);
    expect(shardsIn(queued)).toEqual(shardsIn(alone));

    for (const { child } of others) child.kill('SIGTERM');
    expect((await Promise.all(others.map(({ finished }) => finished))).map((ended) => ended.code)).toEqual([0, 0]);
  });

  it('says when nobody answers at the address, without its password', async () => {
    const { code, err } = await understudy(
      ...CAMPAIGN,
      '--queue',
      'postgres://me:secret@127.0.0.1:1/none',
      '--out',
      folder,
    );
    expect(code).toBe(3);
    expect(err).toContain('QUEUE_UNREACHABLE');
    expect(err).not.toContain('secret');
  });

  it('asks a worker for its queue', async () => {
    const { code, err } = await understudy('campaign', 'worker');
    expect([code, err]).toEqual([2, expect.stringContaining('QUEUE_MISSING')]);
  });
});
