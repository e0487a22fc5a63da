import { describe, expect, it } from 'vitest';
import { PlantBench } from '../fixtures/plant-bench.ts';

function lockedDoor(params: Readonly<Record<string, number>> = {}) {
  const lock = new PlantBench('maglock');
  lock.write('coil', 1);
  lock.runTo(100);
  const door = new PlantBench('door', { blockers: [lock.plant], params });
  lock.onReleased = (atUs) => door.plant.blockersChanged(atUs);
  door.nowUs = lock.nowUs;
  return { lock, door };
}

describe('maglock', () => {
  it('holds after the pull-in time and lets go after the release time', () => {
    const lock = new PlantBench('maglock', { params: { releaseMs: 60, pullInMs: 80 } });
    lock.write('coil', 1);
    expect([lock.truth('energised'), lock.truth('holding')]).toEqual([true, false]);
    lock.runTo(79);
    expect(lock.truth('holding')).toBe(false);
    lock.runTo(80);
    expect(lock.truth('holding')).toBe(true);
    expect(lock.read('sense')).toBe(1);
    lock.write('coil', 0);
    lock.runTo(139);
    expect(lock.truth('holding')).toBe(true);
    lock.runTo(140);
    expect([lock.truth('holding'), lock.read('sense')]).toEqual([false, 0]);
  });

  it('does not let go for a break shorter than its release time', () => {
    const lock = new PlantBench('maglock');
    lock.write('coil', 1);
    lock.runTo(100);
    lock.write('coil', 0);
    lock.runTo(130);
    lock.write('coil', 1);
    lock.runTo(1000);
    expect(lock.truth('holding')).toBe(true);
  });

  it('holds with any of three coils, and lets go when its supply is cut whatever the pins say', () => {
    const lock = new PlantBench('maglock');
    lock.write('coil3', 1);
    lock.runTo(100);
    expect(lock.truth('holding')).toBe(true);
    lock.plant.power(false, lock.nowUs);
    expect(lock.truth('energised')).toBe(false);
    lock.runTo(160);
    expect(lock.truth('holding')).toBe(false);
  });

  it('as a bolt, is drawn by current', () => {
    const bolt = new PlantBench('maglock', { params: { energisedHolds: 0 } });
    expect(bolt.truth('holding')).toBe(true);
    bolt.write('coil', 1);
    bolt.runTo(80);
    expect(bolt.truth('holding')).toBe(false);
  });
});

describe('door', () => {
  it('does not open while something holds it, and opens when nothing does', () => {
    const { lock, door } = lockedDoor();
    expect(door.plant.act('open', undefined, door.nowUs)).toMatchObject({ ok: false, reason: 'BLOCKED' });
    expect(door.truth('position')).toBe(0);
    lock.write('coil', 0);
    lock.runTo(200);
    door.nowUs = lock.nowUs;
    expect(door.plant.act('open', undefined, door.nowUs)).toEqual({ ok: true });
    door.runTo(200 + 600);
    expect(door.truth('position')).toBeCloseTo(0.5, 6);
    expect([door.truth('open'), door.read('closed')]).toEqual([false, 1]);
    door.runTo(200 + 1200);
    expect([door.truth('open'), door.truth('position')]).toEqual([true, 1]);
    door.plant.act('close', undefined, door.nowUs);
    door.runTo(4000);
    expect([door.truth('open'), door.read('closed'), door.plant.holds]).toEqual([false, 0, true]);
  });

  it('is thrown open by its spring a while after the lock lets go', () => {
    const { lock, door } = lockedDoor({ sprung: 1, springMs: 1000 });
    lock.write('coil', 0);
    lock.runTo(160);
    door.runTo(1159);
    expect(door.truth('position')).toBe(0);
    door.runTo(3000);
    expect(door.truth('open')).toBe(true);
  });
});

describe('sprung', () => {
  it('stays caught from the start until a lock has held it once', () => {
    const lock = new PlantBench('maglock');
    const params = { startCaught: 1, startHoldMs: 0, delayMs: 100, moveMs: 200 };
    const drawer = new PlantBench('sprung', { blockers: [lock.plant], params });
    lock.onReleased = (atUs) => drawer.plant.blockersChanged(atUs);
    drawer.runTo(600_000);
    expect(drawer.truth('position')).toBe(0);
    lock.nowUs = drawer.nowUs;
    lock.write('coil', 1);
    lock.runTo(600_100);
    drawer.runTo(600_100);
    lock.write('coil', 0);
    lock.runTo(600_160);
    drawer.runTo(600_460);
    expect([drawer.truth('position'), drawer.truth('open')]).toEqual([1, true]);
  });
});

describe('linear', () => {
  it('travels while one output is on, stops at its end, with both on and without power', () => {
    const drive = new PlantBench('linear', { params: { travelMs: 4000 } });
    drive.write('forward', 1);
    drive.runTo(1000);
    expect(drive.truth('position')).toBeCloseTo(0.25, 6);
    expect(drive.truth('speed')).toBeCloseTo(0.25, 6);
    drive.write('reverse', 1);
    drive.runTo(2000);
    expect(drive.truth('position')).toBeCloseTo(0.25, 6);
    drive.write('reverse', 0);
    drive.runTo(2500);
    drive.plant.power(false, drive.nowUs);
    drive.runTo(4000);
    expect(drive.truth('position')).toBeCloseTo(0.375, 6);
    drive.plant.power(true, drive.nowUs);
    drive.runTo(60_000);
    expect([drive.truth('position'), drive.truth('speed')]).toEqual([1, 0]);
  });
});

describe('the end contacts of a linear drive', () => {
  it('close within their window of the ends', () => {
    const drive = new PlantBench('linear', { params: { travelMs: 4000, contactWindow: 0.01 } });
    const ends = () => [drive.read('low'), drive.read('high')];
    expect(ends()).toEqual([0, 1]);
    drive.write('forward', 1);
    drive.runTo(40);
    expect(ends()).toEqual([0, 1]);
    drive.runTo(41);
    expect(ends()).toEqual([1, 1]);
    drive.runTo(3959);
    expect(ends()).toEqual([1, 1]);
    drive.runTo(3961);
    expect(ends()).toEqual([1, 0]);
    drive.write('forward', 0);
    drive.write('reverse', 1);
    drive.runTo(20_000);
    expect(ends()).toEqual([0, 1]);
  });
});

describe('a spring-return bolt', () => {
  it('is drawn back within its time when the power is cut, and lets go', () => {
    const bolt = new PlantBench('linear', { params: { start: 1, travelMs: 4000, springReturnMs: 80 } });
    bolt.write('forward', 1);
    expect(bolt.plant.holds).toBe(true);
    bolt.plant.power(false, 0);
    bolt.runTo(80);
    expect([bolt.truth('position'), bolt.plant.holds]).toEqual([0, false]);
  });
});
