/**
 * One test on one station: the controller booted with everything at rest, programmes of the bench recorded, and all that
 * was seen kept as evidence.
 */

import type { Edge, ProgrammeStep, Recording, Stimulus } from '../bench/types.ts';
import { codeOf } from '../coded-error.ts';
import { type ClockFit, fromOther } from '../link/clock-fit.ts';
import { DutBus, type DutMessage } from '../station/dut-bus.ts';
import { StationError } from '../station/errors.ts';
import { loadInTurn, wholeRecording } from '../station/recording.ts';
import type { Station } from '../station/types.ts';
import { TestFailure } from '../suite/failure.ts';
import { limitsText } from '../suite/measure.ts';
import type { FaultEvidence, Measurement, Outcome } from '../suite/types.ts';
import { restingInputs } from './inputs.ts';
import type { Order } from './orders.ts';
import { ANSWER_MS, HEARTBEAT_GAP_MS } from './spans.ts';
import { installedUnits, type SuiteTarget } from './target.ts';

/** Of a fit of clocks, in µs; reached after a round or two, and on a busy machine after some more. */
const GOOD_FIT_US = 300;
const FIT_ROUNDS = 8;
/** No crystal is further off: a larger estimate is the noise of round trips. */
const DRIFT_PPM_MAX = 200;
/** Messages of a trace, so that a report stays readable; the last ones. */
const TRACE_MESSAGES = 200;
const TRACE_EDGES = 2000;

export class Trial {
  readonly station: Station;
  readonly target: SuiteTarget;
  readonly bus: DutBus;
  readonly measurements: Measurement[] = [];
  readonly faults: FaultEvidence[] = [];
  readonly #edges: Edge[] = [];
  readonly #signals: ReadonlyMap<number, string>;

  constructor(station: Station, target: SuiteTarget) {
    this.station = station;
    this.target = target;
    this.bus = new DutBus(station, target);
    this.#signals = signalsOf(station, target);
  }

  /** Inputs at rest, the chain closed, the DUT booted as new, its bus connected, everything said that it says then. */
  static async begin(station: Station, target: SuiteTarget): Promise<Trial> {
    const trial = new Trial(station, target);
    await trial.rest();
    await trial.bus.start();
    const devices = Object.keys(target.definition.devices).length;
    const states = (): number => trial.bus.messages.filter(({ topic }) => topic.endsWith('/state')).length;
    if (!(await trial.waited('a state of each device', () => states() >= devices, ANSWER_MS))) {
      throw trial.failure('NOT_ONLINE', {
        message: 'after its boot',
        expected: `the states of ${devices} devices within ${ANSWER_MS} ms`,
        seen: `${states()} messages of states`,
      });
    }
    return trial;
  }

