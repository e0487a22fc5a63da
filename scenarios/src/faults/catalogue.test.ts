import { expect, test } from 'vitest';
import { FAULTS } from './catalogue.ts';

test('what a fault does when a plan does not say is within its own range', () => {
  const outside = [...FAULTS.values()].flatMap(({ name, values }) =>
    Object.entries(values).flatMap(([value, { min, max, default: usual }]) =>
      usual < min || usual > max ? [`${name} ${value}: ${usual} is not from ${min} to ${max}`] : [],
    ),
  );
  expect(outside).toEqual([]);
});
