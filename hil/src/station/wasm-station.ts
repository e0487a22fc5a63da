/** A station in WebAssembly: no process, no line, and time that moves only while somebody waits for it. */
import { openStation, type PaceSource, type StationOptions, type StationParts } from './bench-station.ts';
import { type Pace, timedOut } from './pace.ts';
import { straightChannels } from './straight-channels.ts';
import type { Station } from './types.ts';
import { WasmPair } from './wasm-pair.ts';

/** Events after which timers of this machine get their turn: a test's own time-out must be able to come. */
const EVENTS_A_TURN = 500;

/** In memory a frame arrives at once or never: after so many ms of this machine it is lost, and goes again. */
const REPEAT_MS = 10;

/**
 * A station on a module of `buildWasmBench`; each has memory and a clock of its own, from 0.
 * @throws LinkError, with a code for each trouble
 */
export function openWasmStation(module: WebAssembly.Module, options?: StationOptions): Promise<Station> {
  return openStation(wasmParts(new WasmPair(module)), options);
}

export function wasmParts(pair: WasmPair): StationParts {
  return {
    platform: 'wasm',
    dutLine: pair.dutLine,
    benchLine: pair.benchLine,
    channels: straightChannels(),
    pace: (source) => virtualPace(pair, source),
    session: { acknowledgeMs: 0, repeatMs: REPEAT_MS },
  };
}

/**
 * From event to event. Who has heard something may answer at that very instant, however many promises lie between:
 * they are all through when the event loop has gone round. What a bad line has lost on its way to a board is said again
 * before time goes on: the host's own repeats take none.
 */
function virtualPace(pair: WasmPair, { failure, underWay }: PaceSource): Pace {
  const turn = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    pair.settle();
  };
  const until = async (holds: () => boolean, timeoutMs: number): Promise<boolean> => {
    const endUs = pair.nowUs + Math.round(timeoutMs * 1000);
    for (let events = 1; ; events += 1) {
      pair.settle();
      if (pair.takeHandedOut() || events % EVENTS_A_TURN === 1) await turn();
      while (underWay() && failure() === undefined) await turn();
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
