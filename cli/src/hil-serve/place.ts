/** A bench as the page offers it: any number of scans, each of another board. */
import type { BenchFacts, FlashResult, OnFlashProgress, RunRequest } from '@understudy/hil';
import type { Bench } from '../hil/bench.ts';

/** Why `facts.noFlash` of a bench in WebAssembly. */
export const NO_FLASH_IN_WASM = 'A bench in WebAssembly keeps no firmware: it always runs that of this checkout.';

export interface Place {
  readonly facts: BenchFacts;
  /** The bench with the board of this scan. @throws coded errors: a board that is not here, or is another controller */
  benchOf(request: RunRequest): Bench;
  /** Present unless `facts.noFlash` is. @throws FlashError and other coded errors */
  readonly flash?: (request: RunRequest, progress: OnFlashProgress) => Promise<FlashResult>;
}
