/**
 * Emulated boards: a folder each, with who it is and what its flash holds. As with a real one, an image that was not written to its
 * end does not start, and the one before is gone.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FlashError } from '../errors.ts';

/** What makes a board itself; it is never changed by flashing. */
export interface EmulatedBoard {
  readonly id: string;
  readonly chipSerial: string;
}

/** What its flash holds. */
export interface FlashState {
  /** Times that it was flashed, or that flashing began. */
  readonly generation: number;
  /** False from the first erased byte to the last written one. */
  readonly bootable: boolean;
  readonly buildHash: string;
}

const BOARD = 'board.json';
const STATE = 'flash.json';
const IMAGE = 'image.elf';

/** Makes an emulated board, as one would plug in a new one; one that is there stays as it is. */
export function plugInEmulated(folder: string, board: EmulatedBoard): void {
  checkName(board.id);
  mkdirSync(join(folder, board.id), { recursive: true });
  if (!existsSync(join(folder, board.id, BOARD))) put(join(folder, board.id, BOARD), board);
}

/** @throws FlashError NO_BOARD */
export function emulatedBoard(folder: string, id: string): EmulatedBoard {
  checkName(id);
  const path = join(folder, id, BOARD);
  if (!existsSync(path)) {
    const others = existsSync(folder) ? readdirSync(folder).join(', ') : '';
    throw new FlashError('NO_BOARD', `expected emulated board ${id}, seen ${others || 'none'}`);
  }
  return JSON.parse(readFileSync(path, 'utf8')) as EmulatedBoard;
}

/** Undefined: never flashed. */
export function flashState(folder: string, id: string): FlashState | undefined {
  const path = join(folder, id, STATE);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as FlashState) : undefined;
}

/** Where the image is written. */
export const imagePath = (folder: string, id: string): string => join(folder, id, IMAGE);

export function putFlashState(folder: string, id: string, state: FlashState): void {
  put(join(folder, id, STATE), state);
}

/**
 * Path of the image that the emulator starts.
 * @throws FlashError NO_BOARD; NO_PROOF for a board that does not start, as a real one would stay silent
 */
export function bootImage(folder: string, id: string): string {
  emulatedBoard(folder, id);
  const state = flashState(folder, id);
  if (state === undefined) throw new FlashError('NO_PROOF', `expected firmware in ${id}, seen an empty flash`);
  if (!state.bootable) {
    const seen = `flash no. ${state.generation} cut off before its end: it does not start`;
    throw new FlashError('NO_PROOF', `expected a whole image in ${id}, seen ${seen}`, 'Flash the board again.');
  }
  return imagePath(folder, id);
}

/** A name is a folder's: none that leads elsewhere. */
function checkName(id: string): void {
  if (/^[\w-]+$/.test(id)) return;
  throw new FlashError('NO_BOARD', `expected a board id of letters, digits, _ and -, seen "${id}"`);
}

/** Renamed into place: no reader ever sees half of it. */
function put(path: string, value: object): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(value)}\n`);
  renameSync(`${path}.new`, path);
}
