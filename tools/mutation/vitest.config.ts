import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { defineConfig } from 'vitest/config';

// The contract as one plain file outside, which Node keeps: otherwise each of a thousand mutants would load all of it anew.
const contract = join(tmpdir(), 'understudy-mutation-contract.mjs');
buildSync({
  entryPoints: ['@understudy/contract'],
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  outfile: contract,
});

/** What a mutant of core must survive: its unit tests. Random games are left out, because a score must repeat. */
export default defineConfig({
  resolve: { alias: { '@understudy/contract': contract } },
  test: {
    include: ['engine/core/src/**/*.test.ts'],
    isolate: false,
    server: { deps: { external: [/understudy-mutation-contract/] } },
  },
});
