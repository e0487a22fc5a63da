import { defineConfig } from 'vitest/config';

/** What a mutant of core must survive: its unit tests, and its snapshots. Random games are left out: a score must repeat. */
export default defineConfig({
  test: { include: ['engine/core/src/**/*.test.ts', 'engine/core/test/snapshot.test.ts'], isolate: false },
});
