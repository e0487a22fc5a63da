/** Levels on wires become props that move: by their models, by what contacts say, at the bench's own time. */
import { type ControllerDefinition, EFFECTS, type Room } from '@understudy/contract';
import type { Truth } from '@understudy/sim-devices';
import { describe, expect, it } from 'vitest';
import { fakeStation } from '../../suite/fixtures/fake-station.ts';
import { PinBoard } from '../signals.ts';
import { watchStation } from '../watch-station.ts';
import { BenchMirror } from './bench-mirror.ts';

const S = 1_000_000;
const ESTOP = 1;
const plants = {
  shutter: { model: 'linear', pins: { forward: 3, reverse: 4 }, params: { travelMs: 5000 }, estop: true },
  hatch: { model: 'linear', pins: { forward: 5, reverse: 6, low: 7, high: 8 }, params: { travelMs: 5000 } },
  magnet: { model: 'maglock', pins: { coil: 9 }, params: { releaseMs: 60, pullInMs: 80 } },
  panel: { model: 'sprung', pins: {}, blockedBy: ['magnet'], params: { delayMs: 40, moveMs: 600, startHoldMs: 0 } },
  button: { model: 'button', pins: { out: 10 } },
  dial: { model: 'valve', pins: { pot: 11 }, params: { rawMin: 100, rawMax: 900 } },
  hoist: { model: 'travel', pins: { step: 12, low: 13, high: 14 }, params: { travelSteps: 1000 } },
  glow: { model: 'strip', pins: { data: 15 } },
  rail: { model: 'load', pins: { out: 16 } },
  lantern: { model: 'load', pins: { out: 17 }, supply: 'rail' },
  stranger: { model: 'load', pins: { out: 18 }, supply: 'rail_of_another' },
};
const ROOM = { physics: [{ controller: 'c', plants }] } as unknown as Room;
const CONTROLLER = {
  ...{ controller: 'c', title: 'C', zone: 'z', estopPin: ESTOP },
  devices: { spare: { units: { u: { driver: 'relay', pins: { out: 30 } } } } },
} as unknown as ControllerDefinition;
/** Pin n is on channel n + 20: a mirror that takes one for the other shows nothing. */
const CHANNELS = new Map(Array.from({ length: 20 }, (_, pin): [number, number] => [pin, pin + 20]));
const at = (pin: number): number => pin + 20;

/** Everything at rest: contacts open (their active level is 0), the chain closed, the dial half way, the magnet holding. */
function rest(): number[] {
  const levels = new Array<number>(64).fill(0);
  for (const pin of [ESTOP, 7, 8, 9, 10, 13, 14, 16]) levels[at(pin)] = 1;
  levels[at(11)] = 500;
  return levels;
}

/** A mirror that shows all that is known as soon as it is asked. */
function mirrored() {
  const mirror = new BenchMirror(ROOM, CONTROLLER, CHANNELS);
  mirror.levels(rest(), 2 * S);
  const truth = (plant: string): Truth | undefined => {
    mirror.skip();
    return mirror.view().entries[`plant/${plant}`];
  };
  const edge = (atS: number, pin: number, value: number): void =>
    mirror.edges([{ atUs: Math.round(atS * S), channel: at(pin), value }]);
  const until = (atS: number): void => mirror.reached(Math.round(atS * S));
  return { mirror, truth, edge, until };
}

