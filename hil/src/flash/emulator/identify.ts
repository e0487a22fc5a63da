/** Who an emulated board is: the emulator is started with what its flash holds, and says HELLO. */
import { Board } from '../../link/board.ts';
import { startEmulator } from '../../qemu/emulator.ts';
import type { Identity } from '../types.ts';
import { bootImage, emulatedBoard } from './board-folder.ts';

/** Any nonce does: the emulator serves one session in its life. */
const NONCE = 0x464c4153;

/**
 * The chip's serial is that of the folder: the emulated chip has none of its own.
 * @throws FlashError NO_BOARD, NO_PROOF; LinkError where the image says no HELLO
 */
export async function identifyEmulated(folder: string, id: string): Promise<Identity> {
  const { chipSerial } = emulatedBoard(folder, id);
  const emulator = startEmulator({ elf: bootImage(folder, id) });
  const board = new Board(emulator, NONCE);
  try {
    const { buildHash } = await board.hello;
    return { chipSerial, buildHash };
  } finally {
    board.close();
    await emulator.close();
  }
}
