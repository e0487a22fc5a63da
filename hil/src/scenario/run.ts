/** One playing of a scenario: what is planned, what was recorded, how long to wait. What a step means is `player.ts`'s. */
import { compileTable, type Room } from '@understudy/contract';
import type { ProgrammeStep, Stimulus } from '../bench/types.ts';
import { fromOther } from '../link/clock-fit.ts';
import { DutBus, type DutMessage } from '../station/dut-bus.ts';
import { StationError } from '../station/errors.ts';
import type { Station } from '../station/types.ts';
import { TestFailure } from '../suite/failure.ts';
import type { FaultEvidence, Measurement, Outcome } from '../suite/types.ts';
import { Recorder, type SeenEdge } from './recorder.ts';
import type { BenchScenario } from './steps.ts';
import type { Wire } from './wires.ts';

export const US_A_MS = 1000;
/** Slices of a wait: the first look comes soon, and the bench is not kept busy with long ones. */
const FIRST_SLICE_US = 50_000;
export const LONGEST_SLICE_US = 400_000;
/** A controller says what it is after its boot: hello, presence and a state of each device. */
const ONLINE_MS = 5000;

export class Run {
  readonly station: Station;
  readonly scenario: BenchScenario;
  readonly bus: DutBus;
  readonly recorder: Recorder;
  readonly measurements: Measurement[] = [];
  /** Faults that are not on a wire. */
  readonly otherFaults: FaultEvidence[] = [];
  readonly #signal: AbortSignal | undefined;
  readonly #faults: { readonly fault: string; readonly wire: Wire }[] = [];
  /** Stimuli to come, from the end of what was recorded; and how far the steps have got. */
  #pending: ProgrammeStep[] = [];
  #cursorUs = 0;
  /** Done as soon as the next programme runs. */
  #begin: (() => void) | undefined;
  /** Edges and messages before these were there before the last stimulus, or have been waited for. */
  readonly #seen = { edges: 0, messages: 0 };
  #toBench: (dutUs: number) => number = (dutUs) => dutUs;

  constructor(station: Station, room: Room, scenario: BenchScenario, signal?: AbortSignal) {
    const { definition, wires } = scenario;
    const table = compileTable(room.manifest, definition);
    this.bus = new DutBus(station, { room: room.manifest.room, definition, table });
    const channels = wires.flatMap(({ pin, kind }) => (kind === 'strip' ? [] : (station.channels.get(pin) ?? [])));
    this.recorder = new Recorder(station, this.bus, channels);
    this.station = station;
    this.scenario = scenario;
    this.#signal = signal;
  }