  /** Wires whole, inputs at rest, the chain closed; nothing else driven by the bench. */
  async rest(): Promise<void> {
    const { station, target } = this;
    const inputs = installedUnits(target).flatMap(restingInputs);
    const driven = new Map(
      [...inputs, { pin: target.definition.estopPin, value: 1 }].map(({ pin, value }) => [pin, value]),
    );
    const stimuli = [...station.channels].flatMap(([pin, channel]): Stimulus[] => {
      if (!this.#signals.has(channel)) return [];
      const value = driven.get(pin);
      const heal: Stimulus = { kind: 'heal', channel };
      return value === undefined ? [heal] : [heal, { kind: 'drive', channel, value }];
    });
    await station.bench.act(...stimuli);
  }

  /** @throws StationError NO_CHANNEL */
  channel(pin: number): number {
    const channel = this.station.channels.get(pin);
    if (channel !== undefined) return channel;
    throw new StationError('NO_CHANNEL', `expected a channel of the bench on pin ${pin}, seen none in the map`);
  }

  /** Runs a programme; `during` begins with it. The engine lives on, unless `during` says how time passes. */
  async record(
    steps: readonly ProgrammeStep[],
    lengthMs: number,
    during?: (startUs: number) => Promise<void>,
  ): Promise<Recording> {
    const { bench } = this.station;
    await loadInTurn(this.station, { steps, lengthUs: lengthMs * 1000 });
    const startUs = await bench.start();
    if (during === undefined) await this.bus.pass(lengthMs);
    else await during(startUs);
    const leftMs = lengthMs - ((await bench.timeUs()) - startUs) / 1000;
    if (leftMs > 0) await this.bus.pass(leftMs);
    const recording = await wholeRecording(this.station);
    this.#edges.push(...recording.edges);
    return recording;
  }

  /** Edges of a pin in a recording. */
  edgesOf(recording: Recording, pin: number): readonly Edge[] {
    const channel = this.station.channels.get(pin);
    return recording.edges.filter((edge) => edge.channel === channel);
  }
  async level(pin: number): Promise<number> {
    return (await this.station.bench.levels())[this.channel(pin)] ?? 0;
  }

  /** Sends an order and waits for its first acknowledgement. Without one, the DUT's heartbeat says whether it lives. */
  async ask(order: Order, more: { readonly commandId?: string; readonly sequence?: number } = {}): Promise<DutMessage> {
    const before = this.bus.messages.length;
    const id = this.bus.command({ ...order, ...more });
    const known = this.bus.acks(id).length;
    const answered = (): boolean => this.bus.acks(id).length > known;
    if (!(await this.waited(`an acknowledgement of ${order.op}`, answered, ANSWER_MS))) {
      await this.waited('a sign of life', () => this.bus.messages.length > before, HEARTBEAT_GAP_MS);
      await this.noAnswer(order, this.bus.messages.length > before);
    }
    return this.bus.acks(id)[known] as DutMessage;
  }

  /** As `ask`. @throws TestFailure NOT_ACCEPTED */
  async obey(order: Order): Promise<DutMessage> {
    const ack = await this.ask(order);
    if (ack.body?.status === 'ACCEPTED') return ack;
    throw this.failure('NOT_ACCEPTED', {
      message: `${order.device} ${order.op}`,
      expected: 'ACCEPTED',
      seen: `${String(ack.body?.status)} ${String(ack.body?.reason_code ?? '')}`.trim(),
    });
  }

  /** Whether it came to hold in time. Nothing is said to the DUT meanwhile. */
  async waited(what: string, holds: () => boolean, timeoutMs: number): Promise<boolean> {
    try {
      await this.station.until(what, holds, timeoutMs);
      return true;
    } catch (error) {
      if (codeOf(error) === 'TIMED_OUT') return false;
      throw error;
    }
  }

  /** The bench's µs of an instant of the DUT, and one sigma. Best of several rounds: only what is sure is judged. */
  async clocks(): Promise<{ readonly toBench: (dutUs: number) => number; readonly uncertaintyUs: number }> {
    let best: ClockFit | undefined;
    for (let round = 0; round < FIT_ROUNDS && (best === undefined || best.uncertaintyUs > GOOD_FIT_US); round += 1) {
      const fit = await this.station.fitClocks();
      if (best === undefined || fit.uncertaintyUs < best.uncertaintyUs) best = fit;
    }
    const { driftPpm = 0, uncertaintyUs = 0 } = best ?? {};
    const fit = { ...(best as ClockFit), driftPpm: Math.max(-DRIFT_PPM_MAX, Math.min(DRIFT_PPM_MAX, driftPpm)) };
    return { toBench: (dutUs) => fromOther(fit, dutUs), uncertaintyUs };
  }

  failure(
    code: string,
    seen: { readonly message: string; readonly expected: string; readonly seen: string },
  ): TestFailure {
    return new TestFailure(code, seen, this.outcome());
  }
  /** What the test hands back. @throws TestFailure `code` when a measurement is outside */
  judged(code: string): Outcome {
    const outside = this.measurements.find(({ verdict }) => verdict === 'outside');
    if (outside === undefined) return this.outcome();
    const { name, value, unit } = outside;
    throw this.failure(code, { message: name, expected: limitsText(outside), seen: `${value} ${unit}` });
  }
  outcome(): Outcome {
    const messages = this.bus.messages.slice(-TRACE_MESSAGES);
    return {
      measurements: [...this.measurements],
      faults: [...this.faults],
      trace: {
        edges: this.#edges.slice(0, TRACE_EDGES).map(({ atUs, channel, value }) => ({
          atUs,
          signal: this.#signals.get(channel) ?? `channel ${channel}`,
          value,
        })),
        messages: messages.map(({ atUs, topic, payload }) => ({ atUs, topic, payload })),
      },
    };
  }

  /** A DUT that says nothing at all gets a new start, so that the next test finds one that can be asked. */
  async noAnswer({ device, op }: Order, lives: boolean): Promise<never> {
    const failure = this.failure(lives ? 'NO_ACCEPTED' : 'DUT_HANGS', {
      message: `${device} ${op}`,
      expected: `an acknowledgement within ${ANSWER_MS} ms`,
      seen: lives ? 'none, though its heart beats' : `nothing at all for ${ANSWER_MS + HEARTBEAT_GAP_MS} ms`,
    });
    if (!lives) {
      await this.station.power(false);
      await this.station.power(true);
    }
    throw failure;
  }
}

/** Channel to `<device>.<unit>.<pin>`. */
function signalsOf(station: Station, target: SuiteTarget): ReadonlyMap<number, string> {
  const signals = new Map<number, string>();
  const name = (pin: number | undefined, signal: string): void => {
    const channel = pin === undefined ? undefined : station.channels.get(pin);
    if (channel !== undefined) signals.set(channel, signal);
  };
  for (const { key, unit, pins } of installedUnits(target)) {
    for (const [role, pin] of Object.entries(pins)) name(pin, `${key}.${unit}.${role}`);
  }
  name(target.definition.estopPin, 'estop');
  name(target.definition.ledPin, 'led');
  return signals;
}
