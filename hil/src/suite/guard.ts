/** A station as one test holds it: counts what it does with the power, and answers nobody once the test is over. */
import { benchThrough, stationThrough } from '../station/through.ts';
import type { Station } from '../station/types.ts';

/** A call by a test whose time is over. */
export class TestOver extends Error {
  readonly code = 'TEST_OVER';

  constructor(id: string) {
    super(`expected no call after the end of ${id}, seen one`);
    this.name = 'TestOver';
  }
}

export interface Guard {
  readonly station: Station;
  /** Times that the test switched the DUT on. */
  readonly starts: () => number;
  /** The test has left the DUT without power. */
  readonly leftOff: () => boolean;
  /** From now on each call is refused: a test that hangs on may not touch the station of the next one. */
  readonly end: () => void;
}

export function guardStation(inner: Station, id: string): Guard {
  let starts = 0;
  let off = false;
  let over = false;
  const open = async <T>(call: () => Promise<T>): Promise<T> => {
    if (over) throw new TestOver(id);
    return call();
  };
  const bench = benchThrough(inner.bench, {
    levels: () => open(() => inner.bench.levels()),
    act: (...stimuli) => open(() => inner.bench.act(...stimuli)),
    load: (programme) => open(() => inner.bench.load(programme)),
    start: () => open(() => inner.bench.start()),
    recording: () => open(() => inner.bench.recording()),
    timeUs: () => open(() => inner.bench.timeUs()),
  });
  const station = stationThrough(inner, {
    bench,
    pass: (ms) => open(() => inner.pass(ms)),
    until: (what, holds, timeoutMs) => open(() => inner.until(what, holds, timeoutMs)),
    power: (on) =>
      open(() => {
        // To switch on what is on starts nothing.
        if (on && off) starts += 1;
        off = !on;
        return inner.power(on);
      }),
    fitClocks: () => open(() => inner.fitClocks()),
  });
  return {
    station,
    starts: () => starts,
    leftOff: () => off,
    end: () => {
      over = true;
    },
  };
}
