/** A station that shows what its tests see on the wires, without asking the bench anything while it measures. */
import { benchThrough, stationThrough } from '../station/through.ts';
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
  const bench = benchThrough(inner.bench, {
    levels: async () => seeLevels(await inner.bench.levels()),
    load: (programme) => {
      measuring = true;
      return inner.bench.load(programme);
    },
    recording: async () => {
      const recording = await inner.bench.recording();
      measuring = false;
      pins.edges(recording.edges);
      changed();
      return recording;
    },
  });
  const station = stationThrough(inner, { bench });
  const look = async (): Promise<void> => {
    // What cannot be asked any more is told by the test that is under way.
    if (!measuring) await inner.bench.levels().then(seeLevels, () => {});
  };
  const calm = (): void => {
    measuring = false;
  };
  return { station, look, calm };
}
