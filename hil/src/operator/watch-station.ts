/** A station that shows what its tests see on the wires, without asking the bench anything while it measures. */

import type { ProgrammeStep, Recording } from '../bench/types.ts';
import { fromOther } from '../link/clock-fit.ts';
import { benchThrough, stationThrough } from '../station/through.ts';
import type { ClockFit, Station } from '../station/types.ts';
import type { BenchMirror } from './mirror/bench-mirror.ts';
import type { PinBoard } from './signals.ts';

/** Who is told what was seen. */
export interface Watchers {
  readonly pins: PinBoard;
  readonly mirror: BenchMirror;
  /** Called after each thing that was seen. */
  changed(): void;
}

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

export function watchStation(inner: Station, watchers: Watchers): WatchedStation {
  const watch = new Watch(inner, watchers);
  return { station: watch.station, look: () => watch.look(), calm: () => watch.calm() };
}

class Watch {
  readonly station: Station;
  readonly #inner: Station;
  readonly #watchers: Watchers;
  #measuring = false;
  /** Of the programme that was loaded last. */
  #steps: readonly ProgrammeStep[] = [];
  #fit: ClockFit | undefined;

  constructor(inner: Station, watchers: Watchers) {
    this.#inner = inner;
    this.#watchers = watchers;
    this.station = stationThrough(inner, {
      bench: this.#bench(),
      power: (on) => this.#power(on),
      fitClocks: () => this.#fitted(),
    });
    this.#hearDut();
  }

  calm(): void {
    this.#measuring = false;
  }

  async look(): Promise<void> {
    // What cannot be asked any more is told by the test that is under way.
    if (this.#measuring) return;
    try {
      const [atUs, levels] = await Promise.all([this.#inner.bench.timeUs(), this.#inner.bench.levels()]);
      this.#seeLevels(levels, atUs);
    } catch {}
  }

  #bench(): Station['bench'] {
    const { bench } = this.#inner;
    return benchThrough(bench, {
      levels: async () => this.#seeLevels(await bench.levels()),
      load: async (programme) => {
        // A recording tells of changes alone: where they begin must be seen before.
        await this.look();
        this.#measuring = true;
        this.#steps = programme.steps;
        return bench.load(programme);
      },
      recording: async () => {
        const recording = await bench.recording();
        this.#measuring = false;
        this.#seeRecording(recording);
        return recording;
      },
    });
  }

  #seeLevels(levels: readonly number[], atUs?: number): readonly number[] {
    const { pins, mirror, changed } = this.#watchers;
    pins.levels(levels);
    mirror.levels(levels, atUs);
    changed();
    return levels;
  }

  #seeRecording({ startUs, endUs, edges }: Recording): void {
    const { pins, mirror, changed } = this.#watchers;
    pins.edges(edges);
    mirror.edges(edges);
    for (const step of this.#steps) if (step.kind === 'power') mirror.power(step.on, startUs + step.atUs);
    mirror.reached(endUs);
    changed();
  }

  async #power(on: boolean): Promise<void> {
    await this.#inner.power(on);
    // Behind a power cycle it is another session.
    this.#hearDut();
    this.#watchers.mirror.power(on);
    this.#watchers.changed();
  }

  async #fitted(): Promise<ClockFit> {
    this.#fit = await this.#inner.fitClocks();
    return this.#fit;
  }

  /** Without a fit of the clocks a word counts from when it came. */
  #hearDut(): void {
    this.#inner.dut.watcher = {
      effect: (effect, dutUs) => {
        this.#watchers.mirror.effect(effect, this.#fit === undefined ? undefined : fromOther(this.#fit, dutUs));
      },
    };
  }
}
