import { describe, expect, test } from 'vitest';
import { Bench } from '../../test/fixtures/bench.ts';
import { smallRoom } from '../../test/fixtures/small-room.ts';
import { HISTORY_MAX } from '../commands/command-bounds.ts';

const room = smallRoom({
  light: { kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'on' }, next: 'wait' },
  wait: { kind: 'DELAY', ms: 3_600_000 },
});
const notified = (bench: Bench, key: string): unknown[] =>
  bench.notified.filter(([name]) => name === key).map(([, value]) => value);

describe('the live view', () => {
  test('leaves out what does not apply, instead of null or undefined', () => {
    const bench = new Bench(room).started();
    for (const value of bench.engine.view().values()) {
      expect(JSON.parse(JSON.stringify(value))).toEqual(value);
      expect(Object.values(value as object)).not.toContain(null);
    }
    expect(['reset', 'refusal'].filter((key) => bench.engine.view().has(key))).toEqual([]);
  });

  test('says whom a device belongs to: the strongest of its owners, and nobody after the release', () => {
    const bench = new Bench(room).online();
    bench.operator({ action: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'on' } });
    expect(bench.view('device/cellar_lamp')).toMatchObject({ owner: 'manual' });
    bench.operator({ action: 'ESTOP' });
    expect(bench.view('device/cellar_fog')).toMatchObject({ owner: 'safety' });
    expect(bench.view('device/cellar_lamp')).not.toHaveProperty('owner');
  });

  test('drops a command that is no longer remembered, by a notification of null', () => {
    const bench = new Bench(room, { observe: true }).online();
    for (let count = 0; count <= HISTORY_MAX; count += 1) {
      bench.operator({ action: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'on' } });
    }
    const first = `command/${bench.commands[0]?.command_id}`;
    expect(notified(bench, first).at(-1)).toBeNull();
    expect(bench.engine.view().has(first)).toBe(false);
    expect([...bench.engine.view().keys()].filter((key) => key.startsWith('command/'))).toHaveLength(HISTORY_MAX);
  });

  test('shows the token of a reset to nobody after its use or its end', () => {
    const bench = new Bench(room, { observe: true }).started();
    bench.operator({ action: 'ESTOP' });
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    expect(notified(bench, 'reset').at(-1)).toHaveProperty('token');
    bench.advance(60_000);
    expect(notified(bench, 'reset').at(-1)).toBeNull();
  });

  test('an open fault is one entry until it is closed', () => {
    const bench = new Bench(room, { observe: true }).started();
    bench.step([{ kind: 'bus', up: false }]);
    const [key] = [...bench.engine.view().keys()].filter((name) => name.startsWith('fault/'));
    expect(bench.view(key ?? '')).toEqual({
      kind: 'BROKER_DOWN',
      severity: 'CRITICAL',
      message: 'The bus is down',
      atMs: 0,
    });
    bench.step([{ kind: 'bus', up: true }]);
    expect(notified(bench, key ?? '').at(-1)).toBeNull();
  });

  test('nothing is marked when nobody watches', () => {
    const bench = new Bench(room).started();
    expect(bench.notified).toEqual([]);
  });
});
