/** Changes to the sources before they are compiled: how a defect is planted without a trace of it in the sources. */
import type { SourceTree } from './sources.ts';

/** Replaces `from`, which must stand in the file exactly once. */
export interface SourcePatch {
  /** Path within the firmware folder, such as `core/command.cc`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** @throws Error when `from` does not stand in the file exactly once: the sources have moved on */
export function patchTree(tree: SourceTree, patch: SourcePatch): void {
  const { folder, name } = find(tree, patch.file);
  const text = folder[name];
  const pieces = typeof text === 'string' ? text.split(patch.from) : [];
  if (pieces.length !== 2) {
    throw new Error(`${patch.file}: expected once "${patch.from}", seen ${Math.max(pieces.length - 1, 0)} times`);
  }
  folder[name] = pieces.join(patch.to);
}

/** Puts a file into a tree. */
export function put(tree: SourceTree, file: string, text: string): void {
  const { folder, name } = find(tree, file);
  folder[name] = text;
}

/** The folder of a file in a tree, and the file's name in it. */
function find(tree: SourceTree, file: string): { folder: SourceTree; name: string } {
  const parts = file.split('/');
  const name = parts.pop() ?? '';
  let folder = tree;
  for (const part of parts) {
    const next = folder[part] ?? {};
    if (typeof next === 'string') throw new Error(`${file}: ${part} is a file`);
    folder[part] = next;
    folder = next;
  }
  return { folder, name };
}
