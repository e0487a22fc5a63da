/** One entry for all boards: the image is judged, the board found and matched, written, rebooted and proven, in this order. */
import { flashEmulated } from './emulator/flash-emulated.ts';
import { FlashError } from './errors.ts';
import { flashEsp32 } from './esp32/flash-esp32.ts';
import { prove } from './identity.ts';
import { verifyManifest } from './manifest.ts';
import { flashTeensy } from './teensy/flash-teensy.ts';
import type { FlashPlan, FlashPlatform, FlashPorts, FlashResult, OnProgress, Written } from './types.ts';

const FLASHERS: Readonly<
  Record<FlashPlatform, (plan: FlashPlan, ports: FlashPorts, progress: OnProgress) => Promise<Written>>
> = { teensy41: flashTeensy, esp32: flashEsp32, 'qemu-m7': flashEmulated };

/**
 * Flashes one board. No line is opened before the image holds, and no byte written before the board is surely the plan's.
 * @param progress is called at each phase and each block
 * @throws FlashError
 */
export async function flash(plan: FlashPlan, ports: FlashPorts, progress: OnProgress): Promise<FlashResult> {
  const startMs = ports.clock.nowMs();
  const { platform, boardId, firmware } = plan;
  const { signedBy, warnings } = verifyManifest(firmware.manifest, firmware.files, plan.trust);
  if (firmware.manifest.platform !== platform) {
    throw new FlashError(
      'IMAGE_PLATFORM',
      `expected an image for ${platform}, seen one for ${firmware.manifest.platform}`,
    );
  }
  progress({ phase: 'identify', doneBytes: 0, totalBytes: 0 });
  const { md5, ...written } = await FLASHERS[platform](plan, ports, progress);
  const bytes = { doneBytes: written.imageBytes, totalBytes: written.imageBytes };
  progress({ phase: 'prove', ...bytes });
  const hello = await prove(plan, ports);
  const seconds = (ports.clock.nowMs() - startMs) / 1000;
  const proof = md5 === undefined ? hello : { ...hello, md5 };
  return { platform, boardId, seconds, ...written, ...(signedBy === undefined ? {} : { signedBy }), warnings, proof };
}
