/** A campaign with a runner that plays nothing: what is asked of it, what is kept, and what a broken disk does. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeWhole, type WriteFile } from '../output/write-whole.ts';
import { SAMPLE_FACTS, SAMPLE_SETTINGS, sampleFailure, sampleShard } from './fixtures/sample.ts';
import { CampaignFolder } from './folder.ts';
import { type CampaignRequest, WHOLE } from './request.ts';
import { type CampaignRun, runCampaign } from './run-campaign.ts';
import type { LostShard, RunnerEvents, ShardRunner } from './shard-runner.ts';
import { StatusLine } from './status-line.ts';

const request: CampaignRequest = { settings: SAMPLE_SETTINGS, part: WHOLE, shrinkRuns: 0 };
let path = '';
let said = '';
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'understudy-run-'));
  said = '';
});
afterEach(() => rmSync(path, { recursive: true }));

type Play = (shard: number, events: RunnerEvents) => LostShard | undefined;

/** One shard after the other, until it is told to stop. */
const runnerOf = (play: Play): ShardRunner => ({
  async run(_settings, shards, events, signal) {
    const lost: LostShard[] = [];
    for (const shard of shards) {
      if (signal.aborted) break;
      const failed = play(shard, events);
      if (failed !== undefined) lost.push(failed);
    }
    return lost;
  },
});

const run = (play: Play, write: WriteFile = placeWhole, signal = new AbortController().signal): Promise<CampaignRun> =>
  runCampaign({
    request,
    facts: SAMPLE_FACTS,
    folder: new CampaignFolder(path, write),
    runner: runnerOf(play),
    jobs: 1,
    from: { gitCommit: '', lockfileHash: '' },
    status: new StatusLine({ write: (text) => (said += text) }, { games: 15 }),
    nowMs: () => 0,
    signal,
  });

const numbers = ({ results }: CampaignRun): number[] => results.map(({ shard }) => shard);

describe('runCampaign', () => {
  it('runs what is missing, and shards that were stopped half way again', async () => {
    const stop = new AbortController();
    const first = await run(
      (shard, events) => {
        events.onResult(shard === 0 ? sampleShard(0) : { ...sampleShard(shard), missing: [shard * 5 + 4] });
        if (shard === 1) stop.abort();
        return undefined;
      },
      placeWhole,
      stop.signal,
    );
    expect([numbers(first), first.stopped]).toEqual([[0, 1], true]);
    const asked: number[] = [];
    const second = await run((shard, events) => {
      asked.push(shard);
      events.onResult(sampleShard(shard));
      return undefined;
    });
    expect([asked, numbers(second), second.stopped]).toEqual([[1, 2], [0, 1, 2], false]);
    expect(second.results[1]?.missing).toEqual([]);
    expect(second.sessions).toHaveLength(2);
    await run(() => {
      throw new Error('nothing is left to run');
    });
  });

  it('keeps a failure at once, and of a lost shard too', async () => {
    const lost = { shard: 1, attempts: 3, reason: 'worker exited' };
    const ran = await run((shard, events) => {
      if (shard !== 1) events.onResult(sampleShard(shard, [0]));
      else events.onFailure(sampleFailure(6));
      return shard === 1 ? lost : undefined;
    });
    expect(ran.lost).toEqual([lost]);
    expect(ran.loose.map(({ game }) => game)).toEqual([6]);
    expect(readdirSync(join(path, 'failures')).sort()).toEqual(['12-0.json', '12-6.json']);
    expect(said).toContain('game 6 broke 12 Interlocked outputs');
  });

  it('ends when the disk is full, keeps what was found and names the file', async () => {
    let full = false;
    const ran = await run(
      (shard, events) => {
        full = shard === 1;
        events.onResult(sampleShard(shard));
        return undefined;
      },
      (file, content) => {
        if (full) throw new Error('ENOSPC: no space left on device');
        placeWhole(file, content);
      },
    );
    expect(numbers(ran)).toEqual([0, 1]);
    expect(ran.troubles[0]).toMatch(/shards.1\.json cannot be written: ENOSPC/);
    expect(said).toContain('the campaign ends here');
    expect(readdirSync(join(path, 'shards'))).toEqual(['0.json']);
  });
});
