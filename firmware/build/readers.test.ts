/** Readers and switches that give more than one bit: RFID, bands, selectors, pairs of keys. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bench, benchOfUnit, type UnitBench } from '../test-utils/bench.ts';
import { testModule } from '../test-utils/module.ts';

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await testModule();
}, 120_000);

const one = (...unit: UnitBench): Bench => benchOfUnit(module, ...unit);

/** The frame that an ID-12LA sends for a tag of five bytes. */
function frame(tag: readonly number[]): number[] {
  const sum = tag.reduce((before, byte) => before ^ byte, 0);
  const hex = [...tag, sum].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
  return [2, ...Buffer.from(hex), 13, 10, 3];
}
const TAG = [0x4d, 0x80, 0x6f, 0x3b, 0x77];
const TAG_NUMBER = 0x006f3b77;

describe('rfid', () => {
  const pins = { serial: 1, present: 2 };

  it('reads a tag from its frame, byte by byte or at once, and forgets it when it is taken away', () => {
    const b = one({ driver: 'rfid', pins });
    expect(b.state()).toEqual({ present: false, tag: 0, number: 0, errors: 0 });
    b.host.set(2, 1);
    for (const byte of frame(TAG)) b.host.send(1, [byte]);
    expect(b.state()).toEqual({ present: true, tag: TAG_NUMBER, number: 0, errors: 0 });
    b.host.set(2, 0);
    expect(b.state()).toEqual({ present: false, tag: 0, number: 0, errors: 0 });
    b.host.set(2, 1);
    b.host.send(1, frame([0, 0, 0, 1, 2]));
    expect(b.state()).toMatchObject({ present: true, tag: 0x102 });
  });

  it('knows the numbered tags of its table', () => {
    const b = one({ driver: 'rfid', pins, params: { numberBase: 1000, numbers: 6 } }, {}, { 2: 1 });
    const numberOf = (tag: number): number | undefined => {
      b.host.send(1, frame([0, tag >>> 24, (tag >> 16) & 255, (tag >> 8) & 255, tag & 255]));
      return b.state()?.number;
    };
    expect([1000, 1001, 1006, 1007].map(numberOf)).toEqual([0, 1, 6, 0]);
  });

  it('counts bad frames, takes nothing from them, and begins again at the next STX', () => {
    const good = frame(TAG);
    const flipped = good.map((byte, index) => (index === 4 ? byte ^ 1 : byte));
    const ended = good.map((byte) => (byte === 13 ? 14 : byte));
    for (const bad of [flipped, good.slice(0, 8), good.slice(0, 15), ended, [2, 0x47], [2, 0x61]]) {
      const b = one({ driver: 'rfid', pins }, {}, { 2: 1 });
      b.host.send(1, bad);
      b.host.advance(1000);
      expect(b.state()).toMatchObject({ present: false, tag: 0 });
      b.host.send(1, good);
      b.host.advance(1000);
      expect(b.state(), `${bad}`).toEqual({ present: true, tag: TAG_NUMBER, number: 0, errors: 1 });
    }
  });

  it('is deaf to noise outside frames, and publishes its errors at most once a second', () => {
    const b = one({ driver: 'rfid', pins }, {}, { 2: 1 });
    b.host.send(1, [0, 255, 3, 13, 10, 65]);
    b.host.advance(1000);
    expect(b.state()).toMatchObject({ errors: 0 });
    b.host.forget();
    for (let index = 0; index < 40; index += 1) {
      b.host.send(1, [2, 255]);
      b.host.advance(50);
    }
    expect(b.host.messages('/state').length).toBeLessThanOrEqual(3);
    b.host.advance(1000);
    expect(b.state()).toMatchObject({ errors: 40 });
  });

  it('publishes a tag that was gone before its frame was read', () => {
    const b = one({ driver: 'rfid', pins });
    b.host.forget();
    b.host.send(1, frame(TAG));
    b.host.advance(10);
    const states = b.host.messages('/state').map((message) => message.state);
    expect(states).toMatchObject([{ present: true, tag: TAG_NUMBER }, { present: false }]);
  });

  it('without the range input takes a tag for gone after its hold time', () => {
    const b = one({ driver: 'rfid', pins: { serial: 1 }, params: { holdMs: 300 } });
    b.host.send(1, frame(TAG));
    b.host.advance(200);
    b.host.send(1, frame(TAG));
    b.host.advance(299);
    expect(b.state()).toMatchObject({ present: true });
    b.host.advance(1);
    expect(b.state()).toMatchObject({ present: false, tag: 0 });
  });
});

