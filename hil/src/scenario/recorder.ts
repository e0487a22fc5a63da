/**
 * A station watched without a break, as far as it can be: programmes follow each other, each with a recording. What happens
 * between two of them is seen by the level that it leaves behind, with the next programme's instant.
 */
import type { Channel, Edge, ProgrammeStep } from '../bench/types.ts';
import { wholeRecording } from '../station/recording.ts';
import type { Station } from '../station/types.ts';

/** A change of level; `previous` is what was there before. */
export interface SeenEdge extends Edge {
  readonly previous: number;
  /** Only where it came between two programmes and was seen by what it left behind: bench time that it came after, in µs. */
  readonly afterUs?: number;
}

export interface RunOptions {
  /** Acts as soon as the programme runs. */
  readonly begin?: () => void;
  /** Without it nobody sends the engine's heartbeats. Default true. */
  readonly engine?: boolean;
  /** In place of both: lets the programme's time pass, and acts meanwhile. */
  readonly during?: (startUs: number) => Promise<void>;
}

const US_A_MS = 1000;

export class Recorder {
  /** All that was seen, in the order of time. */
  readonly edges: SeenEdge[] = [];
  /** Effects of wire faults so far, by channel. */
  readonly fired = new Map<Channel, number>();
  /** Bench time of the end of the last programme. */
  endUs = 0;
  /** Bench time of the last stimulus. */
  stimulusUs = 0;
  readonly #station: Station;
  readonly #bus: Pick<Station, 'pass'>;
  readonly #channels: ReadonlySet<Channel>;
  readonly #levels = new Map<Channel, number>();

  /** @param bus lets time pass with the engine alive; @param channels wires that are watched */
  constructor(station: Station, bus: Pick<Station, 'pass'>, channels: Iterable<Channel>) {
    this.#station = station;
    this.#bus = bus;
    this.#channels = new Set(channels);
  }

  level(channel: Channel): number {
    return this.#levels.get(channel) ?? 0;
  }

  /** Takes the levels as they are: nothing before now counts as a change. */
  async begin(): Promise<void> {
    const levels = await this.#station.bench.levels();
    for (const channel of this.#channels) this.#levels.set(channel, levels[channel] ?? 0);
    this.endUs = await this.#station.bench.timeUs();
    this.stimulusUs = this.endUs;
  }

  /**
   * One programme.
   * @returns bench time of its start
   * @throws BenchError PROGRAMME_TOO_LONG, RECORDING_OVERFLOW
   */
  async run(
    steps: readonly ProgrammeStep[],
    lengthUs: number,
    { begin, engine = true, during }: RunOptions = {},
  ): Promise<number> {
    await this.#lookAround();
    const { bench } = this.#station;
    await bench.load({ steps, lengthUs });
    const startUs = await bench.start();
    begin?.();
    if (during !== undefined) await during(startUs);
    else await (engine ? this.#bus : this.#station).pass(lengthUs / US_A_MS);
    const recording = await wholeRecording(this.#station);
    for (const edge of recording.edges) this.#see(edge);
    for (const [channel, count] of recording.fired) this.fired.set(channel, count);
    const last = steps.length - 1;
    const { atUs } = steps[last] ?? {};
    if (atUs !== undefined) this.stimulusUs = startUs + atUs + (recording.lateUs[last] ?? 0);
    this.endUs = recording.endUs;
    return startUs;
  }

  async #lookAround(): Promise<void> {
    const levels = await this.#station.bench.levels();
    const atUs = await this.#station.bench.timeUs();
    for (const channel of this.#channels) {
      this.#see({ atUs, channel, value: levels[channel] ?? 0, afterUs: this.endUs });
    }
  }

  #see(edge: Edge & Pick<SeenEdge, 'afterUs'>): void {
    const previous = this.level(edge.channel);
    if (!this.#channels.has(edge.channel) || edge.value === previous) return;
    this.#levels.set(edge.channel, edge.value);
    this.edges.push({ ...edge, previous });
  }
}
