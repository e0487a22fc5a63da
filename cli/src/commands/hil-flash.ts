/** `understudy hil flash`: one board, surely the right one, proven by what it says afterwards. */
import { type FlashProgress, type FlashResult, lockBoards } from '@understudy/hil';
import { EXIT } from '../failure.ts';
import { coded } from '../hil/coded.ts';
import { flashBoard } from '../hil/flash-board.ts';
import { flashImage, type ImageChoice } from '../hil/flash-image.ts';
import { type FlashChoice, flashTarget } from '../hil/flash-target.ts';
import { benchHome } from '../hil/home.ts';
import { createImages } from '../hil/images.ts';
import { paintOf } from '../hil/show.ts';
import { createProgress } from '../output/progress.ts';

export interface HilFlashOptions extends FlashChoice, ImageChoice {
  readonly json?: boolean;
}

/** @throws Failure for whatever keeps the board from being flashed, and says whether anything was written */
export function hilFlash(options: HilFlashOptions): Promise<number> {
  return coded(async () => {
    const progress = createProgress(options.json === true);
    const home = benchHome();
    const target = flashTarget(options, home);
    const image = await flashImage(options, target, createImages(progress), home);
    const { boardId } = target;
    const lock = lockBoards(home.locks, [boardId]);
    try {
      const tellStep = (step: FlashProgress): void => progress.update(`${boardId}: ${stepText(step)}`);
      const result = await flashBoard(target, image, home, tellStep);
      progress.done();
      tell(result, options.json === true);
      return EXIT.ok;
    } finally {
      progress.done();
      lock.release();
    }
  });
}

/** Tenths are enough: elsewhere than on a terminal each change is a line. */
function stepText({ phase, doneBytes, totalBytes }: FlashProgress): string {
  if (phase !== 'write' || totalBytes === 0) return phase;
  return `write ${Math.floor((10 * doneBytes) / totalBytes) * 10} %`;
}

function tell(result: FlashResult, json: boolean): void {
  if (json) {
    console.log(JSON.stringify(result, undefined, 2));
    return;
  }
  const { boardId, platform, seconds, imageBytes, signedBy, warnings, proof } = result;
  const paint = paintOf(process.stdout);
  for (const warning of warnings) console.error(`${paintOf(process.stderr).yellow('warning')} ${warning}`);
  const signed = signedBy === undefined ? 'unsigned' : `signed by ${signedBy}`;
  console.log(
    `${paint.bold(paint.green('FLASHED'))} ${boardId} (${platform}): ${imageBytes} bytes, ${signed}; ${seconds.toFixed(1)} s`,
  );
  console.log(`proof: chip ${proof.chipSerial} says build ${proof.buildHash}`);
}
