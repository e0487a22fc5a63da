import { expect, test } from 'vitest';
import { OPTIONS } from '../../test/fixtures/bench.ts';
import { IdSource } from './id-source.ts';

const V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('ids have the shape of version 4, and are the same for the same seed and epoch', () => {
  const make = (seed: number, epoch: number): string[] => {
    const source = new IdSource({ ...OPTIONS, seed, epoch });
    return Array.from({ length: 200 }, () => source.next());
  };
  const all = [...make(1, 1), ...make(2, 1), ...make(1, 2), ...make(1 + 65536, 1)];
  for (const id of all) expect(id).toMatch(V4);
  expect(new Set(all).size).toBe(all.length);
  expect(make(1, 1)).toEqual(make(1, 1));
});
