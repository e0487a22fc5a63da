/** The emulated Cortex-M7 as a device under test: stepped by the suite, everything over the link, in pieces. */
import { openBoardDut } from '../conformance/board-dut.ts';
import type { Dut } from '../conformance/dut.ts';
import { Board } from '../link/board.ts';
import { startPieceEmulator } from './piece-emulator.ts';

/** Any nonce does: the emulator serves one session in its life. */
const NONCE = 0x554d3701;

/**
 * Starts the emulator with an image of `buildM7`.
 * @param elf path of the image
 * @throws LinkError LINE_CLOSED (with what the emulator said) or LINK_SILENT when it does not start
 */
export async function openM7Dut(elf: string): Promise<Dut> {
  const emulator = startPieceEmulator({ elf });
  const board = new Board(emulator.dut, NONCE);
  try {
    await board.hello;
  } catch (error) {
    await emulator.close();
    throw error;
  }
  return openBoardDut('qemu-m7', board, async () => {
    board.close();
    await emulator.close();
  });
}
