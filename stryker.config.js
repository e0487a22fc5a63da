/**
 * Mutation testing of what may never be wrong quietly: safety, commands and arbitration of the engine (`npm run mutation`).
 * Only core is copied, into the system's own folder for temporary files: a copy in here would be found by vitest.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default {
  mutate: ['engine/core/src/{safety,commands,arbitration}/*.ts', '!**/*.test.ts'],
  ignorePatterns: [
    '**',
    '!engine',
    '!engine/core',
    '!engine/core/**',
    '!tools',
    '!tools/mutation',
    '!tools/mutation/**',
    '!package.json',
    '!tsconfig.base.json',
  ],
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  vitest: { configFile: 'tools/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // Generous: a busy machine must not count as a killed mutant.
  timeoutMS: 10_000,
  thresholds: { high: 95, low: 90, break: 90 },
  tempDirName: join(tmpdir(), 'understudy-mutation'),
  incremental: true,
  incrementalFile: '.cache/mutation/incremental.json',
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: '.cache/mutation/report.json' },
  htmlReporter: { fileName: '.cache/mutation/report.html' },
};
