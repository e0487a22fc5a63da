import { describe, expect, it } from 'vitest';
import { PlantBench } from '../fixtures/plant-bench.ts';

const PLACES = ['in1', 'in2', 'in3', 'in4', 'in5', 'in6', 'in7', 'in8'];

describe('selector', () => {
  const closed = (bench: PlantBench) => PLACES.filter((role) => bench.read(role) === 0);

  it('closes one contact, and none on its way to the next', () => {
    const throttle = new PlantBench('selector', { params: { start: 4, moveMs: 60 } });
    expect(closed(throttle)).toEqual(['in4']);
    throttle.plant.act('set', 7, 0);
    expect([closed(throttle), throttle.truth('place')]).toEqual([[], 0]);
    throttle.runTo(59);
    expect(closed(throttle)).toEqual([]);
    throttle.runTo(60);
    expect([closed(throttle), throttle.truth('place')]).toEqual([['in7'], 7]);
    throttle.plant.act('set', 0, throttle.nowUs);
    throttle.runTo(1000);
    expect([closed(throttle), throttle.truth('place')]).toEqual([[], 0]);
  });

  it('goes to where it was sent last', () => {
    const throttle = new PlantBench('selector', { params: { start: 1, moveMs: 60 } });
    throttle.plant.act('set', 2, 0);
    throttle.runTo(30);
    throttle.plant.act('set', 3, throttle.nowUs);
    throttle.runTo(80);
    expect(closed(throttle)).toEqual([]);
    throttle.runTo(90);
    expect(closed(throttle)).toEqual(['in3']);
  });

  it('refuses a place that has no contact and stays', () => {
    const throttle = new PlantBench('selector', { unwired: ['in8'] });
    expect(throttle.plant.act('set', 8, 0)).toMatchObject({ ok: false, reason: 'BAD_VALUE' });
    throttle.runTo(1000);
    expect([closed(throttle), throttle.truth('place')]).toEqual([['in1'], 1]);
  });
});

describe('switch', () => {
  it('stays where it is put and bounces at both edges', () => {
    const knife = new PlantBench('switch', { params: { activeLevel: 1, bounceMs: 8 } });
    expect([knife.read('out'), knife.truth('on')]).toEqual([0, false]);
    knife.plant.act('set', 1, 0);
    knife.runTo(60_000);
    expect([knife.read('out'), knife.truth('on')]).toEqual([1, true]);
    const edges = knife.drives.length;
    expect(edges).toBeGreaterThan(3);
    knife.plant.act('set', 1, knife.nowUs);
    expect(knife.drives.length).toBe(edges);
    knife.plant.act('set', 0, knife.nowUs);
    knife.runTo(60_010);
    expect([knife.read('out'), knife.truth('on'), knife.plant.nextAtUs]).toEqual([0, false, Number.POSITIVE_INFINITY]);
    expect(knife.drives.length).toBeGreaterThan(edges + 2);
  });

  it('may be on from the start', () => {
    const key = new PlantBench('switch', { params: { start: 1 } });
    expect([key.read('out'), key.truth('on')]).toEqual([0, true]);
  });
});

describe('sprung', () => {
  function locked(params: Readonly<Record<string, number>> = {}) {
    const lock = new PlantBench('maglock');
    const drawer = new PlantBench('sprung', { blockers: [lock.plant], params });
    lock.onReleased = (atUs) => drawer.plant.blockersChanged(atUs);
    lock.write('coil', 1);
    lock.runTo(100);
    drawer.runTo(100);
    return { lock, drawer };
  }

  it('stays shut while its lock holds, and opens a second after the release', () => {
    const { lock, drawer } = locked({ moveMs: 400 });
    drawer.runTo(10_000);
    expect([drawer.truth('open'), drawer.read('open')]).toEqual([false, 1]);
    lock.runTo(10_000);
    lock.write('coil', 0);
    lock.runTo(10_060);
    drawer.runTo(11_060);
    expect(drawer.truth('position')).toBe(0);
    drawer.runTo(11_260);
    expect(drawer.truth('position')).toBeCloseTo(0.5, 6);
    drawer.runTo(11_460);
    expect([drawer.truth('position'), drawer.truth('open'), drawer.read('open')]).toEqual([1, true, 0]);
    expect(drawer.plant.nextAtUs).toBe(Number.POSITIVE_INFINITY);
  });

  it('as a panel, falls in its time as soon as it is let go', () => {
    const { lock, drawer } = locked({ delayMs: 0, moveMs: 600 });
    drawer.runTo(8000);
    lock.runTo(8000);
    lock.write('coil', 0);
    lock.runTo(8060);
    drawer.runTo(8360);
    expect(drawer.truth('position')).toBeCloseTo(0.5, 6);
    drawer.runTo(8660);
    expect(drawer.truth('position')).toBe(1);
  });

  it('is held by hand at the start, until its lock has pulled in', () => {
    const { drawer } = locked({ delayMs: 0 });
    drawer.runTo(60_000);
    expect(drawer.truth('position')).toBe(0);
    const free = new PlantBench('sprung', { params: { delayMs: 0, startHoldMs: 2000, moveMs: 600 } });
    free.runTo(2000);
    expect(free.truth('position')).toBe(0);
    free.runTo(2600);
    expect(free.truth('position')).toBe(1);
  });

  it('is closed by a person alone, stays when the lock holds by then, and opens again when it does not', () => {
    const { lock, drawer } = locked({ closeMs: 1000, moveMs: 400, delayMs: 1000 });
    lock.write('coil', 0);
    lock.runTo(200);
    drawer.runTo(3000);
    lock.runTo(3000);
    lock.write('coil', 1);
    lock.runTo(5000);
    drawer.runTo(5000);
    expect(drawer.truth('open')).toBe(true);
    expect(drawer.plant.act('close', undefined, drawer.nowUs)).toEqual({ ok: true });
    drawer.runTo(5500);
    expect(drawer.truth('position')).toBeCloseTo(0.5, 6);
    drawer.runTo(60_000);
    expect([drawer.truth('position'), drawer.plant.holds]).toEqual([0, true]);
    const spring = new PlantBench('sprung', { params: { closeMs: 1000, moveMs: 400, delayMs: 1000 } });
    spring.runTo(5000);
    spring.plant.act('close', undefined, spring.nowUs);
    spring.runTo(7000);
    expect(spring.truth('position')).toBe(0);
    spring.runTo(7400);
    expect(spring.truth('position')).toBe(1);
  });
});
