import { describe, expect, it } from 'vitest';
import { SAMPLE_SETTINGS } from './fixtures/sample.ts';
import { type CampaignRequest, defaultGamesPerShard, differences, parsePart, shardsOf, WHOLE } from './request.ts';

const request: CampaignRequest = { settings: SAMPLE_SETTINGS, part: WHOLE, shrinkRuns: 0 };

describe('parsePart', () => {
  it('reads i/n', () => expect(parsePart('2/4')).toEqual({ index: 2, count: 4 }));

  it.each(['0/4', '5/4', '2', '2/0', 'a/b', '-1/2', '1/2/3', ''])('refuses %j', (text) => {
    expect(() => parsePart(text)).toThrowError(expect.objectContaining({ code: 'BAD_SHARD', exitCode: 2 }));
  });
});

describe('shardsOf', () => {
  it('gives each shard to exactly one part', () => {
    const settings = { ...SAMPLE_SETTINGS, games: 103, gamesPerShard: 10 };
    const parts = [1, 2, 3].map((index) => [...shardsOf({ settings, part: { index, count: 3 } })]);
    expect(parts).toEqual([
      [0, 3, 6, 9],
      [1, 4, 7, 10],
      [2, 5, 8],
    ]);
  });

  it('has no end for a campaign that has only a time', () => {
    const { games: _games, ...settings } = SAMPLE_SETTINGS;
    const shards = shardsOf({ settings, part: { index: 2, count: 2 } });
    expect([shards.next().value, shards.next().value]).toEqual([1, 3]);
  });
});

it.each([
  [1, 1],
  [8, 1],
  [16, 2],
  [200, 25],
  [100_000, 25],
  [undefined, 8],
])('a campaign of %s games has shards of %d', (games, expected) => {
  expect(defaultGamesPerShard(games)).toBe(expected);
});

describe('differences', () => {
  it('names what differs, here and there', () => {
    const other = { ...request, settings: { ...SAMPLE_SETTINGS, seed: 8 }, part: { index: 1, count: 2 } };
    expect(differences(request, other)).toEqual(['seed: 7 here, 8 there', 'shard: "1/1" here, "1/2" there']);
    expect(differences(request, structuredClone(request))).toEqual([]);
  });
});
