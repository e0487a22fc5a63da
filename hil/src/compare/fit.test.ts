import type { Room } from '@understudy/contract';
import { describe, expect, it } from 'vitest';
import { controller, device } from '../conformance/definitions.ts';
import { fitPlants } from './fit.ts';
import { estimateOf } from './statistics.ts';

const definition = controller({
  bolt: device({ driver: 'actuator', pins: { forward: 1, reverse: 2, low: 3, high: 4 } }, {}),
  door: device({ driver: 'lock', pins: { coil: 5, sense: 6 } }, {}),
});
const room = {
  controllers: [definition],
  physics: [
    {
      controller: 'c',
      plants: {
        bolt: { model: 'linear', pins: { forward: 1, reverse: 2, low: 3, high: 4 } },
        door: { model: 'maglock', pins: { coil: 5, sense: 6 } },
      },
    },
  ],
} as unknown as Room;

describe('an estimate', () => {
  it('has its interval by its samples, and says what does not belong', () => {
    const { mean, interval, n, outliers } = estimateOf([100, 101, 99, 100, 102, 98, 400], 0.1);
    expect([mean, n, outliers]).toEqual([100, 6, [400]]);
    expect(interval[0]).toBeCloseTo(100 - 2.571 * Math.sqrt(2 / 6), 2);
    expect(estimateOf([5], 0.5).interval).toEqual([4.5, 5.5]);
    expect(() => estimateOf([], 1)).toThrow(RangeError);
  });
});

describe('the fit of a device that is not as its twin', () => {
  it('finds travel and release inside their intervals', () => {
    const edges: { atUs: number; signal: string; value: number }[] = [];
    const jitter = [0, 300, -200, 100, -100];
    for (const [index, offUs] of jitter.entries()) {
      const fromUs = index * 20_000_000;
      // A stroke of 5 s: its contacts leave and reach 1 % before its ends.
      edges.push({ atUs: fromUs + 50_000, signal: 'c_bolt.u.low', value: 1 });
      edges.push({ atUs: fromUs + 4_950_000 + offUs, signal: 'c_bolt.u.high', value: 0 });
      edges.push({ atUs: fromUs + 6_000_000, signal: 'c_door.u.coil', value: 0 });
      edges.push({ atUs: fromUs + 6_085_000 + offUs, signal: 'c_door.u.sense', value: 0 });
    }
    const fitted = fitPlants(room, 'c', [{ edges, messages: [] }]);
    expect(fitted.map(({ plant, parameter, n }) => [plant, parameter, n])).toEqual([
      ['bolt', 'travelMs', 5],
      ['door', 'releaseMs', 5],
    ]);
    for (const [index, truth] of [5000, 85].entries()) {
      const [low, high] = fitted[index]?.interval ?? [0, 0];
      expect(low <= truth && truth <= high && high - low < 1).toBe(true);
    }
  });
});
