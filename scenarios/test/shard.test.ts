/** A shard is a function of its settings and number, whatever ran before it; and results merge in any order. */
import type { Room } from '@understudy/contract';
import { hashRoom } from '@understudy/journal';
import type { FirmwareModule } from '@understudy/sim-devices';
import { beforeAll, describe, expect, it } from 'vitest';
import { firmwareBytes, partOfClockwork } from '../../twin/test/load-clockwork.ts';
import { type CampaignSettings, mergeResults, runShard, type ShardResult, totalsOf } from '../src/index.ts';

let room: Room;
let module: FirmwareModule;
let settings: CampaignSettings;

beforeAll(async () => {
  room = await partOfClockwork([
    'clock',
    'power_control_lower_left',
    'power_control_lower_right',
    'power_control_upper_right',
  ]);
  module = new WebAssembly.Module(new Uint8Array(await firmwareBytes()));
  settings = {
    schema: 'understudy.campaign/1',
    room: room.manifest.room,
    roomHash: hashRoom(room),
    codeHash: '0000000000000000',
    seed: 11,
    gamesPerShard: 3,
    games: 8,
    faults: 'none',
    repeatEvery: 2,
  };
});

const numbers = ({ games }: ShardResult) => games.map(({ game }) => game);

describe('runShard', () => {
  it('plays its own games, and the same ones again', () => {
    const first = runShard(room, module, settings, 1);
    expect(numbers(first)).toEqual([3, 4, 5]);
    expect(first).toMatchObject({ missing: [], divergences: [] });
    expect(JSON.stringify(runShard(room, module, settings, 1))).toBe(JSON.stringify(first));
    const other = runShard(room, module, { ...settings, seed: 12 }, 1);
    expect(other.games.map(({ hash }) => hash)).not.toEqual(first.games.map(({ hash }) => hash));
  });

  it('cuts the last shard, stops when it is told to, and says what is missing', () => {
    expect(numbers(runShard(room, module, settings, 2))).toEqual([6, 7]);
    let played = 0;
    const stopped = runShard(room, module, settings, 0, {
      onGame: () => (played += 1),
      shouldStop: () => played === 1,
    });
    expect(numbers(stopped)).toEqual([0]);
    expect(stopped.missing).toEqual([1, 2]);
  });

  it.each([
    ['CAMPAIGN_ROOM', { room: 'another' }, 0],
    ['CAMPAIGN_ROOM', { roomHash: 'another' }, 0],
    ['CAMPAIGN_FAULT', { faults: ['network.gremlins'] }, 0],
    ['CAMPAIGN_SHARD', {}, 3],
    ['CAMPAIGN_SHARD', {}, 0.5],
  ] as const)('refuses with %s: %o, shard %d', (code, change, shard) => {
    expect(() => runShard(room, module, { ...settings, ...change }, shard)).toThrowError(
      expect.objectContaining({ code }),
    );
  });
});

describe('mergeResults', () => {
  it('is the same in any order, with parts merged before and with shards that come twice', () => {
    const [one, two, three] = [0, 1, 2].map((shard) => runShard(room, module, settings, shard));
    if (one === undefined || two === undefined || three === undefined) throw new Error('expected three shards');
    const whole = mergeResults([one, two, three]);
    expect(mergeResults([three, mergeResults([two, one]), one])).toEqual(whole);
    expect(totalsOf(whole)).toMatchObject({ games: 8, missing: [] });
    const { games: _games, ...cut } = one;
    const stopped: ShardResult = { ...cut, games: one.games.slice(0, 1), missing: [1, 2] };
    expect(mergeResults([stopped, two, one, three])).toEqual(whole);
    expect(totalsOf(mergeResults([stopped, two])).missing).toEqual([1, 2]);
  });

  it('refuses results of another campaign, and two that should be equal', () => {
    const one = runShard(room, module, settings, 2);
    const other = { ...one, shard: 1, settings: { ...settings, seed: 1 } };
    expect(() => mergeResults([one, other])).toThrowError(expect.objectContaining({ code: 'CAMPAIGN_SETTINGS' }));
    expect(() => mergeResults([])).toThrowError(expect.objectContaining({ code: 'CAMPAIGN_SETTINGS' }));
    const games = one.games.map((line) => ({ ...line, hash: '0123456789abcdef' }));
    expect(() => mergeResults([one, { ...one, games }])).toThrowError(
      expect.objectContaining({ code: 'CAMPAIGN_UNEQUAL' }),
    );
  });
});
