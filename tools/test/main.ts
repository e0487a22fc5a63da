/** `npm test`: system packages, then the repository's checks, then every test. The last line counts them. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureSystemPackages } from './system-packages.ts';

interface Summary {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
}

/**
 * One project after the other, two files of it at a time. A third lane beside them, such as the browser's, saves little, for two
 * cores are busy already, and makes the hosts of emulated boards late.
 */
const PROJECTS: Readonly<Record<string, readonly string[]>> = {
  unit: ['--maxWorkers=2'],
  integration: ['--maxWorkers=2'],
  browser: [],
};

function node(...args: string[]): boolean {
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0;
}

/** Runs one vitest project. A run that leaves no summary counts as one failure. */
function runProject(project: string, folder: string): Summary {
  console.log(`\n== Tests: ${project}`);
  const results = join(folder, `${project}.json`);
  const vitest = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    ...(PROJECTS[project] ?? []),
  ];
  const ended = node(...vitest, `--outputFile.json=${results}`);
  if (!existsSync(results)) {
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, success: false };
  }
  const summary = JSON.parse(readFileSync(results, 'utf8')) as Summary;
  return { ...summary, success: ended && summary.success };
}

function main(): number {
  console.log('== System packages');
  const packages = ensureSystemPackages();
  if (!packages.ok) {
    console.error(packages.message);
    return 3;
  }
  console.log(packages.installed.length === 0 ? 'All there.' : `Installed: ${packages.installed.join(', ')}.`);

  console.log('\n== Checks of the repository');
  const checked = node('--import', 'tsx', 'tools/check.ts');
  const folder = mkdtempSync(join(tmpdir(), 'understudy-test-'));
  const summaries = Object.keys(PROJECTS).map((project) => runProject(project, folder));
  rmSync(folder, { recursive: true });

  const sum = (count: (summary: Summary) => number): number =>
    summaries.reduce((total, summary) => total + count(summary), 0);
  const failed = sum(({ numFailedTests }) => numFailedTests);
  const skipped = sum(({ numPendingTests, numTodoTests }) => numPendingTests + numTodoTests);
  if (!checked) console.error('\nThe checks of the repository failed; see above.');
  if (skipped > 0) console.error(`\n${skipped} tests were skipped; a test that cannot run must fail.`);
  console.log(`\n${sum(({ numPassedTests }) => numPassedTests)} passed, ${failed} failed`);
  return checked && skipped === 0 && summaries.every(({ success }) => success) ? 0 : 1;
}

process.exitCode = main();
