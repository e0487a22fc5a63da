/** A free-running DUT on its bus: signed commands in, messages out, each with the DUT's time. The host plays the engine. */

import {
  type ControllerDefinition,
  canonicalCommand,
  canonicalJson,
  compileTable,
  coreTopic,
  createSigner,
  deviceTopic,
  encodeUtf8,
  type Signer,
} from '@understudy/contract';
import { codeOf } from '../coded-error.ts';
import type { BusMessage } from '../link/codec.ts';
import { fromUtf8 } from '../link/payload.ts';
import type { Station } from './types.ts';

/** Key of the golden vectors: bytes 00 to 1f. A bench's DUT gets the key that its host signs with. */
export const BENCH_KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
/** Of the engine that the host plays. */
const EPOCH = 1;
/** An engine says that it lives so often; the default limit of silence is several times that. */
const BEAT_MS = 1000;
/** Longest that the host waits for its next look at what a test waits for. */
const ANSWER_MS = 10_000;

/** A message of the DUT. */
export interface DutMessage {
  /** DUT time at which it was queued, in µs. */
  readonly atUs: number;
  readonly topic: string;
  readonly payload: string;
  /** Parsed; undefined where it is no JSON object. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  readonly flags: number;
}

export interface DutBusOptions {
  readonly room: string;
  readonly definition: ControllerDefinition;
  /** Limits of the room that go into the table, such as its colours; as `compileTable` takes them. */
  readonly table?: Uint8Array;
}

export interface Command {
  /** Full id of the device, `<controller>_<device>`. */
  readonly device: string;
  readonly op: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** In place of the device's next one. */
  readonly sequence?: number;
  /** In place of a new one. */
  readonly commandId?: string;
  readonly action?: 'OPEN' | 'CLOSE' | 'MOVE' | 'SET';
  /** A MAC that is not the right one. */
  readonly badMac?: boolean;
}

export class DutBus {
  /** In the order of their arrival, since `forget`. */
  readonly messages: DutMessage[] = [];
  readonly #station: Station;
  readonly #options: DutBusOptions;
  readonly #signer: Signer = createSigner(BENCH_KEY);
  readonly #sequences = new Map<string, number>();
  #commands = 0;

  constructor(station: Station, options: DutBusOptions) {
    this.#station = station;
    this.#options = options;
  }

  /**
   * Boots the DUT with the table, connects its bus, and listens to the DUT of now. With `erase` its storage is as new and the
   * sequences of commands begin anew; without, both go on, as after a power cut.
   */
  async start({ erase = true, bootReason = 0 } = {}): Promise<void> {
    const { room, definition } = this.#options;
    const { dut } = this.#station;
    dut.listener = { ...dut.listener, bus: (message, atUs) => this.#hear(message, atUs) };
    if (erase) {
      dut.erase();
      this.#sequences.clear();
    }
    await dut.boot(this.#options.table ?? compileTable({ room }, definition), BENCH_KEY, bootReason, 0);
    await dut.link(true);
    this.beat();
  }

  /** The engine's heartbeat. */
  beat(): void {
    const text = `{"schema":"v8","room_id":"${this.#options.room}","uptime_ms":1,"epoch":${EPOCH}}`;
    const topic = coreTopic(this.#options.room, 'heartbeat');
    this.#station.dut.publish({ topic, payload: encodeUtf8(text), flags: 0 });
  }

  /** Sends a signed command. Gives its id, by which its acknowledgements are found. */
  command(command: Command): string {
    const sequence = command.sequence ?? (this.#sequences.get(command.device) ?? 0) + 1;
    this.#sequences.set(command.device, sequence);
    this.#commands += 1;
    const id = command.commandId ?? `00000000-0000-4000-8000-${this.#commands.toString(16).padStart(12, '0')}`;
    this.#station.dut.publish({
      topic: deviceTopic(this.#options.room, command.device, 'cmd'),
      payload: this.#payload(command, id, sequence),
      flags: 0,
    });
    return id;
  }

  /** Lets time pass with the engine alive. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= BEAT_MS) {
      this.beat();
      await this.#station.pass(Math.min(left, BEAT_MS));
    }
  }
  /** As the station's, with the engine alive. @throws StationError TIMED_OUT */
  async until(what: string, holds: () => boolean, timeoutMs: number): Promise<void> {
    for (let left = timeoutMs; left > BEAT_MS; left -= BEAT_MS) {
      this.beat();
      try {
        return await this.#station.until(what, holds, BEAT_MS);
      } catch (error) {
        if (!isTimeOut(error)) throw error;
      }
    }
    this.beat();
    await this.#station.until(what, holds, Math.min(timeoutMs, BEAT_MS));
  }

  /** Acknowledgements of a command, as far as they have come. */
  acks(commandId: string): readonly DutMessage[] {
    return this.messages.filter(({ topic, body }) => topic.endsWith('/ack') && body?.command_id === commandId);
  }
  /** The statuses of these, such as ACCEPTED, COMPLETED. */
  statuses(commandId: string): readonly unknown[] {
    return this.acks(commandId).map(({ body }) => body?.status);
  }
  /** Waits for the first acknowledgement, or the one with this status. @throws StationError TIMED_OUT */
  async acknowledged(commandId: string, status?: string, timeoutMs = ANSWER_MS): Promise<DutMessage> {
    const found = (): DutMessage | undefined =>
      this.acks(commandId).find(({ body }) => status === undefined || body?.status === status);
    await this.until(
      `${status ?? 'an acknowledgement'} for command ${commandId}`,
      () => found() !== undefined,
      timeoutMs,
    );
    return found() as DutMessage;
  }
  /** Properties that a device published last. */
  state(device: string): Readonly<Record<string, unknown>> | undefined {
    const topic = deviceTopic(this.#options.room, device, 'state');
    const state = this.messages.findLast((message) => message.topic === topic)?.body?.state;
    return typeof state === 'object' && state !== null ? (state as Record<string, unknown>) : undefined;
  }
  forget(): void {
    this.messages.length = 0;
  }

  #hear({ topic, payload, flags }: BusMessage, atUs: number): void {
    const text = fromUtf8(payload);
    this.messages.push({ atUs, topic, payload: text, body: objectOf(text), flags });
  }

  #payload(command: Command, commandId: string, sequence: number): Uint8Array {
    const parameters = canonicalJson({ ...command.parameters, op: command.op });
    const fields = {
      room_id: this.#options.room,
      device_id: command.device,
      command_id: commandId,
      correlation_id: '00000000-0000-4000-8000-00000000c0de',
      sequence,
      issued_at_unix_ms: 1767600000123,
      action: command.action ?? 'SET',
      safety_class: 'CRITICAL' as const,
      epoch: EPOCH,
    };
    const right = this.#signer.macHex(canonicalCommand(fields, parameters));
    const mac = command.badMac === true ? right.replace(/./g, (digit) => (digit === '0' ? '1' : '0')) : right;
    const head = JSON.stringify({ schema: 'v8', ...fields }).slice(0, -1);
    return encodeUtf8(`${head},"parameters":${parameters},"auth":{"alg":"HMAC-SHA256","mac_hex":"${mac}"}}`);
  }
}

function isTimeOut(error: unknown): boolean {
  return codeOf(error) === 'TIMED_OUT';
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
