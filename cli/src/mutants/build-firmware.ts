/** Compiles patched firmware in a process of its own: the compiler takes a core for 20 s. Arguments: output, patches as JSON. */
import { join } from 'node:path';
import { buildFirmware, type SourcePatch } from '@understudy/firmware';
import { writeWhole } from '../output/write-whole.ts';
import { CACHE } from '../paths.ts';

const [outPath = '', patches = '[]'] = process.argv.slice(2);
const { wasm } = await buildFirmware({
  cacheDir: join(CACHE, 'firmware'),
  patches: JSON.parse(patches) as SourcePatch[],
});
writeWhole(outPath, wasm);