  outcome(): Outcome {
    const { edges, fired } = this.recorder;
    const names = new Map(this.scenario.wires.map(({ pin, signal }) => [this.station.channels.get(pin), signal]));
    return {
      measurements: [...this.measurements],
      faults: [
        ...this.#faults.map(({ fault, wire }) => ({
          fault,
          target: wire.signal,
          fired: fired.get(this.channel(wire)) ?? 0,
        })),
        ...this.otherFaults,
      ],
      trace: {
        edges: edges.map(({ channel, previous: _previous, ...edge }) => ({
          ...edge,
          signal: names.get(channel) ?? `${channel}`,
        })),
        messages: this.bus.messages.map(({ atUs, topic, payload }) => ({ atUs: this.#toBench(atUs), topic, payload })),
      },
    };
  }

  async begin(): Promise<void> {
    const { wires, initial, definition } = this.scenario;
    const levels = new Map(wires.flatMap((wire) => (wire.direction === 'in' ? [[wire.pin, wire.rest]] : [])));
    for (const { wire, value } of initial) levels.set(wire.pin, value);
    const drives = [...levels].flatMap(([pin, value]): Stimulus[] => {
      const channel = this.station.channels.get(pin);
      const free = channel !== undefined && this.station.devices?.has(channel) !== true;
      return free ? [{ kind: 'drive', channel, value }] : [];
    });
    await this.station.bench.act(...drives);
    await this.bus.start();
    const devices = Object.keys(definition.devices).length;
    const states = (): number => this.bus.messages.filter(({ topic }) => topic.endsWith('/state')).length;
    await this.bus.until('the states of all devices', () => states() >= devices, ONLINE_MS);
    await this.recorder.begin();
    await this.fit();
  }

  /** Clocks of DUT and bench, for what is judged across them. */
  async fit(): Promise<void> {
    const fit = await this.station.fitClocks();
    this.#toBench = (dutUs) => fromOther({ ...fit, driftPpm: 0 }, dutUs);
  }

  async heal(): Promise<void> {
    const heals = this.#faults.map(({ wire }): Stimulus => ({ kind: 'heal', channel: this.channel(wire) }));
    await this.station.bench.act(...heals);
  }

  /** The present point of the steps moves on. */
  delay(us: number): void {
    this.#cursorUs += us;
  }
  /** At the present point of the steps; or so much later. */
  plan(stimulus: Stimulus, afterUs = 0): void {
    this.#pending.push({ ...stimulus, atUs: this.#cursorUs + afterUs });
    this.#pending.sort((one, other) => one.atUs - other.atUs);
  }

  /** What the next programme begins with; the stimuli that follow are timed from it. */
  async beginWith(act: () => void): Promise<void> {
    await this.flush();
    this.#begin = act;
  }
  /** A fault that was planned: its evidence, and its end, are due. */
  planted(fault: string, wire: Wire): void {
    this.#faults.push({ fault, wire });
  }

  /** Records up to the present point; `all`: and until the last stimulus that is planned. */
  async flush(all = false): Promise<void> {
    const last = all ? (this.#pending.at(-1)?.atUs ?? 0) : 0;
    const lengthUs = Math.max(this.#cursorUs, last);
    if (lengthUs > 0 || this.#pending.length > 0 || this.#begin !== undefined) await this.slice(lengthUs + US_A_MS);
  }

  async slice(lengthUs: number, engine = true): Promise<void> {
    const wholeUs = Math.ceil(lengthUs / US_A_MS) * US_A_MS;
    const now = this.#pending.filter(({ atUs }) => atUs <= wholeUs);
    const later = this.#pending.filter(({ atUs }) => atUs > wholeUs);
    this.#pending = later.map((step) => ({ ...step, atUs: step.atUs - wholeUs }));
    this.#cursorUs = Math.max(0, this.#cursorUs - wholeUs);
    const begin = this.#begin;
    this.#begin = undefined;
    if (now.length > 0 || begin !== undefined) {
      this.#seen.edges = this.recorder.edges.length;
      this.#seen.messages = this.bus.messages.length;
    }
    await this.recorder.run(now, wholeUs, { engine, ...(begin !== undefined && { begin }) });
  }

  /** Until it holds, from the present point on. */
  async until(holds: () => boolean, timeoutUs: number): Promise<boolean> {
    let leftUs = this.#cursorUs + timeoutUs;
    let sliceUs = this.#cursorUs + FIRST_SLICE_US;
    while (leftUs > 0) {
      this.#signal?.throwIfAborted();
      const lengthUs = Math.min(sliceUs, leftUs);
      await this.slice(lengthUs);
      if (holds()) return true;
      leftUs -= lengthUs;
      sliceUs = Math.min(LONGEST_SLICE_US, sliceUs * 2);
    }
    return false;
  }

  /** Edges of a wire since the last stimulus that have not been waited for. */
  edges(wire: Wire): readonly SeenEdge[] {
    const channel = this.channel(wire);
    return this.recorder.edges.slice(this.#seen.edges).filter((edge) => edge.channel === channel);
  }
  /** Messages since the last stimulus that have not been waited for. */
  messages(): readonly DutMessage[] {
    return this.bus.messages.slice(this.#seen.messages);
  }
  /** What comes before it, and it, has been waited for. */
  take(what: SeenEdge | DutMessage | undefined): void {
    const edge = this.recorder.edges.indexOf(what as SeenEdge);
    const message = this.bus.messages.indexOf(what as DutMessage);
    if (edge >= 0) this.#seen.edges = edge + 1;
    if (message >= 0) this.#seen.messages = message + 1;
  }
  /** Bench time of an instant of the DUT. */
  toBench(dutUs: number): number {
    return this.#toBench(dutUs);
  }

  /** @throws StationError NO_CHANNEL */
  channel(wire: Wire): number {
    const channel = this.station.channels.get(wire.pin);
    if (channel !== undefined) return channel;
    throw new StationError(
      'NO_CHANNEL',
      `expected a channel of the bench on pin ${wire.pin} (${wire.signal}), seen none in the map`,
    );
  }

  failure(code: string, message: string, expected: string, seen: readonly string[]): TestFailure {
    return new TestFailure(code, { message, expected, seen: seen.join(', ') || 'nothing' }, this.outcome());
  }
}