describe('what the board drives', () => {
  it('moves a drive as far as its model goes in the time that the pin was on', () => {
    const { truth, edge, until } = mirrored();
    edge(10, 3, 1);
    until(12);
    expect(truth('shutter')).toMatchObject({ position: 0.4, speed: 0.2 });
    edge(12.5, 3, 0);
    until(30);
    expect(truth('shutter')).toMatchObject({ position: 0.5, speed: 0 });
  });

  it('lets a magnet go after its release time, and what it held after that', () => {
    const { truth, edge, until } = mirrored();
    // It fell before the board was on; once the magnet holds it is taken for shut.
    until(3.5);
    expect(truth('magnet')).toEqual({ energised: true, holding: true });
    expect(truth('panel')).toMatchObject({ position: 0, open: false });
    edge(4, 9, 0);
    until(4.05);
    expect(truth('magnet')).toEqual({ energised: false, holding: true });
    until(4.4);
    expect(truth('panel')?.position).toBeCloseTo(0.5, 5);
    until(6);
    expect(truth('panel')).toMatchObject({ position: 1, open: true });
    edge(7, 9, 1);
    until(9);
    expect(truth('panel')).toMatchObject({ position: 0, open: false });
  });

  it('counts the steps of a generator', () => {
    const { truth, edge } = mirrored();
    edge(3, 12, 250);
    expect(truth('hoist')).toMatchObject({ position: 0.25, position2: 0.25 });
  });

  it('is cut by an open chain, by a rail that is off, and by a board without power', () => {
    const { mirror, truth, edge, until } = mirrored();
    edge(10, 3, 1);
    edge(11, ESTOP, 0);
    edge(11, 17, 1);
    until(20);
    expect(truth('shutter')).toMatchObject({ position: 0.2, speed: 0 });
    expect(truth('lantern')).toMatchObject({ on: true });
    edge(21, 16, 0);
    expect(truth('lantern')).toMatchObject({ on: false });
    edge(22, 18, 1);
    expect(truth('stranger')).toMatchObject({ on: true });
    mirror.power(false, 23 * S);
    expect(truth('stranger')).toMatchObject({ on: false });
    // A board that nobody feeds drives nothing, whatever level its wires have.
    expect(truth('magnet')).toMatchObject({ energised: false });
  });

  it('says of strips what the firmware says', () => {
    const { mirror, truth } = mirrored();
    const effect = EFFECTS.indexOf('solid');
    mirror.effect({ kind: 'strip', pin: 15, effect, color: 0xff8000, brightness: 200, lit: 30 });
    expect(truth('glow')).toMatchObject({ effect, color: 0xff8000, brightness: 200, lit: 30 });
  });
});

describe('what the bench drives', () => {
  it('is shown as what it means', () => {
    const { truth, edge } = mirrored();
    expect(truth('button')).toEqual({ pressed: false });
    expect(truth('dial')).toMatchObject({ position: 0.5, raw: 500 });
    edge(3, 10, 0);
    edge(3, 11, 700);
    expect(truth('button')).toEqual({ pressed: true });
    expect(truth('dial')).toMatchObject({ position: 0.75, raw: 700 });
  });

  it('wins at the ends of a way', () => {
    const { truth, edge, until } = mirrored();
    edge(3, 5, 1);
    until(4);
    expect(truth('hatch')?.position).toBeCloseTo(0.2, 5);
    edge(4, 8, 0);
    edge(4, 14, 0);
    expect(truth('hatch')).toMatchObject({ position: 1, speed: 0 });
    expect(truth('hoist')).toMatchObject({ position: 1 });
    // Both ends at once is a fault of the bench's making, and no place.
    edge(5, 7, 0);
    expect(truth('hatch')?.position).toBeCloseTo(0.4, 5);
  });
});

