/** Builds what is missing, side by side, and tells how far it is. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Progress } from '../output/progress.ts';
import { type Artefact, firmwareArtefact } from './artefacts.ts';
import { runScript } from './run-script.ts';

const BUILD_ONE = fileURLToPath(new URL('./build-one.ts', import.meta.url));

/** Builds the artefacts that the cache lacks. `folder` is the room's. @throws Failure BUILD_FAILED */
export async function prepare(
  artefacts: readonly (Artefact | undefined)[],
  folder: string,
  progress: Progress,
): Promise<void> {
  const missing = artefacts.filter((artefact) => artefact !== undefined).filter((artefact) => !artefact.built);
  if (missing.length === 0) return;
  const pending = new Set(missing.map((artefact) => artefact.name));
  const show = (): void => progress.update(`building ${[...pending].join(', ')} (once, then cached)`);
  show();
  await Promise.all(
    missing.map(async ({ name, path }) => {
      await runScript(BUILD_ONE, [name, path, folder], `The ${name}`);
      pending.delete(name);
      if (pending.size > 0) show();
    }),
  );
  progress.done();
}

/** The firmware as WebAssembly, built first if need be. */
export async function firmwareBytes(folder: string, progress: Progress): Promise<Uint8Array<ArrayBuffer>> {
  const artefact = firmwareArtefact();
  await prepare([artefact], folder, progress);
  return new Uint8Array(readFileSync(artefact.path));
}

/** The same, compiled. */
export async function firmwareModule(folder: string, progress: Progress): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await firmwareBytes(folder, progress));
}
