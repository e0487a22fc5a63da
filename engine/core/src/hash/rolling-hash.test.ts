import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RollingHash } from './rolling-hash.ts';

function digest(...values: (string | number)[]): string {
  const hash = new RollingHash();
  for (const value of values) {
    if (typeof value === 'string') hash.text(value);
    else hash.number(value);
  }
  return hash.digest();
}

test('has 16 digits and tells order, boundaries and large numbers apart', () => {
  const digests = [
    digest(),
    digest('ab', 'c'),
    digest('a', 'bc'),
    digest('abc'),
    digest('c', 'ab'),
    digest(1),
    digest(1 + 2 ** 32),
    digest(2 ** 40),
    digest('a', 1),
    digest(1, 'a'),
  ];
  for (const one of digests) expect(one).toMatch(/^[0-9a-f]{16}$/);
  expect(new Set(digests).size).toBe(digests.length);
});

test('goes on from saved lanes', () => {
  const first = new RollingHash();
  first.text('a');
  const second = new RollingHash();
  second.load(first.save());
  first.text('b');
  second.text('b');
  expect(second.digest()).toBe(first.digest());
});

test('tells texts apart that differ in one character, at any place of texts of any length', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }),
      fc.nat(),
      fc.string({ minLength: 1, maxLength: 1 }),
      (text, place, put) => {
        const at = place % text.length;
        const other = text.slice(0, at) + put + text.slice(at + 1);
        expect(digest(other) === digest(text)).toBe(other === text);
      },
    ),
  );
});
