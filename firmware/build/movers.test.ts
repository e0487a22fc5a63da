/** Servos, rotors, actuators with end contacts, redundant limits: what moves, at its pins. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bench, benchOfUnit, type UnitBench } from '../test-utils/bench.ts';
import { ESTOP } from '../test-utils/definitions.ts';
import { testModule } from '../test-utils/module.ts';

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await testModule();
}, 120_000);

const one = (...unit: UnitBench): Bench => benchOfUnit(module, ...unit);

describe('servo', () => {
  const verbs = { open: [], close: [], set_position: ['position'] };
  const unit = { driver: 'servo', pins: { out: 1 }, params: { maxDeg: 120, safeDeg: 30 } };

  it('moves its pulse at its rate, is busy until then, and completes at the end', () => {
    const b = one(unit, verbs);
    expect(b.host.pins[1]).toBe(500);
    b.order('open');
    b.host.advance(150);
    expect(b.state()).toMatchObject({ moving: true });
    expect(b.order('close')).toEqual(['BUSY']);
    const [, half] = b.host.writes.at(-1) ?? b.host.writes[0] ?? [0, b.host.pins[1]];
    expect(half).toBeGreaterThan(750);
    expect(half).toBeLessThan(850);
    b.host.advance(149);
    expect(b.acks()).not.toContain('COMPLETED');
    b.host.advance(1);
    expect(b.host.pins[1]).toBe(500 + Math.floor((2000 * 60) / 180));
    expect(b.acks()).toContain('COMPLETED');
    expect(b.state()).toEqual({ position_deg: 60, moving: false });
    expect(b.order('open')).toEqual(['ACCEPTED', 'COMPLETED']);
  });

  it('takes no position outside its own range', () => {
    const b = one(unit, verbs);
    expect(b.order('set_position', { position: 121 })).toEqual(['INVALID_PARAMS']);
    expect(b.order('set_position', { position: -1 })).toEqual(['INVALID_PARAMS']);
    expect(b.order('set_position', { position: 120 })).toEqual(['ACCEPTED']);
  });

  it('goes to its safe position, or holds where it is', () => {
    const b = one(unit, verbs);
    b.order('set_position', { position: 120 });
    b.host.advance(300);
    b.host.set(ESTOP, 0);
    expect(b.acks()).toEqual(['ACCEPTED', 'SAFETY_BLOCKED']);
    b.host.advance(1000);
    expect(b.state()).toEqual({ position_deg: 30, moving: false });
    const held = one({ ...unit, params: {} }, verbs);
    held.order('open');
    held.host.advance(100);
    held.host.set(ESTOP, 0);
    const at = held.host.pins[1];
    held.host.advance(1000);
    expect(held.host.pins[1]).toBe(at);
  });
});

describe('rotor', () => {
  const verbs = { start: [], slow: [], fast: [], stop: [] };
  const unit = { driver: 'rotor', pins: { step: 1, enable: 2 } };

  it('has current only while it turns, and completes when its ramp has ended', () => {
    const b = one(unit, verbs);
    expect(b.host.pins[2]).toBe(1);
    b.order('fast');
    expect(b.host.pins[2]).toBe(0);
    expect(b.host.ramps).toEqual([{ pin: 1, steps: 1_000_000_000, rate: 1500, accel: 750 }]);
    b.host.advance(1999);
    expect(b.acks()).toEqual(['ACCEPTED']);
    b.host.advance(1);
    expect(b.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
    b.order('slow');
    expect(b.host.ramps.at(-1)?.rate).toBe(500);
    b.host.advance(1334);
    expect(b.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
    b.order('stop');
    expect(b.host.ramps.at(-1)).toEqual({ pin: 1, steps: 0, rate: 0, accel: 750 });
    b.host.advance(666);
    expect(b.host.pins[2]).toBe(0);
    expect(b.state()).toEqual({ speed: 'slow' });
    b.host.advance(1);
    expect(b.host.pins[2]).toBe(1);
    expect(b.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
    expect(b.state()).toEqual({ speed: 'stopped' });
  });

  it('ramps on from the rate that it has reached when its speed is changed on the way', () => {
    const b = one(unit, verbs);
    b.order('fast');
    b.host.advance(1000);
    b.order('stop');
    b.host.advance(999);
    expect(b.host.pins[2]).toBe(0);
    b.host.advance(1);
    expect(b.host.pins[2]).toBe(1);
    expect(b.acks()).toEqual(['ACCEPTED', 'BUSY', 'COMPLETED']);
  });

  it('turns without end, and stops by its own cap, which another speed does not extend', () => {
    const b = one({ ...unit, params: { accelStepsPerS2: 0, maxRunMs: 5000 } }, verbs);
    expect(b.order('start')).toEqual(['ACCEPTED']);
    b.host.advance(3000);
    b.host.pins[1] = 1_000_000_000;
    b.host.run();
    expect(b.host.ramps.filter(({ steps }) => steps > 0)).toHaveLength(2);
    b.order('fast');
    b.host.advance(1999);
    expect(b.state()).toEqual({ speed: 'fast' });
    b.host.advance(1);
    expect(b.host.ramps.at(-1)?.steps).toBe(0);
    expect(b.state()).toEqual({ speed: 'stopped' });
    expect(b.host.pins[2]).toBe(1);
  });

  it('is cut at once by an E-stop, and runs down when the engine is silent', () => {
    const b = one(unit, verbs);
    b.order('start');
    b.host.advance(2000);
    b.host.set(ESTOP, 0);
    expect(b.host.ramps.at(-1)).toEqual({ pin: 1, steps: 0, rate: 0, accel: 0 });
    expect(b.host.pins[2]).toBe(1);
    const silent = one(unit, verbs);
    silent.order('start');
    silent.host.advance(12_000);
    expect(silent.host.ramps.at(-1)).toEqual({ pin: 1, steps: 0, rate: 0, accel: 750 });
    silent.host.advance(1334);
    expect(silent.host.pins[2]).toBe(1);
    expect(silent.state()).toEqual({ speed: 'stopped' });
  });
});

describe('actuator with end contacts', () => {
  const unit = {
    driver: 'actuator',
    pins: { forward: 1, reverse: 2, low: 3, high: 4 },
    params: { travelMs: 4000, limitActiveLevel: 1 },
  };
  const verbs = { forward: [], reverse: [], stop: [] };

  it('completes when its contact shows, and only then', () => {
    const b = one(unit, verbs, { 3: 1 });
    expect(b.state()).toEqual({ motion: 'stopped', position: 'low' });
    b.order('forward');
    b.host.set(3, 0);
    b.host.advance(2500);
    expect(b.acks()).toEqual(['ACCEPTED']);
    b.host.set(4, 1);
    expect(b.host.pins[1]).toBe(0);
    expect(b.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
    expect(b.state()).toEqual({ motion: 'stopped', position: 'high' });
    b.host.forget();
    expect(b.order('forward')).toEqual(['ACCEPTED', 'COMPLETED']);
    expect(b.host.writes.every(([, value]) => value === 0)).toBe(true);
  });

  it('times out when its contact stays away, and leaves a contact that shows by itself', () => {
    const b = one(unit, verbs, { 3: 1 });
    b.order('forward');
    b.host.advance(3999);
    expect(b.host.pins[1]).toBe(1);
    b.host.advance(1);
    expect(b.host.pins[1]).toBe(0);
    expect(b.acks()).toEqual(['ACCEPTED', 'MOTION_TIMEOUT']);
    expect(b.state()).toEqual({ motion: 'stopped', position: 'low' });
    b.host.set(3, 0);
    expect(b.state()).toEqual({ motion: 'stopped', position: 'between' });
  });

  it('takes both contacts at once for a lying one, and drives on to its declared safe end', () => {
    const b = one({ ...unit, params: { ...unit.params, safeDirection: -1 } }, verbs, { 3: 1 });
    b.order('forward');
    b.host.advance(100);
    b.host.set(4, 1);
    expect(b.acks()).toEqual(['ACCEPTED', 'SENSOR_FAULT']);
    expect([b.host.pins[1], b.host.pins[2]]).toEqual([0, 0]);
    b.host.set(3, 0);
    b.host.set(4, 0);
    expect(b.order('reset_safety')).toEqual(['ACCEPTED', 'COMPLETED']);
    expect(b.order('forward')).toEqual(['ACCEPTED']);
  });
});

describe('motor', () => {
  const pins = { step: 1, low: 2, high: 3 };
  const verbs = { forward: [], reverse: [], stop: [], set_speed_us: ['value'] };
  const twice = { ...pins, low2: 4, high2: 5 };
  const between = { 2: 1, 3: 1, 4: 1, 5: 1 };

  it('takes the speed of its next motion, but not during one', () => {
    const b = one({ driver: 'motor', pins }, verbs, between);
    expect(b.order('set_speed_us', { value: 49 })).toEqual(['INVALID_PARAMS']);
    expect(b.order('set_speed_us', { value: 500 })).toEqual(['ACCEPTED', 'COMPLETED']);
    b.order('forward');
    expect(b.host.ramps.at(-1)?.rate).toBe(2000);
    expect(b.order('set_speed_us', { value: 600 })).toEqual(['BUSY']);
  });

  it('does not believe a limit that shows too soon after the other', () => {
    const b = one({ driver: 'motor', pins, params: { minSteps: 1000 } }, verbs, { 2: 0, 3: 1 });
    b.order('forward');
    b.host.pins[1] = 999;
    b.host.pins[2] = 1;
    b.host.set(3, 0);
    expect(b.acks()).toEqual(['ACCEPTED', 'SENSOR_FAULT']);
    expect(b.host.ramps.at(-1)?.steps).toBe(0);
    const good = one({ driver: 'motor', pins, params: { minSteps: 1000 } }, verbs, { 2: 0, 3: 1 });
    good.order('forward');
    good.host.pins[1] = 1000;
    good.host.pins[2] = 1;
    good.host.set(3, 0);
    expect(good.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
  });

  it('does not believe it either when it shows before the motion begins', () => {
    const b = one({ driver: 'motor', pins, params: { minSteps: 1000 } }, verbs, { 2: 0, 3: 1 });
    b.host.pins[2] = 1;
    b.host.set(3, 0);
    expect(b.order('forward')).toEqual(['ACCEPTED', 'SENSOR_FAULT']);
    expect(b.host.ramps.every(({ steps }) => steps === 0)).toBe(true);
  });

  it('stops at the first of two redundant limits, and completes when the other agrees', () => {
    const b = one({ driver: 'motor', pins: twice }, verbs, between);
    b.order('forward');
    b.host.set(5, 0);
    expect(b.host.ramps.at(-1)?.steps).toBe(0);
    expect(b.acks()).toEqual(['ACCEPTED']);
    b.host.advance(200);
    b.host.set(3, 0);
    expect(b.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
    expect(b.state()).toEqual({ motion: 'stopped', position: 'high' });
    b.host.advance(10_000);
    expect(b.safety()).toEqual({ kind: 'SAFE', latched: false });
  });

  it('takes one that does not agree in time for a lying sensor, moving or at rest', () => {
    const b = one({ driver: 'motor', pins: twice, params: { agreeMs: 300 } }, verbs, between);
    b.order('reverse');
    b.host.set(2, 0);
    b.host.advance(299);
    expect(b.acks()).toEqual(['ACCEPTED']);
    b.host.advance(1);
    expect(b.acks()).toEqual(['ACCEPTED', 'SENSOR_FAULT']);
    expect(b.order('reset_safety')).toEqual(['SAFETY_BLOCKED']);
    b.host.set(2, 1);
    expect(b.order('reset_safety')).toEqual(['ACCEPTED', 'COMPLETED']);
    b.host.set(4, 0);
    b.host.advance(300);
    expect(b.safety()).toMatchObject({ kind: 'FAULT', reason_code: 'SENSOR_FAULT' });
    const booted = one({ driver: 'motor', pins: twice }, verbs, { ...between, 5: 0 });
    booted.host.advance(300);
    expect(booted.safety()).toMatchObject({ kind: 'FAULT' });
  });
});
