/** How device time passes at a station: by itself on boards and emulators, by the host's word in WebAssembly. */
import type { PaceSource } from './bench-station.ts';
import { StationError } from './errors.ts';

export interface Pace {
  /** Lets so much of the bench's time pass. */
  pass(ms: number): Promise<void>;
  /** Until it holds. @throws StationError TIMED_OUT after so much of the bench's time; what `failure` gives, at once */
  until(what: string, holds: () => boolean, timeoutMs: number): Promise<void>;
}

/** How often this machine looks, in ms: well below what a technician notices, and no load. */
const LOOK_MS = 2;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What a wait says that was for nothing. */
export function timedOut(what: string, timeoutMs: number): StationError {
  return new StationError('TIMED_OUT', `expected ${what} within ${timeoutMs} ms, seen nothing of it`);
}

/** The pace of what runs by itself. An emulator on a busy machine is slower than the wall: spans are of the bench's clock. */
export function ownPace({ benchUs, failure }: PaceSource): Pace {
  /** Waits until the bench's clock is there, or it holds. */
  const wait = async (ms: number, holds: () => boolean): Promise<boolean> => {
    const endUs = (await benchUs()) + ms * 1000;
    let leftMs = ms;
    while (leftMs > 0) {
      const untilMs = performance.now() + leftMs;
      for (let now = performance.now(); now < untilMs; now = performance.now()) {
        const error = failure();
        if (error !== undefined) throw error;
        if (holds()) return true;
        await sleep(Math.min(LOOK_MS, untilMs - now));
      }
      leftMs = (endUs - (await benchUs())) / 1000;
    }
    return holds();
  };
  return {
    pass: async (ms) => void (await wait(ms, () => false)),
    until: async (what, holds, timeoutMs) => {
      if (!(await wait(timeoutMs, holds))) throw timedOut(what, timeoutMs);
    },
  };
}
