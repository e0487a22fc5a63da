/**
 * Packages of very many small files, as one file each in the cache: the loader of TypeScript asks about each file, and
 * typebox alone has some 680. A package's version is in the name of its folder, so what is cached is never stale.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NAME = 'typebox';
/** As they are imported, and the files that stand for them. */
const ENTRIES = { typebox: 'typebox', 'typebox/compile': 'typebox-compile' };
const CACHE = fileURLToPath(new URL('../../.cache/', import.meta.url));

/** Specifiers and the URLs of their files; none when the cache cannot be written, which costs a second and no more. */
export async function oneFilePackages() {
  const manifest = new URL('../package.json', import.meta.resolve(NAME));
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const folder = `${CACHE}${NAME}-${version}`;
  try {
    if (!existsSync(folder)) await bundle(folder);
  } catch {
    if (!existsSync(folder)) return {};
  }
  return Object.fromEntries(
    Object.entries(ENTRIES).map(([specifier, file]) => [specifier, pathToFileURL(`${folder}/${file}.mjs`).href]),
  );
}

/** Written aside and renamed: another process never sees half a package. */
async function bundle(folder) {
  const { build } = await import('esbuild');
  const aside = `${folder}.${process.pid}`;
  try {
    mkdirSync(aside, { recursive: true });
    await build({
      entryPoints: Object.fromEntries(Object.entries(ENTRIES).map(([specifier, file]) => [file, specifier])),
      absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
      bundle: true,
      // What both share is there once: they know each other's types by identity.
      splitting: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      outdir: aside,
      outExtension: { '.js': '.mjs' },
      logLevel: 'silent',
    });
    renameSync(aside, folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