describe('band', () => {
  const params = { edge1: 100, edge2: 300, edge3: 700, scale: 10, offset: 5, hysteresis: 10, debounceMs: 50 };

  it('gives the value of the band that held, with hysteresis at its edges', () => {
    const b = one({ driver: 'band', pins: { in: 1 }, params }, {}, { 1: 0 });
    const at = (raw: number): number | undefined => {
      b.host.set(1, raw);
      b.host.advance(50);
      return b.state()?.value;
    };
    expect([0, 109, 110, 91, 89, 1023, 691, 689, 320, 305, 150].map(at)).toEqual([
      5, 5, 15, 15, 5, 35, 35, 25, 25, 25, 15,
    ]);
    b.host.set(1, 1023);
    b.host.advance(49);
    b.host.set(1, 150);
    b.host.advance(500);
    expect(b.state()?.value).toBe(15);
  });

  it('begins where the edges say, and sleeps while nothing changes', () => {
    const b = one({ driver: 'band', pins: { in: 1 }, params }, {}, { 1: 305 });
    expect(b.state()).toEqual({ value: 25 });
    const before = b.host.runs;
    b.host.set(1, 300);
    b.host.advance(5000);
    expect(b.host.runs - before).toBe(5);
  });
});

describe('selector', () => {
  const pins = { in1: 1, in2: 2, in3: 3 };
  const open = { 1: 1, 2: 1, 3: 1 };
  const move = (b: Bench, to: number | undefined): number | undefined => {
    for (const pin of [1, 2, 3]) b.host.set(pin, pin === to ? 0 : 1);
    b.host.advance(20);
    return b.state()?.value;
  };

  it('gives the place of its lever and holds it between two contacts', () => {
    const b = one({ driver: 'selector', pins, params: { first: -1 } }, {}, { ...open, 2: 0 });
    expect(b.state()).toEqual({ value: 0 });
    expect([1, undefined, 3, undefined, 2].map((to) => move(b, to))).toEqual([-1, -1, 1, 1, 0]);
  });

  it('or gives another value there, and takes two contacts at once for it', () => {
    const params = { first: 1, holdBetween: 0, betweenValue: 99 };
    const b = one({ driver: 'selector', pins, params }, {}, { ...open, 1: 0 });
    expect([undefined, 2].map((to) => move(b, to))).toEqual([99, 2]);
    b.host.set(3, 0);
    b.host.advance(20);
    expect(b.state()).toEqual({ value: 99 });
  });

  it('passes over a contact that did not hold', () => {
    const b = one({ driver: 'selector', pins }, {}, { ...open, 1: 0 });
    b.host.forget();
    b.host.set(1, 1);
    b.host.set(2, 0);
    b.host.advance(19);
    b.host.set(2, 1);
    b.host.set(3, 0);
    b.host.advance(100);
    expect(b.host.messages('/state').map((message) => message.state)).toEqual([{ value: 2 }]);
  });
});

describe('pair', () => {
  const unit = { driver: 'pair', pins: { in1: 1, in2: 2 }, params: { windowMs: 500 } };

  it('counts when the second follows the first in time, until one is let go', () => {
    const b = one(unit, {}, { 1: 1, 2: 1 });
    b.host.set(1, 0);
    b.host.advance(500);
    b.host.set(2, 0);
    b.host.advance(19);
    expect(b.state()).toEqual({ first: true, second: false, both: false });
    b.host.advance(1);
    expect(b.state()).toEqual({ first: true, second: true, both: true });
    b.host.advance(60_000);
    b.host.set(1, 1);
    b.host.advance(20);
    expect(b.state()).toEqual({ first: false, second: true, both: false });
    b.host.set(1, 0);
    b.host.advance(20);
    expect(b.state()).toEqual({ first: true, second: true, both: false });
  });

  it('does not count what came too late, bounced, or was turned at boot', () => {
    const late = one(unit, {}, { 1: 1, 2: 1 });
    late.host.set(2, 0);
    late.host.advance(501);
    late.host.set(1, 0);
    late.host.advance(20);
    expect(late.state()).toEqual({ first: true, second: true, both: false });
    expect(one(unit, {}, { 1: 0, 2: 0 }).state()).toEqual({ first: true, second: true, both: false });
    const bounced = one(unit, {}, { 1: 0, 2: 1 });
    bounced.host.set(2, 0);
    bounced.host.advance(19);
    bounced.host.set(2, 1);
    bounced.host.advance(100);
    expect(bounced.state()).toEqual({ first: true, second: false, both: false });
  });

  it('counts two in one instant', () => {
    const b = one(unit, {}, { 1: 1, 2: 1 });
    b.host.pins[1] = 0;
    b.host.set(2, 0);
    b.host.advance(20);
    expect(b.state()).toEqual({ first: true, second: true, both: true });
  });
});
