/** How a campaign went on over wall time: a sample now and then, kept beside the shards, whose bytes know no clock. */

/** Of one process: what it had done `atMs` after it began. */
export interface TimelineSample {
  readonly atMs: number;
  readonly games: number;
  readonly gameSeconds: number;
  readonly failures: number;
  /** Different things reached. */
  readonly coverage: number;
}

/** One process, from its first game to its last. */
export interface TimelineSession {
  readonly jobs: number;
  /** In the order of time; the last one is the end. */
  readonly samples: readonly TimelineSample[];
}

/** Above this every second sample goes: a plot shows no more. */
const SAMPLES_MAX = 1000;

export class Timeline {
  readonly #jobs: number;
  #samples: TimelineSample[] = [{ atMs: 0, games: 0, gameSeconds: 0, failures: 0, coverage: 0 }];
  #everyMs = 250;

  constructor(jobs: number) {
    this.#jobs = jobs;
  }

  /** Keeps the sample when the last one is old enough. */
  add(sample: TimelineSample): void {
    const last = this.#samples.at(-1);
    if (last === undefined || sample.atMs - last.atMs >= this.#everyMs) this.#keep(sample);
  }

  /** Keeps the sample in any case. */
  end(sample: TimelineSample): void {
    this.#keep(sample);
  }

  session(): TimelineSession {
    return { jobs: this.#jobs, samples: this.#samples };
  }

  #keep(sample: TimelineSample): void {
    this.#samples.push(sample);
    if (this.#samples.length <= SAMPLES_MAX) return;
    this.#samples = this.#samples.filter((_, index) => index % 2 === 0 || index === this.#samples.length - 1);
    this.#everyMs *= 2;
  }
}

/** Wall time of all sessions in ms; they ran one after the other. */
export function spentMs(sessions: readonly TimelineSession[]): number {
  return sessions.reduce((sum, { samples }) => sum + (samples.at(-1)?.atMs ?? 0), 0);
}
