/** An image onto the one board that it is meant for: what `hil flash` and the operator page do alike. */
import { type FlashResult, flash, type OnFlashProgress, realPorts } from '@understudy/hil';
import type { FlashImage } from './flash-image.ts';
import type { FlashTarget } from './flash-target.ts';
import type { BenchHome } from './home.ts';

/** Whoever calls holds the lock of the board. @throws FlashError and other coded errors */
export function flashBoard(
  target: FlashTarget,
  { firmware, trust }: FlashImage,
  { boards }: BenchHome,
  progress: OnFlashProgress,
): Promise<FlashResult> {
  const { platform, boardId, chipSerial, serial } = target;
  const identity = { ...(chipSerial !== undefined && { chipSerial }), ...(serial !== undefined && { serial }) };
  const ports = realPorts(boards, () => target.identify());
  return flash({ platform, boardId, ...identity, firmware, trust }, ports, progress);
}
