import { defineConfig } from 'vitest/config';

/** What a mutant of core must survive: its unit tests. Random games are left out, because a score must repeat. */
export default defineConfig({ test: { include: ['engine/core/src/**/*.test.ts'], isolate: false } });
