/** Builds what is missing, side by side, and tells how far it is. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EXIT, Failure } from '../failure.ts';
import type { Progress } from '../output/progress.ts';
import { type Artefact, firmwareArtefact } from './artefacts.ts';

const BUILD_ONE = fileURLToPath(new URL('./build-one.ts', import.meta.url));

function build(artefact: Artefact, folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(BUILD_ONE, [artefact.name, artefact.path, folder], {
      execArgv: ['--import', import.meta.resolve('tsx')],
      silent: true,
    });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Failure(
            'BUILD_FAILED',
            `The ${artefact.name} could not be built:\n${output.trim()}`,
            EXIT.infrastructure,
          ),
        );
    });
  });
}

/** Builds the artefacts that the cache lacks. `folder` is the room's. */
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
    missing.map(async (artefact) => {
      await build(artefact, folder);
      pending.delete(artefact.name);
      if (pending.size > 0) show();
    }),
  );
  progress.done();
}

/** The firmware as a module, built first if need be. */
export async function firmwareModule(folder: string, progress: Progress): Promise<WebAssembly.Module> {
  const artefact = firmwareArtefact();
  await prepare([artefact], folder, progress);
  return WebAssembly.compile(readFileSync(artefact.path));
}
