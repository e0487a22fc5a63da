import { parseCoreDeviceStatus, parseCoreStatus } from '@understudy/contract';
import { describe, expect, test } from 'vitest';
import { Bench, ESTOP } from '../../test/fixtures/bench.ts';
import { smallRoom } from '../../test/fixtures/small-room.ts';
import { Counters } from '../counters.ts';
import { MessageHash } from '../hash/message-hash.ts';
import { RollingHash } from '../hash/rolling-hash.ts';
import { Outbox } from './outbox.ts';

const room = smallRoom({ light: { kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'on' } } });
const retained = (bench: Bench): Map<string, string> =>
  new Map(bench.published.flatMap(({ topic, payload, retain }) => (retain ? [[topic, payload]] : [])));

describe('the outbox', () => {
  const outbox = (): { box: Outbox; hash: RollingHash; counters: Counters } => {
    const hash = new RollingHash();
    const counters = new Counters();
    return { box: new Outbox(new MessageHash(hash, []), counters), hash, counters };
  };

  test('keeps for the first step what was said before it, and forgets it with the second', () => {
    const { box } = outbox();
    box.publish('a', 'early', 1, false);
    box.begin();
    expect(box.effects).toHaveLength(1);
    box.begin();
    expect(box.effects).toEqual([]);
  });

  test('drops and counts what is published while the bus is down; it leaves no trace in the hash', () => {
    const { box, hash, counters } = outbox();
    const before = hash.digest();
    box.busUp = false;
    box.publish('a', 'b', 1, true);
    expect([box.effects.length, hash.digest(), counters.read()]).toEqual([0, before, { publish_dropped: 1 }]);
    box.busUp = true;
    box.notify('engine', {});
    expect(hash.digest()).toBe(before);
    box.publish('a', 'b', 1, true);
    expect(hash.digest()).not.toBe(before);
  });
});

describe('what the engine publishes', () => {
  test('is said again, all that is retained, when the bus is back', () => {
    const bench = new Bench(room).started();
    bench.answers.set('cellar_fog', ['REJECTED BUSY']);
    bench.operator({ action: 'ESTOP' });
    const topics = [...retained(bench).keys()].sort();
    bench.step([{ kind: 'bus', up: false }]);
    bench.published.length = 0;
    bench.step([{ kind: 'bus', up: true }]);
    expect([...retained(bench).keys()].sort()).toEqual(topics);
  });

  test('tells of a device what the contract can read, seen or not', () => {
    const bench = new Bench(room);
    bench.alive.delete('attic');
    bench.step(bench.beats());
    bench.step([{ kind: 'bus', up: false }]);
    bench.step([{ kind: 'bus', up: true }]);
    const said = (device: string): unknown =>
      parseCoreDeviceStatus(retained(bench).get(`room/small/core/device/${device}/status`) ?? '', 'small', device);
    expect(said('attic_bell')).toMatchObject({ ok: true, value: { presence: 'OFFLINE' } });
    expect(said('attic_bell')).not.toHaveProperty('value.last_seen_unix_ms');
    expect(said('cellar_lamp')).toMatchObject({ value: { presence: 'ONLINE', last_seen_unix_ms: 1_767_600_000_000 } });
  });

  test('gives every reason for the pause its own beginning, the strongest as the reason', () => {
    const bench = new Bench(room).started();
    bench.operator({ action: 'PAUSE_DISPATCH' });
    bench.advance(2000);
    bench.state('cellar_door', {}, ESTOP);
    const status = parseCoreStatus(retained(bench).get('room/small/core/status') ?? '', 'small');
    expect(status).toMatchObject({
      ok: true,
      value: {
        dispatch_paused_reason: 'SAFETY_LATCHED',
        manual_pause_since_unix_ms: 1_767_600_000_000,
        safety_latched_since_unix_ms: 1_767_600_002_000,
        room_safety: ESTOP,
      },
    });
  });

  test('a late step does not shift the heartbeats that follow', () => {
    const bench = new Bench(room).online();
    bench.nowUs = 12_300_000;
    bench.step([]);
    bench.published.length = 0;
    bench.nowUs = 14_999_999;
    bench.step([]);
    expect(bench.published.filter(({ topic }) => topic.endsWith('core/heartbeat'))).toEqual([]);
    bench.nowUs = 15_000_000;
    bench.step([]);
    expect(bench.published.filter(({ topic }) => topic.endsWith('core/heartbeat'))).toHaveLength(1);
  });
});
