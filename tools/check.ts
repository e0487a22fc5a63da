/** `npm run check`: format, lint, types, import table, generated files, tidiness. Runs all, then says which failed. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const node = (...args: string[]): string[] => [process.execPath, ...args];

function workspaces(): string[] {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { workspaces: string[] };
  return manifest.workspaces.filter((folder) => existsSync(join(folder, 'tsconfig.json')));
}

const CHECKS: readonly (readonly [string, readonly (readonly string[])[]])[] = [
  [
    'format and lint',
    [node('node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '--error-on-warnings', '.')],
  ],
  [
    'types',
    [...workspaces(), 'tsconfig.tests.json'].map((project) => node('node_modules/typescript7/bin/tsc', '-p', project)),
  ],
  ['typed lint', [node('node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.')]],
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

const failed: string[] = [];
for (const [title, commands] of CHECKS) {
  const startedAtMs = performance.now();
  const ok = commands
    .map(([program = '', ...rest]) => spawnSync(program, rest, { stdio: 'inherit' }).status === 0)
    .every(Boolean);
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${title} (${((performance.now() - startedAtMs) / 1000).toFixed(1)} s)`);
  if (!ok) failed.push(title);
}
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
