/** Processes that die take nothing along but their time: their shards are run again, up to a limit. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { CampaignSettings } from '@understudy/scenarios';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SMALL_ROOM } from '../../twin/src/fixtures/small-room.ts';
import { LocalRunner } from '../src/campaign/local-runner.ts';
import type { LostShard, RunnerEvents } from '../src/campaign/shard-runner.ts';

const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

let marks = '';
beforeEach(() => {
  marks = mkdtempSync(`${tmpdir()}/understudy-runner-`);
});
afterEach(() => rmSync(marks, { recursive: true }));

async function run(shards: readonly number[], signal = new AbortController().signal) {
  const results: number[] = [];
  const lines: number[] = [];
  const events: RunnerEvents = {
    onResult: ({ shard }) => results.push(shard),
    onLine: (shard) => lines.push(shard),
    onFailure: () => undefined,
  };
  const workerFile = fileURLToPath(new URL('./dying-worker.mjs', import.meta.url));
  const runner = new LocalRunner({ room: SMALL_ROOM, firmware: EMPTY_MODULE, shrinkRuns: 0, workerFile }, 2);
  // The worker leaves its marks in what it takes for the room.
  const settings = { room: marks } as CampaignSettings;
  const lost: readonly LostShard[] = await runner.run(settings, shards, events, signal);
  return { results: results.sort((one, other) => one - other), lines, lost };
}

describe('LocalRunner', () => {
  it('runs a shard again whose process died or threw', async () => {
    const { results, lost } = await run([0, 2, 3, 4]);
    expect([results, lost]).toEqual([[0, 2, 3, 4], []]);
  });

  it('gives up after three attempts, and the other shards are not the worse for it', async () => {
    const { results, lost, lines } = await run([0, 1, 4, 5]);
    expect(results).toEqual([0, 4, 5]);
    expect(lost).toEqual([{ shard: 1, attempts: 3, reason: expect.stringMatching(/exit/) }]);
    expect(lines.filter((shard) => shard === 1).length).toBeGreaterThan(0);
  });

  it('begins nothing once it is told to stop', async () => {
    expect(await run([0, 4], AbortSignal.abort())).toEqual({ results: [], lines: [], lost: [] });
  });
});
