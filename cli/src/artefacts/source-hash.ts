/** A hash over the sources of a built artefact: what it was built from is its name in the cache. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from '../paths.ts';

const LEFT_OUT = new Set(['node_modules', 'dist', '.cache', 'test', 'README.md']);

function* filesBelow(path: string): Generator<string> {
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) {
    if (!LEFT_OUT.has(name) && !name.includes('.test.')) yield* filesBelow(join(path, name));
  }
}

/** 16 hex digits over names and contents of the files below `folders` (paths from the root), and `salt`. */
export function sourceHash(folders: readonly string[], salt = ''): string {
  const hash = createHash('sha256').update(salt);
  for (const folder of folders) {
    for (const file of filesBelow(join(ROOT, folder))) {
      hash.update(relative(ROOT, file).replaceAll('\\', '/')).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** What a game's course depends on, beside the room. */
const GAME_SOURCES = [
  'engine/contract/src',
  'engine/core/src',
  'engine/journal/src',
  'firmware',
  'scenarios/src',
  'sim-devices/src',
  'twin/src',
];

/** 16 hex digits: equal for sources that play equal games. */
export const codeHash = (): string => sourceHash(GAME_SOURCES);
