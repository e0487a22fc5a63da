/**
 * Builds one artefact in a process of its own, so that the firmware, the scene and the page use all cores.
 * Arguments: name, output path, and for a scene the room's folder. The output appears whole or not at all.
 */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildFirmware } from '@understudy/firmware';
import { CACHE, ROOT } from '../paths.ts';

type Builder = (outPath: string, folder: string) => Promise<void>;

const BUILDERS: Readonly<Record<string, Builder>> = {
  firmware: async (outPath) => {
    writeFileSync(outPath, (await buildFirmware({ cacheDir: join(CACHE, 'firmware') })).wasm);
  },
  scene: async (outPath, folder) => {
    const script = (await import(pathToFileURL(join(folder, 'scene', 'build.ts')).href)) as {
      buildScene(): Promise<Uint8Array>;
    };
    writeFileSync(outPath, await script.buildScene());
  },
  viewer: async (outPath) => {
    const viewer = (await import(pathToFileURL(join(ROOT, 'viewer', 'build.ts')).href)) as {
      buildViewer(options: { outDir: string }): Promise<void>;
    };
    await viewer.buildViewer({ outDir: outPath });
  },
};

const [name = '', outPath = '', folder = ''] = process.argv.slice(2);
const builder = BUILDERS[name];
if (builder === undefined)
  throw new Error(`unknown artefact: expected ${Object.keys(BUILDERS).join(', ')}, seen '${name}'`);
mkdirSync(dirname(outPath), { recursive: true });
const partial = `${outPath}.${process.pid}`;
await builder(partial, folder);
try {
  renameSync(partial, outPath);
} catch (error) {
  // Another process was quicker, and may serve its output already: both are of the same sources.
  if (!existsSync(outPath)) throw error;
  rmSync(partial, { recursive: true });
}
