import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeWhole } from '../output/write-whole.ts';
import { SAMPLE_FACTS, SAMPLE_SETTINGS, sampleShard } from './fixtures/sample.ts';
import { CampaignFolder } from './folder.ts';
import { type CampaignRequest, WHOLE } from './request.ts';

const request: CampaignRequest = { settings: SAMPLE_SETTINGS, part: WHOLE, shrinkRuns: 0 };
let path = '';
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'understudy-folder-')), 'campaign');
});
afterEach(() => rmSync(join(path, '..'), { recursive: true }));

describe('CampaignFolder', () => {
  it('is claimed once, and again by the same request whatever the order of its members', () => {
    const folder = new CampaignFolder(path);
    expect(folder.request()).toBeUndefined();
    folder.claim(request, SAMPLE_FACTS);
    const { seed, ...rest } = SAMPLE_SETTINGS;
    folder.claim({ shrinkRuns: 0, part: WHOLE, settings: { ...rest, seed } }, SAMPLE_FACTS);
    expect(folder.request()).toEqual(request);
    expect(folder.facts()).toEqual(SAMPLE_FACTS);
  });

  it('refuses another campaign and says in what it differs, and changes nothing', () => {
    const folder = new CampaignFolder(path);
    folder.claim(request, SAMPLE_FACTS);
    const other = { ...request, settings: { ...SAMPLE_SETTINGS, seed: 8 } };
    expect(() => folder.claim(other, SAMPLE_FACTS)).toThrowError(
      expect.objectContaining({ code: 'CAMPAIGN_DIFFERS', message: expect.stringContaining('seed: 8 here, 7 there') }),
    );
    expect(folder.request()).toEqual(request);
  });

  it('refuses a folder whose settings are no settings', () => {
    mkdirSync(path);
    writeFileSync(join(path, 'settings.json'), '{"settings":{"schema":"understudy.campaign/9"}}');
    expect(() => new CampaignFolder(path).request()).toThrowError(
      expect.objectContaining({ code: 'CAMPAIGN_UNREADABLE', message: expect.stringContaining('campaign/9') }),
    );
  });

  it('gives back the shards in order, and names files that are none of its own', () => {
    const folder = new CampaignFolder(path);
    folder.claim(request, SAMPLE_FACTS);
    for (const shard of [10, 2]) folder.write(`shards/${shard}.json`, sampleShard(shard));
    folder.write('shards/3.json', '{"shard":3,"settings"');
    folder.write('shards/4.json', sampleShard(5));
    folder.write('shards/6.json', { ...sampleShard(6), settings: { ...SAMPLE_SETTINGS, seed: 8 } });
    const { results, unreadable } = folder.shards(request);
    expect(results).toEqual([sampleShard(2), sampleShard(10)]);
    expect(unreadable.map((file) => file.slice(-6))).toEqual(['3.json', '4.json', '6.json']);
  });

  it('leaves no half file when the disk is full, and names the file', () => {
    const folder = new CampaignFolder(path, (file, content) => {
      placeWhole(file, content);
      if (file.endsWith('7.json')) throw new Error('ENOSPC: no space left on device');
    });
    expect(() => folder.write('shards/7.json', {})).toThrowError(
      expect.objectContaining({
        code: 'UNWRITABLE',
        exitCode: 3,
        message: expect.stringMatching(/shards.7\.json cannot be written: ENOSPC/),
      }),
    );
    mkdirSync(join(path, 'report.json'));
    expect(() => folder.write('report.json', {})).toThrowError(expect.objectContaining({ code: 'UNWRITABLE' }));
    expect(readdirSync(path).sort()).toEqual(['report.json', 'shards']);
  });
});
