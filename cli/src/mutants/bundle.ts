/** Bundles the program of a mutant: everything that it runs in one file, with the changes of one defect. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TextPatch } from '@understudy/scenarios/defects';
import { build, type Plugin } from 'esbuild';
import { EXIT, Failure } from '../failure.ts';
import { writeWhole } from '../output/write-whole.ts';
import { CACHE, ROOT } from '../paths.ts';
import { applyPatch } from './patch.ts';

const ENTRY = fileURLToPath(new URL('./program.ts', import.meta.url));

/**
 * The program with the changes made, named by its contents in the cache.
 * @returns path of the bundle
 * @throws Failure DEFECT_STALE when a change does not fit its file, or the program does not use the file
 */
export async function bundleProgram(patches: readonly TextPatch[]): Promise<string> {
  const pending = new Set(patches);
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    plugins: [patching(patches, pending)],
  });
  const unused = [...pending].map(({ file }) => file);
  if (unused.length > 0) {
    throw new Failure('DEFECT_STALE', `Nothing that a game runs comes from ${unused.join(', ')}.`, EXIT.usage);
  }
  const bytes = outputFiles[0]?.contents ?? new Uint8Array(0);
  return keep('mjs', bytes);
}

/** Puts bytes into the cache of mutants under their own hash. */
export function keep(extension: string, bytes: Uint8Array | string): string {
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const path = join(CACHE, 'mutants', `${name}.${extension}`);
  if (!existsSync(path)) writeWhole(path, bytes);
  return path;
}

function patching(patches: readonly TextPatch[], pending: Set<TextPatch>): Plugin {
  const byFile = new Map<string, TextPatch[]>();
  for (const patch of patches) byFile.set(patch.file, [...(byFile.get(patch.file) ?? []), patch]);
  return {
    name: 'planted-defect',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const file = relative(ROOT, resolve(path)).replaceAll('\\', '/');
        const ours = byFile.get(file);
        if (ours === undefined) return undefined;
        let contents = readFileSync(path, 'utf8');
        for (const patch of ours) {
          contents = applyPatch(contents, patch);
          pending.delete(patch);
        }
        return { contents, loader: 'ts' };
      });
    },
  };
}
