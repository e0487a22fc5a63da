import { describe, expect, test } from 'vitest';
import { Bench } from '../../test/fixtures/bench.ts';
import { RecordingProbe } from '../../test/fixtures/recording-probe.ts';
import { type RoomParts, smallRoom } from '../../test/fixtures/small-room.ts';
import { GUARD_BITS_MAX, pack, safetyGuards } from './safety-guards.ts';

const WAIT = { wait: { kind: 'DELAY', ms: 600_000 } } as const;
type Condition = NonNullable<RoomParts['interlocks']>[string]['when'];

const guardOf = (when: Condition, parts: RoomParts = {}) =>
  safetyGuards(smallRoom(WAIT, { ...parts, interlocks: { rule: { title: 'Rule', when } } }))[3];
const post = (equals: string | boolean): Condition => ({ device: 'cellar_post', property: 'motion', equals });

describe('the guards that every room has', () => {
  const [gate, request, confirm] = safetyGuards(smallRoom(WAIT));

  test('name what decides whether a command may leave', () => {
    expect(gate).toEqual({
      id: 'gate',
      names: ['bus_up', 'safety_layer', 'paused', 'critical', 'armed', 'online', 'safe'],
      never: [],
    });
  });

  test('name what decides about a reset, and what cannot be', () => {
    // A reset under way without a latch, or without a bus.
    expect(request).toEqual({
      id: 'reset_request',
      names: ['latched', 'resetting', 'bus_up', 'blocked'],
      never: [
        [0b0011, 0b0010],
        [0b0110, 0b0010],
      ],
    });
    // A token that is good, or somebody who asked, without a bus.
    expect(confirm).toEqual({
      id: 'reset_confirm',
      names: ['good_token', 'same_person', 'bus_up', 'blocked'],
      never: [
        [0b0101, 0b0001],
        [0b0110, 0b0010],
      ],
    });
  });
});

describe('the guard of an interlock', () => {
  test('names each kind of leaf', () => {
    const parts: RoomParts = {
      objectives: { film: { title: 'Film', zone: 'cellar', startsAt: 'wait', solvedAt: 'wait', parMs: 1, hints: [] } },
    };
    const guard = guardOf(
      {
        all: [
          { device: 'cellar_lever', property: 'turns', grown: 3 },
          { device: 'cellar_lever', property: 'angle', above: 10 },
          { device: 'cellar_lever', property: 'angle', below: 90 },
          { device: 'cellar_lever', online: true },
          { device: 'cellar_post', online: false },
          { objective: 'film', solved: true },
          { not: { objective: 'film', solved: false } },
        ],
      },
      parts,
    );
    expect(guard?.names).toEqual([
      'cellar_lever.turns grown 3',
      'cellar_lever.angle above 10',
      'cellar_lever.angle below 90',
      'cellar_lever online',
      'cellar_post offline',
      'film solved',
      'film unsolved',
    ]);
    expect(guard?.never).toEqual([]);
  });

  test('knows that one property cannot equal two values, and that the same question has one answer', () => {
    expect(guardOf({ any: [post('up'), post('down')] })?.never).toEqual([[0b11, 0b11]]);
    expect(guardOf({ any: [post('up'), { not: post('up') }] })?.never).toEqual([
      [0b11, 0b01],
      [0b11, 0b10],
    ]);
    expect(guardOf({ any: [post('up'), post(true), post('down')] })?.never).toEqual([
      [0b011, 0b011],
      [0b101, 0b101],
      [0b110, 0b110],
    ]);
  });

  test.each<[string, Condition]>([
    ['another device', { device: 'cellar_fog', property: 'motion', equals: 'down' }],
    ['another property', { device: 'cellar_post', property: 'still', equals: 'down' }],
    ['another test', { device: 'cellar_post', property: 'motion', above: 3 }],
    ['another kind of leaf', { device: 'cellar_post', online: true }],
  ])('takes nothing for impossible of %s', (_, other) => {
    expect(guardOf({ any: [post('up'), other] })?.never).toEqual([]);
    expect(guardOf({ any: [other, post('up')] })?.never).toEqual([]);
  });

  test('tells as many booleans as fit into an integer', () => {
    const many = Array.from({ length: GUARD_BITS_MAX + 5 }, (_, value) => post(`place${value}`));
    expect(guardOf({ any: many })?.names).toHaveLength(GUARD_BITS_MAX);
    const probe = new RecordingProbe();
    const bench = new Bench(smallRoom(WAIT, { interlocks: { rule: { title: 'Rule', when: { any: many } } } }), {
      probe,
    });
    bench.online();
    probe.take('guard');
    bench.state('cellar_post', { motion: `place${GUARD_BITS_MAX}` });
    bench.state('cellar_post', { motion: `place${GUARD_BITS_MAX - 1}` });
    expect(probe.take('guard')).toEqual(['3 0', `3 1${'0'.repeat(GUARD_BITS_MAX - 1)}`]);
  });
});

test('booleans are packed with the first as the lowest bit', () => {
  expect(pack()).toBe(0);
  expect(pack(true, false, true, true)).toBe(0b1101);
});
