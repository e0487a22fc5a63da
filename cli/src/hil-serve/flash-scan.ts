/** Flashing for a scan: the same steps as `hil flash`, told to a page. */
import type { FlashResult, OnFlashProgress } from '@understudy/hil';
import { flashBoard } from '../hil/flash-board.ts';
import { flashImage, type ImageChoice } from '../hil/flash-image.ts';
import { type FlashChoice, flashTarget } from '../hil/flash-target.ts';
import type { BenchHome } from '../hil/home.ts';
import type { Images } from '../hil/images.ts';

export interface FlashScan {
  readonly choice: FlashChoice;
  readonly image: ImageChoice;
  readonly images: Images;
  readonly home: BenchHome;
}

/** Whoever calls holds the lock of the board. @throws FlashError and other coded errors */
export async function flashScan(scan: FlashScan, progress: OnFlashProgress): Promise<FlashResult> {
  const { choice, image, images, home } = scan;
  const target = flashTarget(choice, home);
  return flashBoard(target, await flashImage(image, target, images, home), home, progress);
}
