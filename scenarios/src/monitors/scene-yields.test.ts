import type { GraphNode, Room } from '@understudy/contract';
import { expect, it } from 'vitest';
import { SMALL_ROOM } from '../fixtures/small-room.ts';
import { command, status } from '../fixtures/watch-events.ts';
import { indexRoom } from './room-index.ts';
import { SceneYields } from './scene-yields.ts';

const dispatch = (op: string, layer: 'puzzle' | 'scene', release = false): GraphNode => ({
  kind: 'DISPATCH',
  device: 'box_lights',
  parameters: { op },
  layer,
  release,
  next: 'end',
});

/** Two lamps of one device, each by itself and both as a group. */
const ROOM: Room = {
  ...SMALL_ROOM,
  controllers: SMALL_ROOM.controllers.map((controller) => ({
    ...controller,
    devices: {
      ...controller.devices,
      lights: {
        title: 'Lights',
        safetyClass: 'NON_CRITICAL',
        units: { one: { driver: 'relay', pins: { out: 20 } }, two: { driver: 'relay', pins: { out: 21 } } },
        operations: {
          one_on: { unit: 'one', verb: 'on' },
          one_off: { unit: 'one', verb: 'off' },
          two_off: { unit: 'two', verb: 'off' },
          both_on: { units: ['one', 'two'], verb: 'on' },
          both_off: { units: ['one', 'two'], verb: 'off' },
          both_flash: { units: ['one', 'two'], verb: 'on' },
        },
      },
    },
  })),
  graph: {
    version: '1',
    start: ['keep_one', 'keep_both', 'flash', 'scene_one', 'scene_two', 'scene_both'],
    nodes: {
      keep_one: dispatch('one_on', 'puzzle'),
      keep_both: dispatch('both_on', 'puzzle'),
      flash: dispatch('both_flash', 'puzzle', true),
      scene_one: dispatch('one_off', 'scene'),
      scene_two: dispatch('two_off', 'scene'),
      scene_both: dispatch('both_off', 'scene'),
      end: { kind: 'END', outcome: 'won' },
    },
  },
};

function breaches(...ops: readonly string[]): readonly string[] {
  const invariant = new SceneYields(indexRoom(ROOM));
  invariant.onEvent(status(0, ['keep_one']));
  for (const [place, op] of ops.entries()) invariant.onEvent(command(place + 1, 'box_lights', op, place + 1));
  return invariant.breaches.map(({ message }) => message);
}

it.each([
  [
    'a unit of a group that a puzzle keeps',
    ['both_on', 'two_off'],
    "the scene's box_lights two_off was sent over box_lights both_on",
  ],
  [
    'a group of which a puzzle keeps a unit',
    ['one_on', 'both_off'],
    "the scene's box_lights both_off was sent over box_lights one_on",
  ],
  [
    'a unit that is kept though the group was given back',
    ['one_on', 'both_flash', 'one_off'],
    "the scene's box_lights one_off was sent over box_lights one_on",
  ],
])('a scene does not drive %s', (_, ops, message) => {
  expect(breaches(...ops)).toEqual([message]);
});

it.each([
  ['another unit than the one that is kept', ['one_on', 'two_off']],
  ['what the puzzle has given back', ['both_on', 'both_flash', 'one_off', 'both_off']],
])('a scene drives %s', (_, ops) => {
  expect(breaches(...ops)).toEqual([]);
});
