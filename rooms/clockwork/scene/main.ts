/** Writes the scene to a file for a look in any glTF viewer: `npx tsx rooms/clockwork/scene/main.ts clockwork.glb`. */
import { writeFile } from 'node:fs/promises';
import { buildScene } from './build.ts';

const target = process.argv[2];
if (target === undefined) throw new Error('expected a path for the .glb as first argument, seen none');
const bytes = await buildScene();
await writeFile(target, bytes);
console.log(`${target}: ${(bytes.length / 1e6).toFixed(1)} MB`);
