/** Gathers the firmware's sources and makes the one translation unit that is compiled. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Nested folders of file names to contents, as the compiler's virtual file system wants them. */
export interface SourceTree {
  [name: string]: SourceTree | string;
}
/** All sources, the unit that includes every `.cc` of them, and the hash of it all: 16 hexadecimal digits. */
export interface Sources {
  readonly tree: SourceTree;
  readonly unit: string;
  readonly hash: string;
}

/** Absolute path of the firmware folder. */
export const FIRMWARE_ROOT = fileURLToPath(new URL('..', import.meta.url));

const FOLDERS = ['core', 'core/generated', 'hal', 'drivers'] as const;
/** What a board needs beside these and its own folder. */
const PAIR = ['link', 'boards/shared', 'bench', 'boards/emulated'] as const;
const WASM = 'boards/wasm-shared';
const MORE_FOLDERS = { wasm: [WASM], native: [], 'qemu-m7': PAIR, 'wasm-bench': [...PAIR, WASM] } as const;
/** A board whose sources can be gathered: a folder of `boards`. */
export type SourceBoard = keyof typeof MORE_FOLDERS;
/** Folders of which a board takes the headers it likes. */
const HEADERS_ONLY: readonly string[] = ['boards/shared'];

/**
 * Reads the sources of one board. One unit compiles faster than many and is optimised as a whole.
 * @param flags go into the hash
 */
export function gatherSources(board: SourceBoard, flags: readonly string[]): Sources {
  const tree: SourceTree = {};
  const includes: string[] = [];
  const hash = createHash('sha256').update(JSON.stringify(flags));
  for (const folder of [...FOLDERS, ...MORE_FOLDERS[board], `boards/${board}`]) {
    const names = readdirSync(`${FIRMWARE_ROOT}/${folder}`).sort();
    for (const name of names.filter((entry) => /\.(h|cc)$/.test(entry))) {
      const text = readFileSync(`${FIRMWARE_ROOT}/${folder}/${name}`, 'utf8');
      folderOf(tree, folder)[name] = text;
      hash.update(`${folder}/${name}\0${text.length}\0${text}`);
      if (name.endsWith('.cc') && !HEADERS_ONLY.includes(folder)) includes.push(`#include "${folder}/${name}"`);
    }
  }
  return { tree, unit: `${includes.join('\n')}\n`, hash: hash.digest('hex').slice(0, 16) };
}

function folderOf(tree: SourceTree, path: string): SourceTree {
  let folder = tree;
  for (const part of path.split('/')) {
    const next = folder[part] ?? {};
    if (typeof next === 'string') throw new Error(`${path} is a file`);
    folder[part] = next;
    folder = next;
  }
  return folder;
}
