/** Files that appear whole or not at all: another process never sees half of one, whatever ends this one. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { EXIT, Failure } from '../failure.ts';

/** The one way to a disk, so that tests can fill it. @throws of the file system */
export type WriteFile = (path: string, content: string | Uint8Array) => void;

/** First beside the file, then in its place in one step; makes the folder. */
export const placeWhole: WriteFile = (path, content) => {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.${process.pid}.partial`;
  try {
    writeFileSync(partial, content);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
};

/** @throws Failure UNWRITABLE, which names the file */
export function writeWhole(path: string, content: string | Uint8Array, write: WriteFile = placeWhole): void {
  try {
    write(path, content);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure('UNWRITABLE', `${path} cannot be written: ${why}`, EXIT.infrastructure);
  }
}
