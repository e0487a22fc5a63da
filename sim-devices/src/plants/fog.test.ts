import { describe, expect, it } from 'vitest';
import { PlantBench } from '../fixtures/plant-bench.ts';

const params = { warm: 1, risePerS: 0.4, keepPerS: 0.5 };

describe('dmx_fog', () => {
  it('fogs as strongly as the volume says', () => {
    const fog = new PlantBench('dmx_fog', { params });
    fog.write('volume', 51);
    fog.runTo(1000);
    expect(fog.truth('density')).toBeCloseTo(0.08, 9);
    // The volume rises in the middle of a second: half of it at a fifth, then a whole one at full.
    fog.runTo(1500);
    fog.write('volume', 255);
    expect(fog.truth('density')).toBeCloseTo(0.12, 9);
    fog.runTo(2500);
    expect(fog.truth('density')).toBeCloseTo(0.46, 9);
    fog.write('volume', 0);
    expect(fog.truth('fogging')).toBe(false);
    fog.runTo(60_000);
    expect([fog.truth('density'), fog.plant.nextAtUs]).toEqual([0, Number.POSITIVE_INFINITY]);
  });

  it('stops when the timer has run out, until the volume comes on anew', () => {
    const fog = new PlantBench('dmx_fog', { params: { ...params, timerStepMs: 100 } });
    fog.write('timer', 20);
    fog.write('volume', 255);
    fog.runTo(1999);
    expect(fog.truth('fogging')).toBe(true);
    fog.runTo(2000);
    expect(fog.truth('fogging')).toBe(false);
    fog.write('volume', 200);
    expect(fog.truth('fogging')).toBe(false);
    fog.write('volume', 0);
    fog.write('volume', 200);
    expect(fog.truth('fogging')).toBe(true);
    fog.write('timer', 0);
    fog.runTo(60_000);
    expect(fog.truth('fogging')).toBe(true);
  });

  it('does not fog before it is warm, nor without power; the haze thins out by itself', () => {
    const fog = new PlantBench('dmx_fog', { params: { ...params, warm: 0, warmUpMs: 10_000 } });
    fog.write('volume', 255);
    fog.write('fan', 51);
    fog.runTo(9999);
    expect([fog.truth('ready'), fog.truth('fogging'), fog.truth('fan')]).toEqual([false, false, 0.2]);
    fog.runTo(12_000);
    expect(fog.truth('fogging')).toBe(true);
    fog.plant.power(false, fog.nowUs);
    expect([fog.truth('fogging'), fog.truth('ready'), fog.truth('fan')]).toEqual([false, false, 0]);
    const density = Number(fog.truth('density'));
    fog.runTo(13_000);
    expect(fog.truth('density')).toBeCloseTo(density / 2, 9);
    fog.plant.power(true, fog.nowUs);
    fog.runTo(22_999);
    expect(fog.truth('fogging')).toBe(false);
    fog.runTo(23_000);
    expect(fog.truth('fogging')).toBe(true);
  });
});
