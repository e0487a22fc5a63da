/** The motor at its pins: limits, time-outs, lying sensors. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bench, benchOfUnit, type UnitBench } from '../test-utils/bench.ts';
import { testModule } from '../test-utils/module.ts';

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await testModule();
}, 120_000);

const one = (...unit: UnitBench): Bench => benchOfUnit(module, ...unit);

describe('motor', () => {
  const pins = { step: 1, low: 2, high: 3 };
  const verbs = { forward: [], reverse: [], stop: [] };

  it('stops at once at its limit and completes', () => {
    const b = one({ driver: 'motor', pins }, verbs, { 2: 0, 3: 1 });
    expect(b.state()).toEqual({ motion: 'stopped', position: 'low' });
    b.order('forward');
    expect(b.host.ramps.at(-1)).toEqual({ pin: 1, steps: 1_000_000, rate: 1000, accel: 2000 });
    b.host.advance(500);
    b.host.set(2, 1);
    expect(b.order('reverse')).toEqual(['BUSY']);
    b.host.advance(500);
    b.host.forget();
    b.host.set(3, 0);
    expect(b.host.ramps[0]).toEqual({ pin: 1, steps: 0, rate: 0, accel: 0 });
    expect(b.acks()).toEqual(['COMPLETED']);
    expect(b.state()).toEqual({ motion: 'stopped', position: 'high' });
    expect(b.order('forward')).toEqual(['ACCEPTED', 'COMPLETED']);
  });

  it('ends by time-out when the limit never comes', () => {
    const b = one({ driver: 'motor', pins, params: { timeoutMs: 7000 } }, verbs, { 2: 1, 3: 1 });
    b.order('forward');
    b.host.advance(6999);
    expect(b.acks()).toEqual(['ACCEPTED']);
    b.host.advance(1);
    expect(b.acks()).toEqual(['ACCEPTED', 'MOTION_TIMEOUT']);
    expect(b.host.ramps.at(-1)?.steps).toBe(0);
  });

  it('ends when its steps have run out', () => {
    const b = one({ driver: 'motor', pins, params: { maxSteps: 4000 } }, verbs, { 2: 1, 3: 1 });
    b.order('reverse');
    b.host.pins[1] = -4000;
    b.host.run();
    expect(b.acks()).toEqual(['ACCEPTED', 'MOTION_TIMEOUT']);
  });

  it('counts its steps from the limit seen last, not from where it begins', () => {
    const b = one({ driver: 'motor', pins, params: { maxSteps: 5000, overrunSteps: 100 } }, verbs, { 2: 0, 3: 1 });
    b.order('forward');
    b.host.set(2, 1);
    b.host.pins[1] = 2000;
    b.order('stop');
    // Half-way, and both limits dead from here: as far as 5,000 steps from the low limit, or 100 past it.
    b.order('forward');
    expect(b.host.ramps.at(-1)?.steps).toBe(3000);
    b.order('stop');
    b.order('reverse');
    expect(b.host.ramps.at(-1)?.steps).toBe(-2100);
    b.host.pins[1] = -100;
    b.host.run();
    expect(b.acks()).toEqual(['ACCEPTED', 'MOTION_TIMEOUT']);
    // It has gone as far as it may: no more that way, but back.
    b.order('reverse');
    expect(b.acks()).toEqual(['ACCEPTED', 'MOTION_TIMEOUT']);
    expect(b.host.ramps.every(({ steps }) => steps === 0)).toBe(true);
    b.order('forward');
    expect(b.host.ramps.at(-1)?.steps).toBe(5100);
    // The high limit lives: it is what counts now.
    b.host.pins[1] = 4800;
    b.host.set(3, 0);
    b.host.set(3, 1);
    b.order('reverse');
    expect(b.host.ramps.at(-1)?.steps).toBe(-5000);
    b.host.pins[1] = 3000;
    b.order('stop');
    b.order('forward');
    expect(b.host.ramps.at(-1)?.steps).toBe(1900);
  });

  it('knows where it stands from boot on, before any motion', () => {
    const b = one({ driver: 'motor', pins, params: { overrunSteps: 100 } }, verbs, { 2: 0, 3: 1 });
    b.host.set(2, 1);
    b.order('reverse');
    expect(b.host.ramps.at(-1)?.steps).toBe(-100);
  });

  it('forgets what a lying limit told it', () => {
    const b = one({ driver: 'motor', pins, params: { maxSteps: 5000 } }, verbs, { 2: 0, 3: 1 });
    b.order('forward');
    b.host.pins[1] = 2000;
    b.host.set(3, 0);
    expect(b.acks()).toEqual(['ACCEPTED', 'SENSOR_FAULT']);
    b.host.set(3, 1);
    b.host.set(2, 1);
    b.order('reset_safety');
    b.order('forward');
    expect(b.host.ramps.at(-1)?.steps).toBe(5000);
  });

  it('stop is always accepted and ends the motion as FAILED BUSY', () => {
    const b = one({ driver: 'motor', pins }, verbs, { 2: 1, 3: 1 });
    b.order('forward');
    expect(b.order('stop')).toEqual(['ACCEPTED', 'BUSY', 'COMPLETED']);
    expect(b.state()).toMatchObject({ motion: 'stopped' });
    expect(b.order('stop')).toEqual(['ACCEPTED', 'COMPLETED']);
  });

  it('takes both limits at once for a lying sensor, and latches until it is mended', () => {
    const b = one({ driver: 'motor', pins }, verbs, { 2: 1, 3: 1 });
    b.order('forward');
    b.host.pins[2] = 0;
    b.host.set(3, 0);
    expect(b.acks()).toEqual(['ACCEPTED', 'SENSOR_FAULT']);
    expect(b.safety()).toEqual({ kind: 'FAULT', reason_code: 'SENSOR_FAULT', latched: true });
    expect(b.order('forward')).toEqual(['SAFETY_BLOCKED']);
    expect(b.order('reset_safety')).toEqual(['SAFETY_BLOCKED']);
    b.host.set(2, 1);
    expect(b.order('reset_safety')).toEqual(['ACCEPTED', 'COMPLETED']);
    expect(b.order('reverse')).toEqual(['ACCEPTED']);
  });

  it('stops each of two axes at its own limit', () => {
    const two = { ...pins, step2: 4, low2: 5, high2: 6 };
    const b = one({ driver: 'motor', pins: two }, verbs, { 2: 0, 3: 1, 5: 0, 6: 1 });
    b.order('forward');
    b.host.pins[2] = 1;
    b.host.set(5, 1);
    b.host.forget();
    b.host.set(6, 0);
    expect(b.host.ramps).toEqual([{ pin: 4, steps: 0, rate: 0, accel: 0 }]);
    expect(b.acks()).toEqual([]);
    b.host.set(3, 0);
    expect(b.acks()).toEqual(['COMPLETED']);
    expect(b.state()).toEqual({ motion: 'stopped', position: 'high' });
  });
});
