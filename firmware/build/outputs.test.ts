/** Outputs that are switched, lit or fogged: rests, holds, flicker, pixels, DMX. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bench, benchOfUnit, type UnitBench } from '../test-utils/bench.ts';
import { ESTOP } from '../test-utils/definitions.ts';
import { testModule } from '../test-utils/module.ts';

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await testModule();
}, 120_000);

const one = (...unit: UnitBench): Bench => benchOfUnit(module, ...unit);

describe('rest and hold', () => {
  it('a relay is busy until it has rested, and may always go off', () => {
    const params = { maxOnMs: 3000, restMs: 10_000 };
    const b = one(
      { driver: 'relay', pins: { out: 1 }, params },
      { on: [], off: [], set: ['on'], pulse: ['duration_ms'] },
    );
    b.order('on');
    b.host.advance(3000);
    expect(b.host.pins[1]).toBe(0);
    for (const [op, parameters] of [
      ['on', {}],
      ['set', { on: 1 }],
      ['pulse', { duration_ms: 10 }],
    ] as const) {
      expect(b.order(op, parameters)).toEqual(['BUSY']);
    }
    expect(b.order('pulse', { duration_ms: 3001 })).toEqual(['INVALID_PARAMS']);
    expect(b.order('off')).toEqual(['ACCEPTED']);
    expect(b.order('set', { on: 0 })).toEqual(['ACCEPTED', 'BUSY']);
    b.host.advance(9999);
    expect(b.order('on')).toEqual(['BUSY']);
    b.host.advance(1);
    expect(b.order('on')).toEqual(['ACCEPTED']);
  });

  it('a load with a cap is not switched off and on in one instant: it would never have been off', () => {
    const relay = one({ driver: 'relay', pins: { out: 1 }, params: { maxOnMs: 1000 } }, { on: [], off: [] });
    const lock = one(
      { driver: 'lock', pins: { coil: 1 }, params: { energisedLocks: 0, maxEnergisedMs: 1000 } },
      { unlock: [], lock: [] },
    );
    for (const [b, on, off] of [
      [relay, 'on', 'off'],
      [lock, 'unlock', 'lock'],
    ] as const) {
      b.order(on);
      b.host.advance(800);
      b.order(off);
      expect(b.order(on)).toContain('BUSY');
      expect(b.host.pins[1]).toBe(0);
      b.host.advance(1);
      expect(b.order(on)).toContain('ACCEPTED');
      b.host.advance(999);
      expect(b.host.pins[1]).toBe(1);
      b.host.advance(1);
      expect(b.host.pins[1]).toBe(0);
    }
  });

  it('a relay that is held keeps its state and the end of its cap', () => {
    const params = { safeOn: 2, maxOnMs: 3000 };
    const b = one({ driver: 'relay', pins: { out: 1 }, params }, { on: [] });
    const dark = one({ driver: 'relay', pins: { out: 1 }, params }, { on: [] });
    dark.host.set(ESTOP, 0);
    expect(dark.host.pins[1]).toBe(0);
    b.order('on');
    b.host.set(ESTOP, 0);
    expect(b.acks()).toEqual(['ACCEPTED', 'SAFETY_BLOCKED']);
    expect(b.host.pins[1]).toBe(1);
    b.host.advance(3000);
    expect(b.host.pins[1]).toBe(0);
  });

  it("a relay has a state of its own for the engine's silence", () => {
    const cases = [
      [-1, 0, 0],
      [0, 1, 0],
      [1, 0, 1],
      [2, 0, 1],
      [-1, 2, 1],
      [-1, 1, 1],
    ] as const;
    for (const [idleOn, safeOn, expected] of cases) {
      const b = one({ driver: 'relay', pins: { out: 1 }, params: { idleOn, safeOn } }, { on: [] });
      b.order('on');
      b.host.advance(12_000);
      expect(b.host.pins[1], `idleOn ${idleOn} safeOn ${safeOn}`).toBe(expected);
    }
  });

  it('a solenoid is busy until it has rested, and may always be let go', () => {
    const params = { energisedLocks: 0, maxEnergisedMs: 2000, restMs: 5000 };
    const b = one({ driver: 'lock', pins: { coil: 1 }, params }, { lock: [], unlock: [] });
    b.order('unlock');
    b.host.advance(2000);
    expect(b.host.pins[1]).toBe(0);
    expect(b.order('unlock')).toEqual(['BUSY']);
    expect(b.order('lock')).toEqual(['ACCEPTED']);
    b.host.advance(5000);
    expect(b.order('unlock')).toEqual(['ACCEPTED']);
    expect(b.host.pins[1]).toBe(1);
  });
});

describe('strips', () => {
  const verbs = { show: ['effect', 'color'], flicker: ['cycles', 'delay_ms'], set_brightness: ['brightness'], off: [] };
  const flicker = (b: Bench, cycles: number, delay_ms: number) => b.order('flicker', { cycles, delay_ms });

  it('shows one pattern on all of them', () => {
    const b = one({ driver: 'strip', pins: { data: 1, data2: 2, data8: 9 }, params: { pixels: 12 } }, verbs);
    b.order('show', { effect: 1, color: 0x0000ff });
    for (const pin of [1, 2, 9]) expect(b.host.strips.get(pin)).toEqual([1, 0x0000ff, 255, 12]);
    expect(b.order('show', { effect: 6, color: 0 })).toEqual(['INVALID_PARAMS']);
  });

  it('flickers without blocking, and completes on the pattern that it had', () => {
    const b = one({ driver: 'strip', pins: { data: 1 }, params: { pixels: 12 } }, verbs);
    b.order('show', { effect: 1, color: 0x00ff00 });
    expect(flicker(b, 2, 400)).toEqual(['ACCEPTED']);
    b.host.advance(1599);
    expect(b.host.shown.map(([, effect]) => effect)).toEqual([0, 1, 0, 1]);
    expect(b.host.messages('/heartbeat')).toHaveLength(1);
    expect(b.acks()).toEqual(['ACCEPTED']);
    b.host.advance(1);
    expect(b.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
    expect(b.state()).toMatchObject({ effect: 'solid', color: '#00ff00' });
    for (const [cycles, delay] of [
      [0, 10],
      [1001, 10],
      [1, 0],
      [1, 60_001],
    ] as const) {
      expect(flicker(b, cycles, delay)).toEqual(['INVALID_PARAMS']);
    }
  });

  it('a dark strip flickers with what it would come on with, and is dark again', () => {
    const b = one({ driver: 'strip', pins: { data: 1 }, params: { onEffect: 2 } }, verbs);
    flicker(b, 1, 10);
    b.host.advance(20);
    expect(b.host.shown.map(([, effect]) => effect)).toEqual([2, 0]);
  });

  it('a newer command or a safe state ends a flicker on the pattern', () => {
    const b = one({ driver: 'strip', pins: { data: 1 }, params: { bootEffect: 1 } }, verbs);
    flicker(b, 5, 100);
    expect(b.order('set_brightness', { brightness: 9 })).toEqual(['ACCEPTED', 'BUSY', 'COMPLETED']);
    expect(b.host.strips.get(1)).toEqual([1, 0, 9, 1]);
    flicker(b, 5, 100);
    b.host.set(ESTOP, 0);
    expect(b.host.strips.get(1)).toEqual([1, 0, 9, 1]);
    b.host.forget();
    b.host.advance(2000);
    expect(b.host.shown).toEqual([]);
  });
});

describe('pixels', () => {
  const verbs = {
    on: [],
    off: [],
    set_brightness: ['brightness'],
    set_all: ['red', 'green', 'blue'],
    set_pixel: ['index', 'red', 'green', 'blue'],
  };
  const params = { pixels: 50, bootOn: 1, bootColor: 0x0000ff };
  const pixel = (b: Bench, index: number, red: number, green: number, blue: number) =>
    b.order('set_pixel', { index, red, green, blue });

  it('sets them one by one, and counts those that are lit', () => {
    const b = one({ driver: 'pixels', pins: { data: 1 }, params }, verbs);
    expect(b.state()).toEqual({ on: true, brightness: 255, lit: 50 });
    expect(b.host.strips.get(1)).toEqual([6, 0, 255, 50]);
    b.order('set_all', { red: 0, green: 0, blue: 0 });
    expect(b.state()).toMatchObject({ lit: 0 });
    pixel(b, 49, 255, 128, 7);
    pixel(b, 0, 0, 0, 1);
    pixel(b, 0, 0, 0, 2);
    expect(b.state()).toMatchObject({ lit: 2 });
    pixel(b, 0, 0, 0, 0);
    expect(b.state()).toMatchObject({ lit: 1 });
    expect(b.host.pixels.get(1)?.get(49)).toBe(0xff8007);
    expect(b.host.pixels.get(1)?.size).toBe(50);
    for (const [index, red] of [
      [50, 0],
      [-1, 0],
      [0, 256],
    ] as const) {
      expect(pixel(b, index, red, 0, 0)).toEqual(['INVALID_PARAMS']);
    }
    b.order('off');
    expect(b.host.strips.get(1)?.[0]).toBe(0);
    b.order('set_brightness', { brightness: 10 });
    b.order('on');
    expect(b.host.strips.get(1)).toEqual([6, 0, 10, 50]);
  });

  it('is held, dark or shown in a safe state, as its table says', () => {
    for (const [safeOn, effect] of [
      [0, 0],
      [1, 6],
      [2, 6],
    ] as const) {
      const b = one({ driver: 'pixels', pins: { data: 1 }, params: { ...params, safeOn } }, verbs);
      b.host.set(ESTOP, 0);
      expect(b.host.strips.get(1)?.[0]).toBe(effect);
    }
    const dark = one({ driver: 'pixels', pins: { data: 1 }, params: { pixels: 256, safeOn: 1 } }, verbs);
    dark.host.set(ESTOP, 0);
    expect(dark.host.strips.get(1)).toEqual([6, 0, 255, 256]);
  });
});

describe('dmx_fog', () => {
  const unit = { driver: 'dmx_fog', pins: { volume: 1, timer: 2, fan: 3 }, params: { maxOnMs: 5000 } };
  const verbs = { set_volume: ['value'], set_timer: ['value'], set_fan_speed: ['value'], off: [] };
  const channels = (b: Bench) => [1, 2, 3].map((pin) => b.host.pins[pin]);

  it('sets its channels, and completes after a refresh of the universe', () => {
    const b = one(unit, verbs);
    b.order('set_fan_speed', { value: 255 });
    b.host.advance(50);
    expect(b.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
    b.order('set_timer', { value: 7 });
    b.order('set_volume', { value: 100 });
    expect(channels(b)).toEqual([100, 7, 255]);
    expect(b.state()).toEqual({ volume: 100, timer: 7, fan_speed: 255 });
    expect(b.order('set_volume', { value: 256 })).toEqual(['INVALID_PARAMS']);
    b.order('off');
    expect(channels(b)).toEqual([0, 0, 0]);
  });

  it('ends its fog by its own cap, which another volume does not extend', () => {
    const b = one(unit, verbs);
    b.order('set_volume', { value: 100 });
    b.order('set_timer', { value: 7 });
    b.host.advance(4000);
    b.order('set_volume', { value: 200 });
    b.host.advance(999);
    expect(channels(b)).toEqual([200, 7, 0]);
    b.host.advance(1);
    expect(channels(b)).toEqual([0, 0, 0]);
    b.order('set_volume', { value: 1 });
    b.host.advance(4999);
    expect(channels(b)).toEqual([1, 0, 0]);
    b.host.set(ESTOP, 0);
    expect(channels(b)).toEqual([0, 0, 0]);
  });
});

it('an encoder counts on from the value that it is given', () => {
  const b = one({ driver: 'encoder', pins: { count: 1 } }, { reset: [], set_count: ['value'] }, { 1: 40 });
  b.order('set_count', { value: -7 });
  expect(b.state()).toEqual({ count: -7 });
  b.host.set(1, 43);
  b.host.advance(200);
  expect(b.state()).toEqual({ count: -4 });
});
