/** Writes the scene to the path given (default: scene/clockwork.glb). */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildScene } from './build-scene.ts';

const target = process.argv[2] ?? fileURLToPath(new URL('../clockwork.glb', import.meta.url));
const bytes = await buildScene();
await writeFile(target, bytes);
console.log(`${target}: ${(bytes.length / 1e6).toFixed(1)} MB`);
