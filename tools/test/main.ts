/** `npm test`: system packages, then the repository's checks, then every test. The last line counts them. */
import { spawn } from 'node:child_process';
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
 * One group after the other; the projects of a group run beside each other. Unit tests compute: two processes. Integration
 * tests are mostly processes that wait: three files at a time, and the browser's one at a time beside them, keep two cores
 * at work.
 */
const GROUPS: readonly Readonly<Record<string, readonly string[]>>[] = [
  { unit: ['--maxWorkers=2'] },
  { integration: ['--maxWorkers=3'], browser: [] },
];

/** Whether it ended well. Output is shown at once, or, beside another's, when it has ended: no two are mixed. */
function node(args: readonly string[], shown: 'at once' | 'at its end' = 'at once'): Promise<boolean> {
  return new Promise((resolve) => {
    const output = shown === 'at once' ? 'inherit' : 'pipe';
    const child = spawn(process.execPath, args, { stdio: ['inherit', output, output] });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    const end = (ok: boolean): void => {
      process.stdout.write(Buffer.concat(chunks));
      resolve(ok);
    };
    child.once('error', () => end(false));
    child.once('close', (code) => end(code === 0));
  });
}

/** Runs vitest projects beside each other; the first one's output is shown as it comes. */
function runGroup(group: (typeof GROUPS)[number], folder: string): Promise<Summary[]> {
  const names = Object.keys(group);
  console.log(`\n== Tests: ${names.join(' and ')}`);
  return Promise.all(
    names.map((name, index) => runProject(name, group[name] ?? [], folder, index === 0 ? 'at once' : 'at its end')),
  );
}

/** Runs one vitest project. A run that leaves no summary counts as one failure. */
async function runProject(
  project: string,
  more: readonly string[],
  folder: string,
  shown: Parameters<typeof node>[1],
): Promise<Summary> {
  const results = join(folder, `${project}.json`);
  const vitest = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    ...more,
  ];
  const ended = await node([...vitest, `--outputFile.json=${results}`], shown);
  if (!existsSync(results)) {
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, success: false };
  }
  const summary = JSON.parse(readFileSync(results, 'utf8')) as Summary;
  return { ...summary, success: ended && summary.success };
}

async function main(): Promise<number> {
  console.log('== System packages');
  const packages = ensureSystemPackages();
  if (!packages.ok) {
    console.error(packages.message);
    return 3;
  }
  console.log(packages.installed.length === 0 ? 'All there.' : `Installed: ${packages.installed.join(', ')}.`);

  console.log('\n== Checks of the repository');
  const checked = await node(['--import', 'tsx', 'tools/check.ts']);
  const folder = mkdtempSync(join(tmpdir(), 'understudy-test-'));
  const summaries: Summary[] = [];
  for (const group of GROUPS) summaries.push(...(await runGroup(group, folder)));
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

process.exitCode = await main();
