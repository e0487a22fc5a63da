/** Each driver's behaviour at its pins. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bench, bench, benchOfUnit, type UnitBench } from '../test-utils/bench.ts';
import { controller, device } from '../test-utils/definitions.ts';
import { FakeHost } from '../test-utils/fake-host.ts';
import { testModule } from '../test-utils/module.ts';

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await testModule();
}, 120_000);

const one = (...unit: UnitBench): Bench => benchOfUnit(module, ...unit);

describe('relay', () => {
  it('caps its time on, also when it is switched on again', () => {
    const b = one({ driver: 'relay', pins: { out: 1 }, params: { maxOnMs: 3000, activeLow: 1 } }, { on: [], off: [] });
    expect(b.host.pins[1]).toBe(1);
    b.order('on');
    b.host.advance(2000);
    b.order('on');
    b.host.advance(999);
    expect(b.host.pins[1]).toBe(0);
    b.host.advance(1);
    expect(b.host.pins[1]).toBe(1);
    expect(b.state()).toEqual({ on: false });
  });

  it('pulses for the time asked, and refuses more than its cap', () => {
    const b = one({ driver: 'relay', pins: { out: 1 }, params: { maxOnMs: 3000 } }, { pulse: ['duration_ms'] });
    expect(b.order('pulse', { duration_ms: 3001 })).toEqual(['INVALID_PARAMS']);
    expect(b.order('pulse', { duration_ms: 0 })).toEqual(['INVALID_PARAMS']);
    expect(b.order('pulse', { duration_ms: 500 })).toEqual(['ACCEPTED']);
    b.host.advance(499);
    expect(b.host.pins[1]).toBe(1);
    b.host.advance(1);
    expect(b.host.pins[1]).toBe(0);
    b.host.advance(20);
    expect(b.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
  });

  it('ends an interrupted command as FAILED BUSY', () => {
    const b = one({ driver: 'relay', pins: { out: 1 } }, { on: [], off: [] });
    b.order('on');
    expect(b.order('off')).toEqual(['ACCEPTED', 'BUSY']);
  });
});

describe('lock', () => {
  it('boots the coils outside bootCoils in the opposite state', () => {
    const b = one({ driver: 'lock', pins: { coil: 1, coil2: 2, coil3: 3 }, params: { bootCoils: 1 } }, { lock: [] });
    expect([1, 2, 3].map((pin) => b.host.pins[pin])).toEqual([1, 0, 0]);
    b.order('lock');
    expect([1, 2, 3].map((pin) => b.host.pins[pin])).toEqual([1, 1, 1]);
    b.host.advance(150);
    expect(b.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
  });

  it('completes when the sense input agrees, and fails when it does not in time', () => {
    const b = one({ driver: 'lock', pins: { coil: 1, sense: 4 } }, { lock: [], unlock: [] }, { 4: 1 });
    b.order('unlock');
    b.host.advance(130);
    expect(b.acks()).toEqual(['ACCEPTED']);
    b.host.set(4, 0);
    expect(b.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
    expect(b.state()).toEqual({ locked: false });
    b.order('lock');
    b.host.advance(1000);
    expect(b.acks()).toEqual(['ACCEPTED', 'SENSOR_FAULT']);
    expect(b.state()).toEqual({ locked: false });
  });

  it('lets a solenoid go after its cap', () => {
    const params = { energisedLocks: 0, maxEnergisedMs: 5000 };
    const b = one({ driver: 'lock', pins: { coil: 1 }, params }, { unlock: [] });
    b.order('unlock');
    b.host.advance(4999);
    expect(b.host.pins[1]).toBe(1);
    b.host.advance(1);
    expect(b.host.pins[1]).toBe(0);
    expect(b.state()).toEqual({ locked: true });
  });
});

describe('actuator', () => {
  it('drives for its travel time, never both outputs, with a pause before it turns', () => {
    const b = one({ driver: 'actuator', pins: { forward: 1, reverse: 2 } }, { forward: [], reverse: [], stop: [] });
    b.order('forward');
    b.host.advance(1000);
    expect(b.order('reverse')).toEqual(['BUSY']);
    b.order('stop');
    b.order('reverse');
    expect([b.host.pins[1], b.host.pins[2]]).toEqual([0, 0]);
    b.host.advance(50);
    expect([b.host.pins[1], b.host.pins[2]]).toEqual([0, 1]);
    b.host.advance(4000);
    expect([b.host.pins[1], b.host.pins[2]]).toEqual([0, 0]);
    expect(b.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
    expect(b.state()).toEqual({ motion: 'stopped', position: 'low' });
    let both = false;
    const level = [0, 0, 0];
    for (const [pin, value] of b.host.writes) {
      level[pin] = value;
      both ||= level[1] === 1 && level[2] === 1;
    }
    expect(both).toBe(false);
  });
});

describe('gauge', () => {
  const unit = { driver: 'gauge', pins: { step: 1, pot: 2 }, params: { rawMin: 0, rawMax: 1000, psiMax: 100 } };

  it('sleeps while the valve rests and follows it when it moves', () => {
    const b = one(unit, { activate: [], home: [] }, { 2: 500 });
    expect(b.state()).toEqual({ psi: 50, active: false, moving: false });
    const before = b.host.runs;
    b.host.advance(10_000);
    expect(b.host.runs - before).toBe(10);
    b.order('activate');
    expect(b.host.ramps.at(-1)).toMatchObject({ pin: 1, steps: 1150 });
    b.host.pins[1] = 1150;
    b.host.run();
    expect(b.state()).toMatchObject({ moving: false });
    b.host.set(2, 800);
    b.host.advance(2000);
    expect(b.state()?.psi).toBeGreaterThan(79.7);
    expect(b.host.ramps.length).toBeGreaterThan(2);
    b.host.pins[1] = 1840;
    b.host.run();
    const settled = b.host.runs;
    for (let index = 0; index < 20; index += 1) b.host.set(2, 800 + (index % 5) - 2);
    expect(b.host.runs).toBe(settled);
  });

  it('rests while the engine is silent, and follows again when the valve next moves', () => {
    const b = one(unit, { activate: [] }, { 2: 0 });
    b.order('activate');
    b.host.advance(12_000);
    b.host.forget();
    b.host.set(2, 500);
    b.host.advance(2000);
    expect(b.host.ramps).toEqual([]);
    b.host.message('room/clockwork/core/heartbeat', '{"schema":"v8","room_id":"clockwork","uptime_ms":1,"epoch":1}');
    expect(b.host.ramps).toEqual([]);
    expect(b.state()).toMatchObject({ active: true });
    b.host.set(2, 600);
    b.host.advance(2000);
    expect(b.host.ramps.length).toBeGreaterThan(0);
  });

  it('keeps its zero over a reset', () => {
    const b = one(unit, { set_zero: [], home: [] });
    b.host.pins[1] = 37;
    expect(b.order('set_zero')).toEqual(['ACCEPTED', 'COMPLETED']);
    const again = bench(module, b.definition, {}, b.host.store);
    again.sequence = 10;
    expect(again.order('home')).toEqual(['ACCEPTED']);
    expect(again.host.ramps.at(-1)).toMatchObject({ steps: 37 });
    again.host.pins[1] = 37;
    again.host.run();
    expect(again.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
  });
});

describe('axis', () => {
  it('completes where it was sent and is busy until then', () => {
    const b = one(
      { driver: 'axis', pins: { step: 1 } },
      { move_to: ['target_steps'], stop: [], set_speed_us: ['value'] },
    );
    expect(b.order('set_speed_us', { value: 199 })).toEqual(['INVALID_PARAMS']);
    b.order('set_speed_us', { value: 500 });
    b.order('move_to', { target_steps: -300 });
    expect(b.host.ramps.at(-1)).toEqual({ pin: 1, steps: -300, rate: 2000, accel: 0 });
    expect(b.order('move_to', { target_steps: 5 })).toEqual(['BUSY']);
    b.host.pins[1] = -300;
    b.host.run();
    expect(b.acks()).toContain('COMPLETED');
    expect(b.state()).toEqual({ position_steps: -300, moving: false });
  });
});

describe('lights', () => {
  it('a strip takes patterns and comes back on with the last one', () => {
    const verbs = { show: ['effect', 'color'], set_on: ['on'], set_lit: ['pixels'], off: [] };
    const b = one({ driver: 'strip', pins: { data: 1 }, params: { pixels: 60 } }, verbs);
    expect(b.order('show', { effect: 2, color: 0xff8800 })).toEqual(['ACCEPTED', 'COMPLETED']);
    expect(b.host.strips.get(1)).toEqual([2, 0xff8800, 255, 60]);
    expect(b.state()).toEqual({ effect: 'fire', color: '#ff8800', brightness: 255, lit: 60 });
    b.order('off');
    b.order('set_on', { on: 1 });
    expect(b.state()).toMatchObject({ effect: 'fire' });
    expect(b.order('set_lit', { pixels: 61 })).toEqual(['INVALID_PARAMS']);
    expect(b.order('show', { effect: 99, color: 0 })).toEqual(['INVALID_PARAMS']);
  });

  it('a strip that showed nothing comes on with the effect that its table says, and takes levels and colours in parts', () => {
    const verbs = { set_on: ['on'], set_level: ['level'], set_rgb: ['red', 'green', 'blue'] };
    const params = { pixels: 60, onEffect: 2, levelPixels: 30 };
    const b = one({ driver: 'strip', pins: { data: 1 }, params }, verbs);
    expect(b.state()).toMatchObject({ effect: 'off' });
    b.order('set_on', { on: 1 });
    b.order('set_level', { level: 1 });
    b.order('set_rgb', { red: 255, green: 128, blue: 7 });
    expect(b.state()).toEqual({ effect: 'fire', color: '#ff8007', brightness: 255, lit: 30 });
    b.order('set_level', { level: 100_000_000 });
    expect(b.state()).toMatchObject({ lit: 60 });
    expect(b.order('set_level', { level: -1 })).toEqual(['INVALID_PARAMS']);
    expect(b.order('set_rgb', { red: 0, green: 256, blue: 0 })).toEqual(['INVALID_PARAMS']);
  });

  it('a strip that was dimmed to nothing is bright when it is made safe', () => {
    const verbs = { set_brightness: ['brightness'], set_lit: ['pixels'], show_safe: [] };
    const params = { pixels: 60, safeEffect: 1, safeColor: 0xffffff };
    const b = one({ driver: 'strip', pins: { data: 1 }, params }, verbs);
    const dim = (): void => {
      b.order('set_brightness', { brightness: 0 });
      b.order('set_lit', { pixels: 0 });
      expect(b.host.strips.get(1)?.slice(2)).toEqual([0, 0]);
    };
    dim();
    b.order('show_safe');
    expect(b.host.strips.get(1)).toEqual([1, 0xffffff, 255, 60]);
    dim();
    b.host.set(b.definition.estopPin, 0);
    expect(b.host.strips.get(1)).toEqual([1, 0xffffff, 255, 60]);
  });

  it('a dimmer fades in steps, wakes for nothing else, and completes at the end', () => {
    const b = one({ driver: 'dimmer', pins: { out: 1 } }, { set: ['brightness'] });
    b.order('set', { brightness: 255 });
    b.host.advance(250);
    expect(b.host.pins[1]).toBe(122);
    expect(b.acks()).toEqual(['ACCEPTED']);
    b.host.advance(250);
    expect(b.host.pins[1]).toBe(255);
    expect(b.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
    expect(b.order('set', { brightness: 256 })).toEqual(['INVALID_PARAMS']);
  });
});

describe('controller', () => {
  it('locks every lock, makes all safe, and applies boot states again', () => {
    const door = device({ driver: 'lock', pins: { coil: 1 } }, { unlock: [] });
    const lamp = device({ driver: 'relay', pins: { out: 2 }, params: { bootOn: 1 } }, {});
    const all = device({ driver: 'controller' }, { all_safe: [], all_lock: [], reset: [] });
    const b = bench(module, controller({ d: all, door, lamp }));
    expect(b.order('all_safe')).toEqual(['ACCEPTED']);
    expect([b.host.pins[1], b.host.pins[2]]).toEqual([0, 0]);
    b.host.advance(200);
    expect(b.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
    b.order('all_lock');
    expect([b.host.pins[1], b.host.pins[2]]).toEqual([1, 0]);
    b.host.advance(200);
    b.order('reset');
    expect([b.host.pins[1], b.host.pins[2]]).toEqual([1, 1]);
  });
});

it('a host shares nothing between instances', () => {
  expect(new FakeHost(module).published).toEqual([]);
});
