/** A shard is a function of its settings and number, whatever ran before it; and results merge in any order. */
import type { Room } from '@understudy/contract';
import { type CreateEngine, createEngine } from '@understudy/core';
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
    gamesPerShard: 2,
    games: 5,
    faults: 'none',
    repeatEvery: 2,
  };
});

const played = new Map<number, ShardResult>();
/** Shards are played once, whoever asks. */
function shardOf(shard: number): ShardResult {
  const result = played.get(shard) ?? runShard(room, module, settings, shard);
  played.set(shard, result);
  return result;
}
const numbers = ({ games }: ShardResult) => games.map(({ game }) => game);

describe('runShard', () => {
  it('plays its own games, and the same ones again', () => {
    const first = shardOf(1);
    expect(numbers(first)).toEqual([2, 3]);
    expect(first).toMatchObject({ missing: [], divergences: [] });
    expect(JSON.stringify(runShard(room, module, settings, 1))).toBe(JSON.stringify(first));
    expect(shardOf(0).games.map(({ hash }) => hash)).not.toEqual(first.games.map(({ hash }) => hash));
  });

  it('cuts the last shard, stops when it is told to, and says what is missing', () => {
    expect(numbers(shardOf(2))).toEqual([4]);
    let games = 0;
    const stopped = runShard(room, module, settings, 0, {
      onGame: () => (games += 1),
      shouldStop: () => games === 1,
    });
    expect(stopped).toMatchObject({ games: shardOf(0).games.slice(0, 1), missing: [1] });
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

describe('the determinism check', () => {
  /** The engine's ids come from its seed: from the given run on, another one. */
  const unsteady = (fromRun: number): CreateEngine => {
    let runs = 0;
    return (played, options) => {
      runs += 1;
      return createEngine(played, { ...options, seed: runs >= fromRun ? options.seed + runs : options.seed });
    };
  };
  const one = { games: 1, gamesPerShard: 1, repeatEvery: 1 };

  it('dates a divergence, and names the first event that differs', () => {
    const { divergences } = runShard(room, module, { ...settings, ...one }, 0, { createEngine: unsteady(1) });
    expect(divergences).toHaveLength(1);
    const [{ event, afterEvents, expected, seen } = { expected: '', seen: '' }] = divergences;
    expect(expected).not.toBe(seen);
    expect(afterEvents).toBe(0);
    expect(event?.expected).toMatch(/^engine sent /);
    expect(event?.seen).toMatch(/^engine sent /);
    expect(event?.expected).not.toBe(event?.seen);
  });

  it('reports one that does not come again all the same', () => {
    let runs = 0;
    const once: CreateEngine = (played, options) => {
      runs += 1;
      return createEngine(played, { ...options, seed: runs === 2 ? 99 : options.seed });
    };
    const { divergences } = runShard(room, module, { ...settings, ...one }, 0, { createEngine: once });
    expect(divergences).toHaveLength(1);
    expect(divergences[0]?.event).toBeUndefined();
  });
});

describe('a program that stops with an error', () => {
  it('is a failure like any other, and is shrunk', () => {
    const fragile: CreateEngine = (played, options) => {
      const engine = createEngine(played, options);
      const step = engine.step.bind(engine);
      return Object.assign(engine, {
        step: (atUs: number, inputs: Parameters<typeof step>[1]) => {
          if (atUs > 9_000_000) throw new Error('expected a pipe, saw none');
          return step(atUs, inputs);
        },
      });
    };
    const one = { games: 1, gamesPerShard: 1, repeatEvery: 0 };
    const { games, failures } = runShard(room, module, { ...settings, ...one }, 0, { createEngine: fragile });
    expect(games).toMatchObject([{ verdict: 'failed' }]);
    expect(failures).toMatchObject([
      { firstViolation: { number: 0, detail: 'Error: expected a pipe, saw none' }, minimised: { plan: [] } },
    ]);
  });
});

describe('mergeResults', () => {
  it('is the same in any order, with parts merged before and with shards that come twice', () => {
    const [one, two, three] = [shardOf(0), shardOf(1), shardOf(2)];
    const whole = mergeResults([one, two, three]);
    expect(mergeResults([three, mergeResults([two, one]), one])).toEqual(whole);
    expect(totalsOf(whole)).toMatchObject({ games: 5, missing: [] });
    const { games: _games, ...cut } = one;
    const stopped: ShardResult = { ...cut, games: one.games.slice(0, 1), missing: [1] };
    expect(mergeResults([stopped, two, one, three])).toEqual(whole);
    expect(totalsOf(mergeResults([stopped, two])).missing).toEqual([1]);
  });

  it('refuses results of another campaign, and two that should be equal', () => {
    const one = shardOf(2);
    const other = { ...one, shard: 1, settings: { ...settings, seed: 1 } };
    expect(() => mergeResults([one, other])).toThrowError(expect.objectContaining({ code: 'CAMPAIGN_SETTINGS' }));
    expect(() => mergeResults([])).toThrowError(expect.objectContaining({ code: 'CAMPAIGN_SETTINGS' }));
    const games = one.games.map((line) => ({ ...line, hash: '0123456789abcdef' }));
    expect(() => mergeResults([one, { ...one, games }])).toThrowError(
      expect.objectContaining({ code: 'CAMPAIGN_UNEQUAL' }),
    );
  });
});
