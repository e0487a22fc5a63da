import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Longest first. What waits more than it computes comes before the rest, and keeps the session company, whose host must not be
 * late: six emulators at once have made it so. What is not among them takes less than half a minute.
 */
const LONG = [
  'hil/test/session-m7.test.ts',
  'cli/test/mutants.test.ts',
  'cli/test/hil-bad-input.test.ts',
  'cli/test/campaign-queue.test.ts',
  'scenarios/test/suites/clockwork.test.ts',
  'tools/fuzz/test/fuzz.test.ts',
  'cli/test/campaign.test.ts',
  'hil/test/conformance.test.ts',
  'hil/test/planted-faults.test.ts',
  'cli/test/hil.test.ts',
  'hil/test/compare.test.ts',
  'cli/test/start.test.ts',
  'hil/test/conformance-defects.test.ts',
  'scenarios/test/faults-network.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONG.findIndex((name) => moduleId.endsWith(name));
      return at < 0 ? LONG.length : at;
    };
    return [...files].sort((one, other) => place(one) - place(other) || one.moduleId.localeCompare(other.moduleId));
  }
}

/**
 * unit: beside the code, needs npm alone, under a minute. Its files share a process, and so must leave nothing behind.
 * integration: `test/` folders: several packages, real brokers, processes. Modules are loaded once for all files of a
 * process as well; the files that take longest go first, so that none of them is left to run alone.
 * browser: `*.browser.test.ts`: Debian's chromium through playwright-core.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/{src,build}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.browser.test.ts'],
          isolate: false,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['**/test/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.browser.test.ts'],
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['**/*.browser.test.ts'],
          exclude: ['**/node_modules/**'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
