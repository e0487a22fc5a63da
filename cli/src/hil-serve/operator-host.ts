/** The benches of this program, what each is doing, and who wants to know. One run a bench. */
import type { Room } from '@understudy/contract';
import {
  acceptRun,
  advance,
  type BenchMirror,
  type BenchView,
  IDLE,
  type MirrorView,
  OperatorRefusal,
  type OperatorState,
  type PinBoard,
  type PinRow,
  type RunRequest,
} from '@understudy/hil';
import type { Archive } from './archive.ts';
import type { Place } from './place.ts';
import { type Plan, runJob } from './run-job.ts';

export interface OperatorSettings {
  readonly places: readonly Place[];
  readonly room: Room;
  readonly plan: Plan;
  readonly lockFolder: string;
  readonly archive: Archive;
}

/** What has changed: the state of a bench, or what is on its wires. */
export type OperatorChange = 'states' | 'pins';

interface Standing {
  readonly place: Place;
  state: OperatorState;
  pins: PinBoard | undefined;
  mirror: BenchMirror | undefined;
  stop: AbortController | undefined;
  job: Promise<void>;
}

export class OperatorHost {
  readonly #settings: OperatorSettings;
  readonly #benches: ReadonlyMap<string, Standing>;
  readonly #listeners = new Set<(change: OperatorChange) => void>();

  constructor(settings: OperatorSettings) {
    this.#settings = settings;
    this.#benches = new Map(
      settings.places.map((place): [string, Standing] => [
        place.facts.id,
        { place, state: IDLE, pins: undefined, mirror: undefined, stop: undefined, job: Promise.resolve() },
      ]),
    );
  }

  get archive(): Archive {
    return this.#settings.archive;
  }
  get room(): Room {
    return this.#settings.room;
  }
  get views(): readonly BenchView[] {
    return [...this.#benches.values()].map(({ place, state }) => ({ ...place.facts, state }));
  }
  /** Wires of the latest run of each bench. */
  get pins(): Readonly<Record<string, readonly PinRow[]>> {
    return Object.fromEntries([...this.#benches].map(([id, { pins }]) => [id, pins?.rows ?? []]));
  }
  /**
   * The controller of the latest run of each bench as its room would show it, brought up to now: to be asked again soon
   * while one of them is behind. A bench that nobody has looked at has none.
   */
  mirrors(): Readonly<Record<string, MirrorView>> {
    const nowMs = performance.now();
    return Object.fromEntries(
      [...this.#benches].flatMap(([id, { mirror }]) => {
        mirror?.advance(nowMs);
        return mirror === undefined ? [] : [[id, mirror.view()]];
      }),
    );
  }

  /** Nobody has asked for mirrors for a time: the next that are asked for begin with now. */
  skipMirrors(): void {
    for (const { mirror } of this.#benches.values()) mirror?.skip();
  }

  /** Calls back after each change until the returned function is called. */
  onChange(listener: (change: OperatorChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Starts a run. @throws OperatorRefusal */
  start(id: string, asked: RunRequest): void {
    const bench = this.#bench(id);
    const request = acceptRun(bench.place.facts, bench.state, asked);
    const stop = new AbortController();
    bench.stop = stop;
    bench.pins = undefined;
    bench.mirror = undefined;
    this.#changed('pins');
    const tell = (event: Parameters<typeof advance>[1]): void => {
      bench.state = advance(bench.state, event);
      this.#changed('states');
    };
    tell({ kind: 'scanned', request, startedAt: new Date().toISOString() });
    const { room, plan, lockFolder, archive } = this.#settings;
    const seen = (pins: PinBoard, mirror: BenchMirror): void => {
      Object.assign(bench, { pins, mirror });
      this.#changed('pins');
    };
    bench.job = runJob({
      place: bench.place,
      room,
      plan,
      request,
      lockFolder,
      archive,
      signal: stop.signal,
      tell,
      seen,
    });
  }

  /** Ends the tests of a run; the board's power is left as it is. @throws OperatorRefusal */
  stop(id: string): void {
    const { state, stop } = this.#bench(id);
    if (state.phase === 'testing') {
      stop?.abort();
      return;
    }
    const seen = state.phase === 'flashing' ? 'a flash, which is never cut off' : 'none';
    throw new OperatorRefusal('NOTHING_TO_STOP', `expected tests under way, seen ${seen}`);
  }

  /** Stops what is under way, and waits for it: no board is left half flashed, no lock behind. */
  async close(): Promise<void> {
    for (const { stop } of this.#benches.values()) stop?.abort();
    await Promise.all([...this.#benches.values()].map(({ job }) => job));
  }

  #bench(id: string): Standing {
    const bench = this.#benches.get(id);
    if (bench !== undefined) return bench;
    const known = [...this.#benches.keys()].join(', ') || 'none';
    throw new OperatorRefusal('NO_SUCH_BENCH', `expected a bench of ${known}, seen ${id}`);
  }

  #changed(change: OperatorChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
