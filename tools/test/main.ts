/** `npm test`: system packages, then the repository's checks, then every test. The last line counts them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureSystemPackages } from './system-packages.ts';

interface VitestSummary {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

function step(title: string, command: readonly string[]): number {
  console.log(`\n== ${title}`);
  const [script = '', ...rest] = command;
  return spawnSync(process.execPath, [script, ...rest], { stdio: 'inherit' }).status ?? 1;
}

function main(): number {
  console.log('== System packages');
  const packages = ensureSystemPackages();
  if (!packages.ok) {
    console.error(packages.message);
    return 3;
  }
  console.log(packages.installed.length === 0 ? 'All there.' : `Installed: ${packages.installed.join(', ')}.`);

  const checked = step('Checks of the repository', ['--import', 'tsx', 'tools/check.ts']);
  const folder = mkdtempSync(join(tmpdir(), 'understudy-test-'));
  const results = join(folder, 'results.json');
  const tested = step('Tests', [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
  ]);
  const summary = JSON.parse(readFileSync(results, 'utf8')) as VitestSummary;
  rmSync(folder, { recursive: true });
  const skipped = summary.numPendingTests + summary.numTodoTests;
  if (skipped > 0) console.error(`${skipped} tests were skipped; a test that cannot run must fail.`);
  console.log(`\n${summary.numPassedTests} passed, ${summary.numFailedTests} failed`);
  return checked !== 0 || tested !== 0 || skipped > 0 ? 1 : 0;
}

process.exitCode = main();
