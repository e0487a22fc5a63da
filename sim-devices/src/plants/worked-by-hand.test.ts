import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlantBench } from '../fixtures/plant-bench.ts';

describe('lever', () => {
  const params = { restValue: 200, pulledValue: 800, throwMs: 350, bounceMs: 12 };

  it('throws in its time, bounces, and settles', () => {
    const lever = new PlantBench('lever', { params });
    expect(lever.plant.act('pull', 1, 0)).toEqual({ ok: true });
    lever.runTo(349);
    expect([lever.read('out'), lever.truth('pulled')]).toEqual([200, false]);
    lever.runTo(350 + 12);
    expect([lever.read('out'), lever.truth('pulled'), lever.truth('position')]).toEqual([800, true, 1]);
    const edges = lever.drives.filter(([role, , atUs]) => role === 'out' && atUs >= 350_000);
    // The edge itself and an even number of flips.
    expect(edges.length % 2).toBe(1);
    expect(edges.length).toBeGreaterThanOrEqual(3);
  });

  it('bounces the same for one seed and otherwise for another', () => {
    const edges = (seed: number) => {
      const lever = new PlantBench('lever', { params, seed });
      lever.plant.act('pull', 1, 0);
      lever.runTo(1000);
      return lever.drives;
    };
    expect(edges(7)).toEqual(edges(7));
    expect(edges(7)).not.toEqual(edges(8));
  });

  it('does not move while something holds it', () => {
    const lock = new PlantBench('maglock');
    lock.write('coil', 1);
    lock.runTo(100);
    const lever = new PlantBench('lever', { params, blockers: [lock.plant] });
    expect(lever.truth('blocked')).toBe(true);
    expect(lever.plant.act('pull', 1, 100_000)).toMatchObject({ ok: false, reason: 'BLOCKED' });
    lever.runTo(2000);
    expect([lever.truth('position'), lever.read('out')]).toEqual([0, 200]);
  });
});

describe('valve', () => {
  it('turns at a finite speed between its raw limits', () => {
    const valve = new PlantBench('valve', { params: { rawMin: 10, rawMax: 750, turnMs: 2000, noiseCounts: 0 } });
    valve.plant.act('turn', 1, 0);
    valve.runTo(1000);
    expect([valve.truth('position'), valve.read('pot')]).toEqual([0.5, 380]);
    valve.runTo(2000);
    expect([valve.truth('raw'), valve.read('pot'), valve.plant.moving]).toEqual([750, 750, false]);
  });

  it('has noise that is bounded, moves, and depends on seed and time alone', () => {
    const readings = (seed: number) => {
      const valve = new PlantBench('valve', { seed, params: { start: 0.5, noiseCounts: 2 } });
      return Array.from({ length: 200 }, (_, ms) => valve.pins.read(valve.pin('pot'), ms * 1000));
    };
    const first = readings(3);
    expect(Math.min(...first)).toBe(510);
    expect(Math.max(...first)).toBe(514);
    expect(new Set(first).size).toBe(5);
    expect(readings(3)).toEqual(first);
    expect(readings(4)).not.toEqual(first);
  });

  it('wakes a watch within one sample of the crossing', () => {
    const valve = new PlantBench('valve', { params: { rawMin: 0, rawMax: 1000, turnMs: 1000, noiseCounts: 0 } });
    valve.pins.watch(valve.pin('pot'), 0, 99);
    expect(valve.pins.wake).toBe(false);
    valve.plant.act('turn', 1, 0);
    let wokenAtUs = 0;
    valve.runTo(1000, () => {
      if (valve.pins.wake && wokenAtUs === 0) wokenAtUs = valve.nowUs;
    });
    expect(wokenAtUs).toBe(100_000);
  });
});

describe('sensors without power', () => {
  it('make out no shot and answer nothing, and see again what is there when power is back', () => {
    const target = new PlantBench('ir_target');
    target.plant.power(false, 0);
    target.plant.act('shoot', 0x51, 0);
    expect([target.read('ir'), target.truth('hits')]).toEqual([0, 0]);
    const flame = new PlantBench('flame');
    flame.plant.power(false, 0);
    flame.plant.act('present', 6500, 0);
    expect([flame.read('temperature'), flame.read('lux'), flame.truth('temperature_k')]).toEqual([0, 0, 6500]);
    flame.plant.power(true, 0);
    expect([flame.read('temperature'), flame.read('lux')]).toEqual([6500, 600]);
  });
});

describe('button', () => {
  it('is pressed for its time whatever it bounces', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 30, max: 5000 }), (seed, pressMs) => {
        const button = new PlantBench('button', { seed });
        button.plant.act('press', pressMs, 0);
        button.runTo(10);
        expect([button.truth('pressed'), button.read('out')]).toEqual([true, 0]);
        button.runTo(pressMs - 1);
        expect(button.read('out')).toBe(0);
        button.runTo(pressMs + 10);
        expect([button.truth('pressed'), button.read('out')]).toEqual([false, 1]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('ir_target', () => {
  it('counts receptions and carries the code', () => {
    const target = new PlantBench('ir_target');
    target.plant.act('shoot', 0x51, 0);
    target.plant.act('shoot', 0x22, 1000);
    expect(target.read('ir')).toBe((2 << 8) | 0x22);
  });
  it('makes out about the given share of the shots', () => {
    const target = new PlantBench('ir_target', { params: { receivePerMille: 500 } });
    for (let shot = 0; shot < 1000; shot += 1) target.plant.act('shoot', 0x51, shot);
    expect(Number(target.truth('hits'))).toBeGreaterThan(430);
    expect(Number(target.truth('hits'))).toBeLessThan(570);
  });
});

describe('flame, crank and plug', () => {
  it('shows the colour temperature of what is held there, and the room without it', () => {
    const flame = new PlantBench('flame');
    const ambient = [flame.read('temperature'), flame.read('lux')];
    flame.plant.act('present', 6500, 0);
    expect([flame.read('temperature'), flame.truth('temperature_k')]).toEqual([6500, 6500]);
    flame.plant.act('present', 0, 1);
    expect([flame.read('temperature'), flame.read('lux')]).toEqual(ambient);
  });
  it('adds up turns at its speed, both ways', () => {
    const crank = new PlantBench('crank', { params: { countsPerS: 600 } });
    crank.plant.act('turn', 600, 0);
    crank.runTo(500);
    expect(crank.read('count')).toBe(300);
    crank.plant.act('turn', -900, crank.nowUs);
    crank.runTo(500 + 1000);
    expect([crank.read('count'), crank.truth('counts'), crank.plant.moving]).toEqual([-300, -300, false]);
  });
  it('reads what is plugged', () => {
    const plug = new PlantBench('plug');
    plug.plant.act('plug', 512, 0);
    expect([plug.read('out'), plug.truth('plugged')]).toEqual([512, true]);
    plug.plant.act('plug', 0, 1);
    expect([plug.read('out'), plug.truth('plugged')]).toEqual([0, false]);
  });
  it('refuses an action that the model does not have', () => {
    const plug = new PlantBench('plug');
    expect(plug.plant.act('pull', 1, 0)).toMatchObject({ ok: false, reason: 'UNKNOWN_ACTION' });
  });
});