describe('the picture', () => {
  it('is empty before the first look, and says what it cannot know', () => {
    const mirror = new BenchMirror(ROOM, CONTROLLER, CHANNELS);
    mirror.advance(0);
    expect(mirror.view()).toMatchObject({ controller: 'c', entries: {}, behindMs: 0 });
    const said = mirror.view().unseen.join(' ');
    expect(said).toContain('pin 30');
    expect(said).toContain('other controllers switch');
    expect(said).not.toContain('tag');
  });

  it('shows a recording from its beginning, sooner or later all of it, and never runs ahead', () => {
    const mirror = new BenchMirror(ROOM, CONTROLLER, CHANNELS);
    mirror.levels(rest(), 0);
    mirror.advance(0);
    mirror.edges([
      { atUs: 1 * S, channel: at(3), value: 1 },
      { atUs: 4 * S, channel: at(3), value: 0 },
    ]);
    const seen: number[] = [];
    for (let nowMs = 80; mirror.behind && nowMs < 20_000; nowMs += 80) {
      mirror.advance(nowMs);
      seen.push(Number(mirror.view().entries['plant/shutter']?.position));
    }
    expect(seen.at(-1)).toBeCloseTo(0.6, 6);
    // Many steps on the way, and none back.
    expect(new Set(seen).size).toBeGreaterThan(10);
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
    expect(mirror.view()).toMatchObject({ behindMs: 0, pace: 1 });
  });

  /** Each look of a page that asks again while something is behind. */
  function looks(mirror: BenchMirror, everyMs: number, fromMs: number, plant: string): Truth[] {
    const seen: Truth[] = [];
    for (let nowMs = fromMs; mirror.behind && seen.length < 1000; nowMs += everyMs) {
      mirror.advance(nowMs);
      const truth = mirror.view().entries[`plant/${plant}`];
      if (truth !== undefined) seen.push(truth);
    }
    expect(mirror.view().behindMs).toBe(0);
    return seen;
  }
  const changes = (truths: readonly Truth[], name: string): unknown[] =>
    truths.map((truth) => truth[name]).filter((value, index, all) => index === 0 || value !== all[index - 1]);

  it.each([
    ['a calm computer', 80],
    ['a busy computer', 3000],
  ])('leaves out no press, however far behind it is, on %s', (_name, everyMs) => {
    const mirror = new BenchMirror(ROOM, CONTROLLER, CHANNELS);
    mirror.levels(rest(), 0);
    // A page has seen all, and has not asked again: the recording of a minute comes when it has ended.
    mirror.advance(0);
    const press = (atS: number) => [
      { atUs: atS * S, channel: at(10), value: 0 },
      { atUs: atS * S + 2000, channel: at(10), value: 1 },
    ];
    mirror.edges([...press(10), ...press(20), ...press(60)]);
    const seen = looks(mirror, everyMs, 60_000.123, 'button');
    expect(changes(seen, 'pressed')).toEqual([true, false, true, false, true, false]);
  });

  it('takes a contact that bounces for one press, and does not wait for each bounce', () => {
    const mirror = new BenchMirror(ROOM, CONTROLLER, CHANNELS);
    mirror.levels(rest(), 0);
    mirror.advance(0);
    mirror.edges(
      Array.from({ length: 400 }, (_, index) => ({ atUs: 10 * S + index * 1000, channel: at(10), value: index % 2 })),
    );
    const seen = looks(mirror, 80, 80, 'button');
    expect(seen.filter(({ pressed }) => pressed).length).toBeGreaterThan(0);
    expect(seen.length).toBeLessThan(80);
  });

  it('shows at last what came later than it was due', () => {
    const mirror = new BenchMirror(ROOM, CONTROLLER, CHANNELS);
    mirror.levels(rest(), 5 * S);
    mirror.advance(0);
    mirror.edges([
      { atUs: 2 * S, channel: at(10), value: 0 },
      { atUs: 3 * S, channel: at(10), value: 1 },
    ]);
    expect(changes(looks(mirror, 80, 80, 'button'), 'pressed')).toEqual([true, false]);
  });

  it('of a watched station has its looks, its recordings, and the power that its programme switches', async () => {
    const inner = fakeStation();
    let nowUs = 1 * S;
    const edges = [{ atUs: 6 * S, channel: at(17), value: 1 }];
    const recording = {
      startUs: 5 * S,
      endUs: 8 * S,
      edges,
      overflow: 0,
      lateUs: [],
      fired: new Map<number, number>(),
    };
    const bench = {
      ...inner.bench,
      levels: async () => rest(),
      timeUs: async () => nowUs,
      recording: async () => recording,
    };
    const mirror = new BenchMirror(ROOM, CONTROLLER, CHANNELS);
    const { station, look } = watchStation(Object.assign(Object.create(inner), { bench }), {
      ...{ pins: new PinBoard([], new Map()), mirror, changed: () => {} },
    });
    await look();
    nowUs = 4 * S;
    await look();
    expect(mirror.knownUs).toBe(4 * S);
    await station.bench.load({ steps: [{ kind: 'power', on: false, atUs: 2 * S }], lengthUs: 3 * S });
    await station.bench.recording();
    expect(mirror.knownUs).toBe(8 * S);
    mirror.skip();
    expect(mirror.view().entries).toMatchObject({
      'plant/lantern': { on: false },
      'plant/magnet': { energised: false },
    });
  });
});
