/** Where things are: the repository's root, its cache, and rooms by name or folder. */
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const CACHE = join(ROOT, '.cache');

/** A room is named (`clockwork`, a folder of `rooms/`) or given as a folder. */
export function roomFolder(nameOrFolder: string): string {
  const named = join(ROOT, 'rooms', nameOrFolder);
  return existsSync(nameOrFolder) || !existsSync(named) ? resolve(nameOrFolder) : named;
}

export const roomName = (folder: string): string => basename(folder);
