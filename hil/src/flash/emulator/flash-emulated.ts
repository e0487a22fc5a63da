/** "Flashes" an emulated board: the same steps as a real one, into the file that the emulator starts from. */
import { open } from 'node:fs/promises';
import { sameChip } from '../../map/identity.ts';
import { FlashError } from '../errors.ts';
import { mainFile } from '../firmware.ts';
import { refuseOtherChip } from '../identity.ts';
import type { FlashPlan, FlashPorts, OnProgress, Written } from '../types.ts';
import { emulatedBoard, flashState, imagePath, putFlashState } from './board-folder.ts';
import { checkElf } from './image.ts';

const BLOCK_BYTES = 4096;

/** @throws FlashError */
export async function flashEmulated(plan: FlashPlan, ports: FlashPorts, progress: OnProgress): Promise<Written> {
  const bytes = mainFile(plan.firmware);
  checkElf(bytes);
  const { boardId, chipSerial } = plan;
  const folder = ports.emulatorFolder;
  const board = emulatedBoard(folder, boardId);
  if (board.id !== boardId || (chipSerial !== undefined && !sameChip(board.chipSerial, chipSerial))) {
    const seen = `${board.id} with chip ${board.chipSerial}`;
    throw new FlashError('WRONG_BOARD', `expected ${boardId} with chip ${chipSerial ?? 'any'}, seen ${seen}`);
  }
  await refuseOtherChip(plan, ports);
  const { buildHash } = plan.firmware.manifest;
  const generation = (flashState(folder, boardId)?.generation ?? 0) + 1;
  const totalBytes = bytes.length;
  progress({ phase: 'enter', doneBytes: 0, totalBytes });
  // From here to the end it does not start: what is cut off in between is found so by whoever powers it on.
  putFlashState(folder, boardId, { generation, bootable: false, buildHash });
  const file = await open(imagePath(folder, boardId), 'w');
  let blocksSent = 0;
  try {
    for (let at = 0; at < totalBytes; at += BLOCK_BYTES) {
      progress({ phase: 'write', doneBytes: at, totalBytes });
      await file.write(bytes.subarray(at, at + BLOCK_BYTES));
      blocksSent += 1;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  putFlashState(folder, boardId, { generation, bootable: true, buildHash });
  progress({ phase: 'reboot', doneBytes: totalBytes, totalBytes });
  return { blocksSent, blocksSkipped: 0, imageBytes: totalBytes };
}
