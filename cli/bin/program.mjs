/**
 * The command as one program in the cache, made from its sources whenever one of them has changed (ADR 0014): Node then
 * compiles some dozen files, where the loader of TypeScript is asked about each of 600.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sourcesInStack } from './sources-in-stack.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Our own packages and one of very many files; all others are read from where npm put them. */
const INSIDE = /^(@understudy|typebox)(\/|$)/;
/** Programs that stay: an older one may still be running. */
const KEPT = 8;

/** The understudy's own: where it is, what it begins with, and files that it depends on beside its sources. */
const UNDERSTUDY = {
  root: ROOT,
  cache: join(ROOT, '.cache', 'program'),
  entries: { main: 'cli/src/main.ts', worker: 'cli/src/campaign/worker.ts' },
  // The hidden lock file is written at every installation.
  beside: () => ['cli/bin/program.mjs', 'node_modules/.package-lock.json', 'package.json', ...manifests()],
};

/** Where a workspace's name leads to. */
const manifests = () =>
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).workspaces.map((folder) => `${folder}/package.json`);

/** Runs the entry `main` or `worker`; from its sources when the cache cannot be used, which costs a second and no more. */
export async function run(name) {
  const folder = await program(UNDERSTUDY).catch(() => undefined);
  if (folder === undefined) {
    await import('./typescript.mjs');
    await import(pathToFileURL(join(ROOT, UNDERSTUDY.entries[name])).href);
    return;
  }
  try {
    await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
  } catch (error) {
    if (error instanceof Error) error.stack = sourcesInStack(error.stack ?? '', folder);
    throw error;
  }
}

/** The folder of the program, `<entry>.mjs` in it; built first if need be. */
export async function program(setting) {
  return current(setting) ?? (await build(setting));
}

/** Undefined when a file that it was made of is not as it was. */
function current({ root, cache }) {
  try {
    const { from, folder, stamps } = JSON.parse(readFileSync(join(cache, 'current.json'), 'utf8'));
    const same = from === root && Object.entries(stamps).every(([file, stamp]) => stampOf(join(root, file)) === stamp);
    return same && existsSync(join(cache, folder)) ? join(cache, folder) : undefined;
  } catch {
    return undefined;
  }
}

/** No tool that copies or unpacks a file sets the time of its change; without a file the stamp says so. */
function stampOf(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? 'none' : `${stat.ctimeMs} ${stat.mtimeMs} ${stat.size}`;
}

async function build(setting) {
  const { root, cache, entries, beside } = setting;
  const { build: bundle } = await import('esbuild');
  const stamps = {};
  for (const file of beside()) stamps[file] = stampOf(join(root, file));
  const { outputFiles } = await bundle({
    entryPoints: entries,
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // As deep as the folder will be: maps name their sources from there.
    outdir: join(cache, 'program'),
    outExtension: { '.js': '.mjs' },
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'silent',
    plugins: [fromSources(root, stamps)],
  });
  const hash = createHash('sha256');
  for (const { path, contents } of outputFiles) hash.update(basename(path)).update(contents);
  const folder = join(cache, hash.digest('hex').slice(0, 16));
  if (!existsSync(folder)) writeAside(folder, outputFiles);
  place(join(cache, 'current.json'), JSON.stringify({ from: root, folder: basename(folder), stamps }));
  makeRoom(cache, folder);
  return folder;
}

/** Each source keeps its own address: what it finds beside itself is there still. */
function fromSources(root, stamps) {
  return {
    name: 'from-sources',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
        kind === 'entry-point' || INSIDE.test(path) ? undefined : { path, external: true },
      );
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        // First the stamp: a change meanwhile must not pass for what was read.
        stamps[relative(root, path)] = stampOf(path);
        const address = JSON.stringify(pathToFileURL(path).href);
        return { contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', address), loader: 'ts' };
      });
    },
  };
}

/** Another process never sees half a program; when it was quicker, its program is the same. */
function writeAside(folder, files) {
  const aside = `${folder}.${process.pid}`;
  try {
    mkdirSync(aside, { recursive: true });
    for (const { path, contents } of files) writeFileSync(join(aside, basename(path)), contents);
    renameSync(aside, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function place(path, text) {
  const aside = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(aside, text);
  renameSync(aside, path);
}

function makeRoom(cache, newest) {
  const folders = readdirSync(cache, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const others = folders.map(({ name }) => join(cache, name)).filter((path) => path !== newest);
  const age = new Map(others.map((path) => [path, statSync(path).mtimeMs]));
  others.sort((one, other) => age.get(other) - age.get(one));
  for (const path of others.slice(KEPT - 1)) rmSync(path, { recursive: true, force: true });
}
