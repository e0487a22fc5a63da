/** What has to be built before a room can run: firmware, scene, viewer. Each is cached by the hash of its sources. */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CACHE, ROOT, roomName } from '../paths.ts';
import { sourceHash } from './source-hash.ts';

export interface Artefact {
  readonly name: string;
  /** The file or folder in the cache. */
  readonly path: string;
  readonly built: boolean;
}

const artefact = (name: string, path: string): Artefact => ({ name, path, built: existsSync(path) });

export function firmwareArtefact(): Artefact {
  const hash = sourceHash(['firmware', 'engine/contract/src']);
  return artefact('firmware', join(CACHE, `firmware-${hash}.wasm`));
}

/** Undefined for a room without a scene. */
export function sceneArtefact(folder: string): Artefact | undefined {
  const scene = join(folder, 'scene');
  if (!existsSync(join(scene, 'build.ts'))) return undefined;
  return artefact('scene', join(CACHE, `scene-${roomName(folder)}-${sourceHash([relative(ROOT, scene)])}.glb`));
}

export function viewerArtefact(): Artefact {
  const hash = sourceHash(['viewer', 'engine/contract/src', 'package-lock.json']);
  return artefact('viewer', join(CACHE, `viewer-${hash}`));
}
