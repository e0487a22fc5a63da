/** Wires by name, and what is seen on them without being in the way of a measurement. */
import type { ControllerDefinition, Room } from '@understudy/contract';
import { describe, expect, it } from 'vitest';
import { fakeStation } from '../suite/fixtures/fake-station.ts';
import { BenchMirror } from './mirror/bench-mirror.ts';
import { PinBoard, signalsOf } from './signals.ts';
import { watchStation } from './watch-station.ts';

const DEFINITION = {
  ...{ controller: 'c', title: 'C', zone: 'z', estopPin: 40, ledPin: 13 },
  devices: {
    lift: { units: { lift: { driver: 'actuator', pins: { forward: 3, reverse: 4 } } } },
    lamp: {
      units: {
        relay: { driver: 'relay', pins: { out: 5 } },
        spare: { driver: 'relay', pins: { out: 6 } },
      },
    },
  },
} as unknown as ControllerDefinition;

it('names each pin by device, unit where there are several, and role, with its direction', () => {
  expect(signalsOf(DEFINITION)).toEqual([
    { pin: 3, name: 'lift forward', direction: 'out' },
    { pin: 4, name: 'lift reverse', direction: 'out' },
    { pin: 5, name: 'lamp relay out', direction: 'out' },
    { pin: 6, name: 'lamp spare out', direction: 'out' },
    { pin: 13, name: 'LED', direction: 'out' },
    { pin: 40, name: 'E-stop chain', direction: 'in' },
  ]);
});

const board = (): PinBoard =>
  new PinBoard(
    signalsOf(DEFINITION),
    new Map([
      [3, 10],
      [40, 1],
    ]),
  );

it('shows wired pins alone, by their channels, and counts changes but not the first look', () => {
  const pins = board();
  expect(pins.rows.map(({ pin, channel, level, edges }) => [pin, channel, level, edges])).toEqual([
    [3, 10, undefined, 0],
    [40, 1, undefined, 0],
  ]);
  pins.levels([7, 1]);
  pins.levels([7, 1]);
  pins.edges([
    { atUs: 1, channel: 1, value: 0 },
    { atUs: 2, channel: 1, value: 1 },
    { atUs: 3, channel: 63, value: 1 },
  ]);
  expect(pins.rows[1]).toMatchObject({ level: 1, edges: 2 });
});

const mirror = (): BenchMirror => new BenchMirror({ physics: [] } as unknown as Room, DEFINITION, new Map());

describe('a watched station', () => {
  const watched = () => {
    const pins = board();
    const inner = fakeStation();
    let asked = 0;
    let changes = 0;
    const levels = async (): Promise<readonly number[]> => {
      asked += 1;
      return [0, asked % 2];
    };
    const bench = { ...inner.bench, levels };
    const changed = (): void => {
      changes += 1;
    };
    const both = watchStation(Object.assign(Object.create(inner), { bench }), { pins, mirror: mirror(), changed });
    return { ...both, pins, asked: () => asked, changes: () => changes };
  };

  it('sees what its tests look at', async () => {
    const { station, pins, changes } = watched();
    await station.bench.levels();
    await station.bench.levels();
    expect(pins.rows[1]).toMatchObject({ level: 0, edges: 1 });
    expect(changes()).toBe(2);
  });

  it('looks once before a programme, and asks nothing from its loading to its recording, or to the end of its test', async () => {
    const { station, look, calm, asked } = watched();
    await look();
    await station.bench.load({ steps: [], lengthUs: 1 });
    expect(asked()).toBe(2);
    await station.bench.load({ steps: [], lengthUs: 1 });
    await station.bench.start();
    await look();
    expect(asked()).toBe(2);
    await station.bench.recording();
    await look();
    expect(asked()).toBe(3);
    await station.bench.load({ steps: [], lengthUs: 1 });
    calm();
    await look();
    expect(asked()).toBe(5);
  });

  it('is told of a dead bench by its tests alone', async () => {
    const inner = fakeStation();
    inner.mute();
    const { look } = watchStation(inner, { pins: board(), mirror: mirror(), changed: () => {} });
    await expect(look()).resolves.toBeUndefined();
  });
});
