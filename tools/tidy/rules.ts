/** What the repository asks of itself. Each rule is a function from files to complaints, and has a reason. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isCode, isTest, type SourceFile } from './files.ts';

export type Rule = (files: readonly SourceFile[]) => string[];

/** Lines of a code file: past this it holds more than one concept. Generated files and data are exempt. */
const MAX_LINES = 300;
/** Lines of a package's README: it is a signpost, not a manual. */
const MAX_README_LINES = 40;

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

const sizes: Rule = (files) =>
  files
    .filter((file) => isCode(file.path))
    .map((file) => ({ path: file.path, lines: file.text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ path, lines }) => `${path}: ${lines} lines, at most ${MAX_LINES}; split it by concept`);

const names: Rule = (files) =>
  files
    // Stubs of a vendor's platform have the vendor's names.
    .filter(({ path }) => isCode(path) && !/^firmware\/boards\/[^/]+\/stubs\//.test(path))
    .filter(
      ({ path }) =>
        !/^[a-z0-9.-]+$/.test(path.split('/').at(-1) ?? '') || /(^|\/)(utils?|helpers?|misc)\.tsx?$/.test(path),
    )
    .map(({ path }) => `${path}: kebab-case and a name that says what it is`);

const readmes: Rule = (files) => {
  const folders = new Set<string>();
  for (const { path } of files) {
    const parts = path.split('/');
    if (parts[0] === 'engine' && parts.length > 2) folders.add(`engine/${parts[1]}`);
    else if (parts.length > 1 && !parts[0]?.startsWith('.')) folders.add(parts[0] ?? '');
    const source = parts.indexOf('src');
    if (source > 0 && parts.length > source + 2 && parts.length - source > 2)
      folders.add(parts.slice(0, source + 2).join('/'));
  }
  const complaints: string[] = [];
  for (const folder of [...folders].sort()) {
    const readme = join(folder, 'README.md');
    const second = /\/src\//.test(folder);
    const count = files.filter((file) => dirname(file.path) === folder && isCode(file.path)).length;
    if (second && count < 4) continue;
    if (!existsSync(readme))
      complaints.push(`${folder}: no README.md (purpose, may import, must not, first file to read)`);
    else if (folder !== 'docs' && readFileSync(readme, 'utf8').split('\n').length - 1 > MAX_README_LINES)
      complaints.push(`${readme}: more than ${MAX_README_LINES} lines`);
  }
  return complaints;
};

interface Ban {
  readonly pattern: RegExp;
  readonly where: (path: string) => boolean;
  readonly instead: string;
}

const PURE = /^(engine\/(contract|core|ports|journal)|sim-devices|twin|scenarios)\/src\//;
const code = (path: string): boolean => isCode(path) && !path.startsWith('tools/tidy/');
const pure = (path: string): boolean => PURE.test(path) && !isTest(path);
const typescript = (path: string): boolean => /\.tsx?$/.test(path) && code(path);

const BANS: readonly Ban[] = [
  {
    pattern: /\bMath\.random\b/,
    where: (path) => typescript(path) && !isTest(path),
    instead: 'take an Rng port or a seeded generator',
  },
  {
    pattern: /\bMath\.(sin|cos|tan|exp|pow|log|log2|log10|atan2?|cbrt|hypot)\b/,
    where: pure,
    instead: 'exact arithmetic or a table (ADR 0013)',
  },
  {
    pattern: /\b(Date\.now|new Date|performance\.now|setTimeout|setInterval|setImmediate)\b/,
    where: pure,
    instead: 'take a Clock port or a time argument',
  },
  {
    pattern: /\bconsole\.(log|info|warn|error)\b/,
    where: (path) =>
      typescript(path) && !isTest(path) && !/^(tools|cli|rooms\/[^/]+\/scene|firmware\/build|viewer\/build)/.test(path),
    instead: 'take a Log port',
  },
  { pattern: /export \* from/, where: typescript, instead: 'name every export' },
  { pattern: /@ts-(ignore|nocheck)/, where: typescript, instead: 'fix the type' },
  { pattern: /\b(TODO|FIXME|XXX)\b|not implemented/, where: code, instead: 'finish it or leave it out' },
  {
    pattern: /\b(it|test|describe)\.(skip|only|todo)\b/,
    where: typescript,
    instead: 'a test that cannot run must fail',
  },
  {
    pattern: /\b(malloc|free|new)\s*\(|\bstd::(vector|string|map|function)\b/,
    where: (path) => /^firmware\/(core|drivers|hal)\//.test(path) && code(path),
    instead: 'static storage: no heap after boot (ADR 0011)',
  },
  {
    pattern: /\b(throw|try|catch)\b/,
    where: (path) => /^firmware\/(core|drivers|hal)\/.*\.(cc|h)$/.test(path) && code(path),
    instead: 'a status value: firmware has no exceptions',
  },
];

const banned: Rule = (files) =>
  files.flatMap(({ path, text }) =>
    BANS.filter((ban) => ban.where(path)).flatMap((ban) => {
      const found = text
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '))
        .match(new RegExp(ban.pattern, ''));
      const hit = found?.index === undefined ? undefined : found;
      return hit?.index === undefined ? [] : [`${path}:${lineOf(text, hit.index)}: ${hit[0]}: ${ban.instead}`];
    }),
  );

/** Nothing in the project may name the machine that it was written on, or a registry. */
const FOREIGN = [
  /\.\.\/shared\b/,
  /(^|[\s"'(=])\/work\//,
  /bash_jobs/,
  /registry\.(npmjs|yarnpkg)/,
  /deb\.debian\.org/,
];
const foreign: Rule = (files) =>
  files
    .filter(({ path }) => !path.startsWith('tools/tidy/'))
    .flatMap(({ path, text }) =>
      FOREIGN.filter((pattern) => pattern.test(text)).map(
        (pattern) => `${path}: names something outside the project (${pattern.source})`,
      ),
    );

const lockFile: Rule = () =>
  existsSync('package-lock.json') && readFileSync('package-lock.json', 'utf8').includes('"resolved": "http')
    ? ['package-lock.json: records download addresses; regenerate it with this .npmrc']
    : [];

export const RULES: Readonly<Record<string, Rule>> = { sizes, names, readmes, banned, foreign, lockFile };
