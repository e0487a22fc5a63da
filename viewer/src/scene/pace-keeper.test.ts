import { describe, expect, it } from 'vitest';
import { isSoftware, PaceKeeper } from './pace-keeper.ts';

describe('PaceKeeper', () => {
  it('finds a machine slow after three slow frames in a row', () => {
    const pace = new PaceKeeper(false);
    for (const atMs of [0, 100, 110, 210, 310]) pace.note(atMs, true);
    expect(pace.slow).toBe(false);
    pace.note(410, true);
    expect(pace.slow).toBe(true);
  });

  it('does not take pauses for slow frames', () => {
    const pace = new PaceKeeper(false);
    for (let frame = 0; frame < 10; frame += 1) pace.note(frame * 500, false);
    for (let frame = 1; frame < 10; frame += 1) pace.note(10_000 + frame * 5000, true);
    expect(pace.slow).toBe(false);
  });

  it('knows the names of software renderers', () => {
    expect(isSoftware('ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)))')).toBe(true);
    expect(isSoftware('ANGLE (NVIDIA, NVIDIA GeForce RTX 3060)')).toBe(false);
  });
});
