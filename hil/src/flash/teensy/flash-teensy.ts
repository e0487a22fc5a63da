/** Flashes a Teensy 4.1. There is no read-back: HELLO with the build hash is the proof, and comes after this. */
import { mainFile } from '../firmware.ts';
import type { FlashPlan, FlashPorts, OnProgress, Written } from '../types.ts';
import { enterHalfKay } from './find.ts';
import { HalfKay } from './halfkay.ts';
import { BLOCK_BYTES, parseTeensyImage } from './image.ts';

/** @throws FlashError */
export async function flashTeensy(plan: FlashPlan, ports: FlashPorts, progress: OnProgress): Promise<Written> {
  const image = parseTeensyImage(mainFile(plan.firmware));
  const totalBytes = image.blocks.length * BLOCK_BYTES;
  progress({ phase: 'enter', doneBytes: 0, totalBytes });
  const info = await enterHalfKay(plan, ports);
  const device = await ports.hid.open(info.path);
  try {
    const loader = new HalfKay(info, device, ports);
    await loader.confirm();
    for (const [index, block] of image.blocks.entries()) {
      progress({ phase: 'write', doneBytes: index * BLOCK_BYTES, totalBytes });
      await loader.write(block, image.bytes.subarray(block * BLOCK_BYTES, (block + 1) * BLOCK_BYTES));
    }
    progress({ phase: 'reboot', doneBytes: totalBytes, totalBytes });
    await loader.reboot();
  } finally {
    await device.close().catch(() => {});
  }
  return { blocksSent: image.blocks.length, blocksSkipped: image.skipped, imageBytes: image.bytes.length };
}
