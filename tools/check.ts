/** `npm run check`: format, lint, types, import table, generated files, tidiness. Runs all, then says which failed. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const node = (...args: string[]): string[] => [process.execPath, ...args];

function workspaces(): string[] {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { workspaces: string[] };
  return manifest.workspaces.filter((folder) => existsSync(join(folder, 'tsconfig.json')));
}

const CHECKS: readonly (readonly [string, readonly (readonly string[])[]])[] = [
  // The longest comes first.
  ['typed lint', [node('node_modules/oxlint/bin/oxlint', '--tsconfig', 'tsconfig.lint.json', '--deny-warnings')]],
  [
    'format and lint',
    [node('node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '--error-on-warnings', '.')],
  ],
  [
    'types',
    [...workspaces(), 'tsconfig.tests.json'].map((project) => node('node_modules/typescript7/bin/tsc', '-p', project)),
  ],
  [
    'import table',
    [
      node(
        'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
        '--config',
        '.dependency-cruiser.cjs',
        'engine',
        'sim-devices',
        'twin',
        'scenarios',
        'hil',
        'firmware',
        'viewer',
        'cli',
        'tools',
        'rooms',
      ),
    ],
  ],
  ['dead code', [node('node_modules/knip/bin/knip.js')]],
  ['generated files', [node('--import', 'tsx', 'tools/generate/main.ts', '--check')]],
  ['tidy', [node('--import', 'tsx', 'tools/tidy/main.ts')]],
];

/** Checks at once: each keeps about a core busy. */
const LANES = 2;

interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

/** Output is kept until the check ends, so that no two are mixed. */
function outcomeOf([program = '', ...rest]: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', (error) => resolve({ ok: false, output: `${error.message}\n` }));
    child.once('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString() }));
  });
}

const failed: string[] = [];
const waiting = [...CHECKS];
async function lane(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [title, commands] = next;
    const startedAtMs = performance.now();
    const outcomes: Outcome[] = [];
    for (const command of commands) outcomes.push(await outcomeOf(command));
    const ok = outcomes.every((outcome) => outcome.ok);
    process.stdout.write(outcomes.map(({ output }) => output).join(''));
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${title} (${((performance.now() - startedAtMs) / 1000).toFixed(1)} s)`);
    if (!ok) failed.push(title);
  }
}
await Promise.all(Array.from({ length: LANES }, lane));
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
