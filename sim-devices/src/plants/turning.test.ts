import { describe, expect, it } from 'vitest';
import { PlantBench } from '../fixtures/plant-bench.ts';

describe('rotor', () => {
  const params = { accelStepsPerS2: 5000, frictionStepsPerS2: 500 };

  function running() {
    const fan = new PlantBench('rotor', { params });
    fan.write('enable', 0);
    fan.ramp('step', 1_000_000, 1500, 750);
    fan.runTo(2000);
    return fan;
  }

  it('follows the ramp of its generator and turns on at its rate', () => {
    const fan = new PlantBench('rotor', { params });
    fan.write('enable', 0);
    fan.ramp('step', 1_000_000, 1500, 750);
    fan.runTo(1000);
    expect(fan.truth('speed')).toBeCloseTo(750, 3);
    expect(fan.truth('steps')).toBeCloseTo(375, 1);
    expect(fan.plant.steady).toBe(false);
    fan.runTo(3000);
    expect(fan.truth('speed')).toBeCloseTo(1500, 6);
    expect([fan.truth('turning'), fan.plant.moving, fan.plant.steady]).toEqual([true, true, true]);
    // 1,500 steps over the 2 s of the ramp, as many in the second after it.
    expect(fan.truth('steps')).toBeCloseTo(3000, 1);
  });

  it('stays where it is while it is not enabled', () => {
    const fan = new PlantBench('rotor', { params });
    fan.write('enable', 1);
    fan.ramp('step', 1_000_000, 1500, 750);
    fan.runTo(5000);
    expect([fan.truth('speed'), fan.truth('turning'), fan.truth('steps')]).toEqual([0, false, 0]);
  });

  it('runs down by friction when the drive is switched off or loses power', () => {
    const cuts = [(fan: PlantBench) => fan.write('enable', 1), (fan: PlantBench) => fan.plant.power(false, fan.nowUs)];
    for (const cut of cuts) {
      const fan = running();
      cut(fan);
      fan.runTo(4000);
      expect(fan.truth('speed')).toBeCloseTo(500, 3);
      fan.runTo(4999);
      expect(fan.truth('turning')).toBe(true);
      fan.runTo(5001);
      expect([fan.truth('speed'), fan.truth('turning'), fan.plant.nextAtUs]).toEqual([
        0,
        false,
        Number.POSITIVE_INFINITY,
      ]);
    }
  });

  it('is caught up by its drive within its inertia when power comes back', () => {
    const fan = running();
    fan.plant.power(false, fan.nowUs);
    fan.runTo(10_000);
    fan.plant.power(true, fan.nowUs);
    fan.runTo(10_150);
    expect(fan.truth('speed')).toBeCloseTo(750, 3);
    fan.runTo(10_301);
    expect(fan.truth('speed')).toBeCloseTo(1500, 6);
  });

  it('turns without an enable pin', () => {
    const fan = new PlantBench('rotor', { params, unwired: ['enable'] });
    fan.ramp('step', -1_000_000, 100, 0);
    fan.runTo(1000);
    expect(fan.truth('speed')).toBeCloseTo(-100, 6);
  });
});

describe('servo', () => {
  it('goes 60 degrees in 0.3 s', () => {
    const servo = new PlantBench('servo');
    // 500 µs and 2,000 µs times 60 / 180.
    servo.write('pulse', 1167);
    servo.runTo(150);
    expect(servo.truth('angle_deg')).toBeCloseTo(30, 6);
    servo.runTo(301);
    expect(servo.truth('angle_deg')).toBeCloseTo(60.03, 9);
    expect([servo.truth('moving'), servo.plant.nextAtUs]).toEqual([false, Number.POSITIVE_INFINITY]);
  });

  it('stops at the ends of its way whatever the pulse', () => {
    const servo = new PlantBench('servo');
    servo.write('pulse', 3000);
    servo.runTo(2000);
    expect(servo.truth('angle_deg')).toBe(180);
    servo.write('pulse', 100);
    servo.runTo(4000);
    expect(servo.truth('angle_deg')).toBe(0);
  });

  it('stays where it is without pulse or power, and goes on when both are there', () => {
    const servo = new PlantBench('servo');
    servo.write('pulse', 2500);
    servo.runTo(100);
    servo.write('pulse', 0);
    servo.runTo(500);
    expect([servo.truth('angle_deg'), servo.truth('moving')]).toEqual([20, false]);
    servo.write('pulse', 2500);
    servo.runTo(600);
    servo.plant.power(false, servo.nowUs);
    servo.write('pulse', 2400);
    servo.runTo(1000);
    expect(servo.truth('angle_deg')).toBe(40);
    servo.write('pulse', 2500);
    servo.plant.power(true, servo.nowUs);
    servo.runTo(1701);
    expect(servo.truth('angle_deg')).toBe(180);
  });
});

describe('needle without power', () => {
  it('loses the steps, and follows from where it stands when power is back', () => {
    const needle = new PlantBench('needle', { params: { start: -40 } });
    needle.ramp('step', 1000, 100, 0);
    needle.runTo(1000);
    needle.plant.power(false, needle.nowUs);
    needle.runTo(4000);
    expect([needle.truth('steps'), needle.truth('moving')]).toEqual([60, false]);
    needle.plant.power(true, needle.nowUs);
    needle.runTo(5000);
    expect([needle.truth('steps'), needle.truth('moving')]).toEqual([160, true]);
    needle.runTo(60_000);
    // Of 1,000 steps, 300 came without power.
    expect(needle.truth('steps')).toBe(660);
  });
});
