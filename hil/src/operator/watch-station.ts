/** A station that shows what its tests see on the wires, without asking the bench anything while it measures. */
import type { BenchController } from '../bench/types.ts';
import type { Station } from '../station/types.ts';
import type { PinBoard } from './signals.ts';

export interface WatchedStation {
  readonly station: Station;
  /**
   * Looks at the levels, unless a programme is armed or running: a question more on the bench's line would be in its way.
   * Never rejects.
   */
  readonly look: () => Promise<void>;
  /** A test has ended: a programme that it armed and left counts no more. */
  readonly calm: () => void;
}

/** @param changed called after each thing that was seen */
export function watchStation(inner: Station, pins: PinBoard, changed: () => void): WatchedStation {
  let measuring = false;
  const seeLevels = (levels: readonly number[]): readonly number[] => {
    pins.levels(levels);
    changed();
    return levels;
  };
  const bench: BenchController = {
    levels: async () => seeLevels(await inner.bench.levels()),
    act: (...stimuli) => inner.bench.act(...stimuli),
    load: (programme) => {
      measuring = true;
      return inner.bench.load(programme);
    },
    start: () => inner.bench.start(),
    recording: async () => {
      const recording = await inner.bench.recording();
      measuring = false;
      pins.edges(recording.edges);
      changed();
      return recording;
    },
    timeUs: () => inner.bench.timeUs(),
    close: () => inner.bench.close(),
  };
  const station: Station = {
    platform: inner.platform,
    // Behind a power cycle there are other ones.
    get dut() {
      return inner.dut;
    },
    get hello() {
      return inner.hello;
    },
    get channels() {
      return inner.channels;
    },
    bench,
    pass: (ms) => inner.pass(ms),
    until: (what, holds, timeoutMs) => inner.until(what, holds, timeoutMs),
    power: (on) => inner.power(on),
    fitClocks: () => inner.fitClocks(),
    close: () => inner.close(),
  };
  const look = async (): Promise<void> => {
    // What cannot be asked any more is told by the test that is under way.
    if (!measuring) await inner.bench.levels().then(seeLevels, () => {});
  };
  const calm = (): void => {
    measuring = false;
  };
  return { station, look, calm };
}
