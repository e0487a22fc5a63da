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

test('go on from where a snapshot left them', () => {
  const first = new IdSource(OPTIONS);
  for (let count = 0; count < 5; count += 1) first.next();
  const second = new IdSource(OPTIONS);
  second.load(first.save());
  expect(first.save()).toBe(5);
  expect(second.next()).toBe(first.next());
});

test('end in their epoch and their number, so that two of one seed are never equal', () => {
  const source = new IdSource({ ...OPTIONS, epoch: 0x1_2345 });
  source.load(0xabc);
  expect(source.next()).toMatch(/-234500000abc$/);
});

test('are the same in every version: journals that were written hold them', () => {
  const ids = [
    [7, 1, 0],
    [0xffff_ffff, 3, 41],
    [7, 1, 2 ** 32 + 1],
    [7 + 2 ** 16, 1, 1],
  ].map(([seed = 0, epoch = 0, counter = 0]) => {
    const source = new IdSource({ ...OPTIONS, seed, epoch });
    source.load(counter);
    return source.next();
  });
  expect(ids).toEqual([
    'dca98ec0-4ad5-4f7e-a50d-000100000000',
    'd3dd1e46-94f6-45af-b76d-000300000029',
    '4771a714-de7c-4f53-b7cf-000100000001',
    '4921af1d-4f5f-4d92-b756-000100000001',
  ]);
});
