/** A station in WebAssembly: no process, no line, and time that moves only while somebody waits for it. */
import { LIMITS } from '@understudy/contract';
import { CHANNELS } from '../bench/steps.ts';
import type { Channel } from '../bench/types.ts';
import type { Expected } from '../link/identity.ts';
import { openStation } from './bench-station.ts';
import { type Pace, timedOut } from './pace.ts';
import type { Station } from './types.ts';
import { WasmPair } from './wasm-pair.ts';

/** Events after which timers of this machine get their turn: a test's own time-out must be able to come. */
const EVENTS_A_TURN = 500;

/** Pin n is channel n, as far as both go. */
export function straightChannels(): ReadonlyMap<number, Channel> {
  const count = Math.min(CHANNELS, LIMITS.pinsPerController);
  return new Map(Array.from({ length: count }, (_, pin): [number, Channel] => [pin, pin]));
}

/**
 * A station on a module of `buildWasmBench`; each has memory and a clock of its own, from 0.
 * @throws LinkError, with a code for each trouble
 */
export function openWasmStation(module: WebAssembly.Module, expected?: Expected): Promise<Station> {
  const pair = new WasmPair(module);
  return openStation({
    platform: 'wasm',
    dutLine: pair.dutLine,
    benchLine: pair.benchLine,
    channels: straightChannels(),
    pace: (_bench, failure) => virtualPace(pair, failure),
    // Nothing is lost in memory, and a timer would wait for a clock that stands.
    session: { acknowledgeMs: 0 },
    ...(expected === undefined ? {} : { expected }),
  });
}

/**
 * From event to event. Who has heard something may answer at that very instant, however many promises lie between:
 * they are all through when the event loop has gone round.
 */
export function virtualPace(pair: WasmPair, failure: () => Error | undefined): Pace {
  const until = async (holds: () => boolean, timeoutMs: number): Promise<boolean> => {
    const endUs = pair.nowUs + timeoutMs * 1000;
    for (let events = 1; ; events += 1) {
      pair.settle();
      if (pair.takeHandedOut() || events % EVENTS_A_TURN === 1) {
        await new Promise((resolve) => setImmediate(resolve));
        pair.settle();
      }
      const error = failure();
      if (error !== undefined) throw error;
      if (holds()) return true;
      if (pair.nowUs >= endUs) return false;
      pair.moveTo(Math.min(endUs, Math.max(pair.dueUs, pair.nowUs + 1)));
    }
  };
  return {
    pass: async (ms) => void (await until(() => false, ms)),
    until: async (what, holds, timeoutMs) => {
      if (!(await until(holds, timeoutMs))) throw timedOut(what, timeoutMs);
    },
  };
}
