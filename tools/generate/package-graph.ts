/** docs/package-graph.md: which package imports which, drawn from the code by dependency-cruiser with the rules that guard it. */
import { execFileSync } from 'node:child_process';

interface Cruise {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly resolved: string }[];
  }[];
}

const FOLDERS = ['engine', 'sim-devices', 'twin', 'scenarios', 'hil', 'firmware', 'rooms', 'viewer', 'cli'];

/** `engine/core/src/x.ts` -> `engine/core`; undefined for what is not one of the packages. */
function packageOf(path: string): string | undefined {
  const [first = '', second = ''] = path.split('/');
  if (!FOLDERS.includes(first)) return undefined;
  return first === 'engine' ? `engine/${second}` : first;
}

function cruise(): Cruise {
  const output = execFileSync(
    process.execPath,
    [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      ...FOLDERS,
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  return JSON.parse(output) as Cruise;
}

/** The page's text. Tests are left out: they may reach further than the code they test. */
export function packageGraph(): string {
  const edges = new Set<string>();
  for (const { source, dependencies } of cruise().modules) {
    const from = packageOf(source);
    if (from === undefined || /\.test\.tsx?$|\/test\/|\/bench\//.test(source)) continue;
    for (const { resolved } of dependencies) {
      const to = packageOf(resolved);
      if (to !== undefined && to !== from) edges.add(`  ${from} --> ${to}`);
    }
  }
  const lines = [
    '# Package graph',
    '',
    'Generated from the code by `npm run generate`; the allowed edges are in `.dependency-cruiser.cjs`.',
    '',
    '```mermaid',
    'flowchart TD',
    ...[...edges].sort(),
    '```',
    '',
  ];
  return lines.join('\n');
}
