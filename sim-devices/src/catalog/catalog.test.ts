import { describe, expect, it } from 'vitest';
import { PlantBench } from '../fixtures/plant-bench.ts';
import { MODELS, type ModelName } from './catalog.ts';

const NAMES = Object.keys(MODELS) as ModelName[];

describe('the catalogue', () => {
  it.each(NAMES)('%s tells exactly the truths that it lists, with their types', (name) => {
    const bench = new PlantBench(name);
    const told = Object.fromEntries(Object.entries(bench.plant.truth).map(([key, value]) => [key, typeof value]));
    const listed = Object.fromEntries(Object.entries(MODELS[name].truth).map(([key, { type }]) => [key, type]));
    expect(told).toEqual(listed);
  });

  it.each(NAMES)('%s takes every action that it lists at both ends of its range, and no other', (name) => {
    for (const [action, { value }] of Object.entries(MODELS[name].actions)) {
      for (const at of value === undefined ? [undefined] : [value.min, value.default, value.max]) {
        const bench = new PlantBench(name);
        expect(bench.plant.act(action, at, 0)).toEqual({ ok: true });
        bench.runTo(5000);
      }
    }
    expect(new PlantBench(name).plant.act('no_such_action', 1, 0)).toMatchObject({ reason: 'UNKNOWN_ACTION' });
  });

  it.each(NAMES)('%s has defaults within the ranges of its params', (name) => {
    for (const [param, { default: value, min, max }] of Object.entries(MODELS[name].params)) {
      expect([param, value >= min && value <= max]).toEqual([param, true]);
    }
  });

  it.each(NAMES)('%s drives only input pins that it lists', (name) => {
    const bench = new PlantBench(name);
    for (const [role, , atUs] of bench.drives) {
      expect(atUs).toBe(0);
      expect(MODELS[name].pins).toHaveProperty(role, expect.objectContaining({ direction: 'in' }));
    }
  });
});
