import { Box3, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { hides } from './screens.ts';

const wall = {
  box: new Box3(new Vector3(-3, 0, -10.1), new Vector3(3, 2.8, -9.9)),
  outward: [0, -1],
  fromAbove: false,
} as const;
const ceiling = { box: new Box3(new Vector3(-3, 2.8, -10), new Vector3(3, 3, 0)), outward: undefined, fromAbove: true };

describe('hides', () => {
  it('takes a wall away only for a camera behind it', () => {
    expect(hides(wall, new Vector3(0, 2, -14))).toBe(true);
    expect(hides(wall, new Vector3(0, 2, -5))).toBe(false);
  });

  it('takes a ceiling away only for a camera above it', () => {
    expect(hides(ceiling, new Vector3(0, 5, -5))).toBe(true);
    expect(hides(ceiling, new Vector3(0, 1.6, -5))).toBe(false);
  });
});
