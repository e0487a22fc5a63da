/** Every planted defect still fits the sources that it is meant for. The games against them: cli/test/mutants.test.ts. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CANARY, DEFECTS, PLACES } from '../defects/index.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ALL = [CANARY, ...DEFECTS];
/** What judges a run must be the same for every defect. */
const JUDGES = /^scenarios\/|\.test\.ts$|\/test\//;

describe('planted defects', () => {
  it('are at least thirty, with some in every place', () => {
    expect(DEFECTS.length).toBeGreaterThanOrEqual(30);
    for (const place of PLACES) expect(DEFECTS.filter(({ where }) => where === place).length).toBeGreaterThan(1);
  });

  it('have ids of their own', () => {
    expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
  });

  it.each(ALL)('$id fits its sources', ({ id, patches, games, expected }) => {
    expect(id).toMatch(/^[a-z][a-z-]*[a-z]$/);
    expect(patches.length).toBeGreaterThan(0);
    expect(games).toBeGreaterThanOrEqual(1);
    expect(games).toBeLessThanOrEqual(50);
    expect(expected).toBeGreaterThanOrEqual(1);
    expect(expected).toBeLessThanOrEqual(30);
    for (const { file, from, to } of patches) {
      expect(file).not.toMatch(JUDGES);
      expect(existsSync(ROOT + file)).toBe(true);
      expect(readFileSync(ROOT + file, 'utf8').split(from)).toHaveLength(2);
      expect(to).not.toBe(from);
    }
  });
});
