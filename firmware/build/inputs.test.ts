/** Each input driver's behaviour at its pins. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bench, bench, benchOfUnit, type UnitBench } from '../test-utils/bench.ts';
import { controller, device } from '../test-utils/definitions.ts';
import { testModule } from '../test-utils/module.ts';

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await testModule();
}, 120_000);

const one = (...unit: UnitBench): Bench => benchOfUnit(module, ...unit);

describe('inputs', () => {
  it('a contact counts a press that held, and not a bounce', () => {
    const b = one({ driver: 'contact', pins: { in: 1 } }, {}, { 1: 1 });
    for (const level of [0, 1, 0, 1, 0]) {
      b.host.set(1, level);
      b.host.advance(3);
    }
    expect(b.state()).toEqual({ active: false, count: 0 });
    b.host.advance(17);
    expect(b.state()).toEqual({ active: true, count: 1 });
    b.host.set(1, 1);
    b.host.advance(20);
    expect(b.state()).toEqual({ active: false, count: 1 });
  });

  it('a threshold opens beyond its hysteresis and holds within it', () => {
    const b = one({ driver: 'threshold', pins: { in: 1 } }, {}, { 1: 200 });
    b.host.set(1, 515);
    b.host.advance(100);
    expect(b.state()).toEqual({ open: false });
    b.host.set(1, 521);
    b.host.advance(19);
    expect(b.state()).toEqual({ open: false });
    b.host.advance(1);
    expect(b.state()).toEqual({ open: true });
    b.host.set(1, 485);
    b.host.advance(100);
    expect(b.state()).toEqual({ open: true });
    b.host.set(1, 479);
    b.host.advance(20);
    expect(b.state()).toEqual({ open: false });
  });

  it('an encoder publishes at most once an interval, and loses nothing', () => {
    const b = one({ driver: 'encoder', pins: { count: 1 } }, { reset: [] });
    b.host.forget();
    for (let count = 1; count <= 50; count += 1) {
      b.host.set(1, count);
      b.host.advance(10);
    }
    b.host.advance(200);
    expect(b.host.messages('/state').length).toBeLessThanOrEqual(7);
    expect(b.state()).toEqual({ count: 50 });
    b.order('reset');
    expect(b.state()).toEqual({ count: 0 });
  });

  it('an analogue input is silent within its delta', () => {
    const b = one({ driver: 'analog', pins: { in: 1 } }, {}, { 1: 300 });
    b.host.forget();
    b.host.set(1, 309);
    b.host.set(1, 291);
    expect(b.host.messages('/state')).toEqual([]);
    b.host.set(1, 310);
    expect(b.state()).toEqual({ raw: 310 });
  });

  it('an infrared target drops repeats, other codes, and what came in another turn', () => {
    const params = { acceptCode: 0x51, shareMs: 200, shareSlot: 1, shareSlots: 2 };
    const b = one({ driver: 'ir', pins: { in: 1 }, params }, { disable: [] });
    let receptions = 0;
    const shoot = (code: number) => {
      receptions += 1;
      b.host.set(1, (receptions << 8) | code);
    };
    shoot(0x51);
    expect(b.state()).toMatchObject({ hits: 0 });
    b.host.advance(250);
    shoot(0x52);
    shoot(0x51);
    shoot(0x51);
    expect(b.state()).toEqual({ enabled: true, hits: 1, last_code: 0x51 });
    b.host.advance(399);
    shoot(0x51);
    expect(b.state()).toMatchObject({ hits: 1 });
    b.host.advance(1);
    b.order('disable');
    b.host.advance(700);
    shoot(0x51);
    expect(b.state()).toMatchObject({ enabled: false, hits: 1 });
  });

  it('an infrared target is deaf while the motor beside it moves', () => {
    const target = { driver: 'ir', pins: { in: 5 }, params: { mutedByUnit: 0 } };
    const post = device({ driver: 'motor', pins: { step: 1, low: 2, high: 3 } }, { forward: [], stop: [] });
    const b = bench(module, controller({ d: post, target: device(target, {}) }), { 2: 1, 3: 1 });
    b.order('forward');
    b.host.set(5, 0x151);
    b.order('stop');
    b.host.set(5, 0x251);
    expect(b.state('target')).toMatchObject({ hits: 1 });
  });

  it('a colour sensor reads at its integration time, and only while the light changes', () => {
    const b = one({ driver: 'color', pins: { temperature: 1, lux: 2 } }, { read: [] }, { 1: 3000, 2: 100 });
    b.host.set(1, 6500);
    b.host.advance(153);
    expect(b.state()).toEqual({ color_temperature_k: 3000, lux: 100 });
    b.host.advance(1);
    expect(b.state()).toEqual({ color_temperature_k: 6500, lux: 100 });
    b.host.advance(1000);
    const before = b.host.runs;
    b.host.advance(10_000);
    expect(b.host.runs - before).toBe(10);
    b.order('read');
    b.host.advance(154);
    expect(b.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
  });
});
