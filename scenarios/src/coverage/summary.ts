/** How much of what can be reached a campaign has reached, and what is missing. */
import type { Room } from '@understudy/contract';
import { COVERAGE_CATEGORIES, type CoverageCategory, type CoverageMap, coverageMap } from './coverage-map.ts';

/** All that can be reached in a room, as `category:name`, sorted, by category. */
export type CoverageUniverse = Readonly<Record<CoverageCategory, readonly string[]>>;

export interface CategorySummary {
  readonly reached: number;
  readonly total: number;
  readonly missing: readonly string[];
  /** Reached although the room's data say that it cannot be: somebody is wrong. */
  readonly unexpected: readonly string[];
}
export type CoverageSummary = Readonly<Record<CoverageCategory, CategorySummary>>;

/** @throws EngineError ROOM_REFERENCE or ROOM_INVALID for a room that cannot run */
export function coverageUniverse(room: Room): CoverageUniverse {
  return universeOf(coverageMap(room));
}

export function universeOf(map: CoverageMap): CoverageUniverse {
  return byCategory(map.sorted.flatMap((number) => (map.impossible.has(number) ? [] : (map.names[number] ?? []))));
}

/** @param counts how often each thing was reached, by `category:name`; or a run's `coverage` */
export function summariseCoverage(
  universe: CoverageUniverse,
  counts: Readonly<Record<string, number>> | readonly string[],
): CoverageSummary {
  const list = Array.isArray(counts) ? counts : Object.keys(counts).filter((name) => counts[name as never] !== 0);
  const seen = new Set<string>(list);
  const seenBy = byCategory([...seen].sort());
  return mapCategories((category) => {
    const all = universe[category];
    const missing = all.filter((name) => !seen.has(name));
    const known = new Set(all);
    return {
      reached: all.length - missing.length,
      total: all.length,
      missing,
      unexpected: seenBy[category].filter((name) => !known.has(name)),
    };
  });
}

function byCategory(names: readonly string[]): CoverageUniverse {
  return mapCategories((category) => names.filter((name) => name.startsWith(`${category}:`)));
}

function mapCategories<Value>(make: (category: CoverageCategory) => Value): Readonly<Record<CoverageCategory, Value>> {
  return Object.fromEntries(COVERAGE_CATEGORIES.map((category) => [category, make(category)])) as Record<
    CoverageCategory,
    Value
  >;
}
