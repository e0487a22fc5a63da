/** What a controller saw in its twin, played to a DUT: its pins by programmes of the bench, its bus by the host. */
import type { ProgrammeStep, Stimulus } from '../../bench/types.ts';
import { fromOther } from '../../link/clock-fit.ts';
import type { BusMessage } from '../../link/codec.ts';
import { fromUtf8 } from '../../link/payload.ts';
import { Recorder } from '../../scenario/recorder.ts';
import type { Station } from '../../station/types.ts';
import type { Trace } from '../../suite/types.ts';
import type { ControllerRecord, Received } from './record.ts';

/** Below what a bench takes in one programme, in steps and in edges that a busy controller makes. */
const STEPS = 900;
const LONGEST_US = 30_000_000;

interface Chunk {
  readonly fromUs: number;
  readonly toUs: number;
  readonly steps: readonly ProgrammeStep[];
  /** What the host does meanwhile. */
  readonly acts: readonly Received[];
}

/** What the bench saw, by its clock from the DUT's boot. The DUT's storage is erased before. */
export async function replayRecord(station: Station, record: ControllerRecord, signal?: AbortSignal): Promise<Trace> {
  const replay = new Replay(station, record);
  await replay.begin();
  for (const chunk of chunksOf(station, record)) {
    signal?.throwIfAborted();
    await replay.play(chunk);
  }
  return replay.trace();
}

function chunksOf(station: Station, { received, endUs }: ControllerRecord): Chunk[] {
  const chunks: Chunk[] = [];
  let fromUs = 0;
  let steps: ProgrammeStep[] = [];
  let acts: Received[] = [];
  const cut = (toUs: number): void => {
    if (toUs > fromUs || steps.length > 0 || acts.length > 0) chunks.push({ fromUs, toUs, steps, acts });
    [fromUs, steps, acts] = [toUs, [], []];
  };
  for (const item of received) {
    while (item.atUs - fromUs > LONGEST_US) cut(fromUs + LONGEST_US);
    if (steps.length === STEPS) cut(item.atUs);
    const channel = 'pin' in item ? station.channels.get(item.pin) : undefined;
    const atUs = item.atUs - fromUs;
    if (item.kind === 'pin' && channel !== undefined) steps.push({ kind: 'drive', channel, value: item.value, atUs });
    else if (item.kind === 'bytes' && channel !== undefined) {
      steps.push({ kind: 'bytes', channel, bytes: item.bytes, atUs });
    } else if (item.kind === 'power') {
      // Between programmes: who has no power is not recorded.
      cut(item.atUs);
      acts.push(item);
    } else if (item.kind === 'message' || item.kind === 'link') acts.push(item);
  }
  while (endUs - fromUs > LONGEST_US) cut(fromUs + LONGEST_US);
  cut(endUs);
  return chunks;
}

class Replay {
  readonly #station: Station;
  readonly #record: ControllerRecord;
  readonly #recorder: Recorder;
  readonly #messages: Trace['messages'][number][] = [];
  #toBench: (dutUs: number) => number = (dutUs) => dutUs;
  #baseUs = 0;

  constructor(station: Station, record: ControllerRecord) {
    this.#station = station;
    this.#record = record;
    const wires = record.wires.filter(({ kind }) => kind !== 'strip' && kind !== 'ramp');
    const channels = wires.flatMap(({ pin }) => station.channels.get(pin) ?? []);
    this.#recorder = new Recorder(station, station, channels);
  }

  async begin(): Promise<void> {
    const { initial, table, key } = this.#record;
    const drives = [...initial].flatMap(([pin, value]): Stimulus[] => {
      const channel = this.#station.channels.get(pin);
      return channel === undefined ? [] : [{ kind: 'drive', channel, value }];
    });
    await this.#station.bench.act(...drives);
    this.#station.dut.erase();
    await this.#boot(table, key, 0);
    await this.#recorder.begin();
    this.#baseUs = this.#recorder.endUs;
  }

  async #boot(table: Uint8Array, key: Uint8Array, reason: number): Promise<void> {
    const { dut } = this.#station;
    dut.listener = { bus: (message, atUs) => this.#hear(message, atUs) };
    const fit = await this.#station.fitClocks();
    this.#toBench = (dutUs) => fromOther({ ...fit, driftPpm: 0 }, dutUs);
    await dut.boot(table, key, reason, 0);
  }

  #hear({ topic, payload }: BusMessage, dutUs: number): void {
    this.#messages.push({ atUs: this.#toBench(dutUs), topic, payload: fromUtf8(payload) });
  }

  async play({ fromUs, toUs, steps, acts }: Chunk): Promise<void> {
    for (const act of acts) if (act.kind === 'power') await this.#power(act.on, act.reason);
    const rest = acts.filter(({ kind }) => kind !== 'power');
    const lengthUs = Math.max(toUs - fromUs, 1);
    await this.#recorder.run(steps, lengthUs, {
      during: async (startUs) => {
        for (const act of rest) {
          await this.#passTo(startUs + act.atUs - fromUs);
          await this.#act(act);
        }
        await this.#passTo(startUs + lengthUs);
      },
    });
  }

  /** By the bench's clock: what the host has lost is not lost for good. */
  async #passTo(benchUs: number): Promise<void> {
    const leftUs = benchUs - (await this.#station.bench.timeUs());
    if (leftUs > 0) await this.#station.pass(leftUs / 1000);
  }

  async #act(act: Received): Promise<void> {
    const { dut } = this.#station;
    if (act.kind === 'link') await dut.link(act.up);
    if (act.kind !== 'message') return;
    const { topic, payload, flags } = act;
    dut.publish({ topic, payload: typeof payload === 'string' ? new TextEncoder().encode(payload) : payload, flags });
  }

  async #power(on: boolean, reason: number): Promise<void> {
    await this.#station.power(on);
    const { table, key } = this.#record;
    if (on) await this.#boot(table, key, reason);
  }

  trace(): Trace {
    const names = new Map(this.#record.wires.map(({ pin, signal }) => [this.#station.channels.get(pin), signal]));
    return {
      edges: this.#recorder.edges.map(({ atUs, channel, value }) => ({
        ...{ atUs: atUs - this.#baseUs, signal: names.get(channel) ?? `${channel}`, value },
      })),
      messages: this.#messages.map((message) => ({ ...message, atUs: message.atUs - this.#baseUs })),
    };
  }
}
