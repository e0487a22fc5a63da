/**
 * The engine in real time. Inputs are queued and taken at the next tick of the 1 ms grid; each step is journalled, and
 * what it publishes leaves when the journal is durable.
 */
import { DEFAULTS, decodeUtf8 } from '@understudy/contract';
import type { Effect, Engine, Input, OperatorRequest } from '@understudy/core';
import type { Bus, BusConnection, BusListener, Clock, Log } from '@understudy/ports';
import { REALTIME_LIMITS } from './limits.ts';
import { SampleRing } from './sample-ring.ts';
import type { PacedClock } from './scaled-clock.ts';

const TICK_US = DEFAULTS.tickMs * 1000;

/** The journal as the shell uses it; `JournalRecorder` is one. */
export interface StepJournal {
  before(atUs: number, inputs: readonly Input[]): void;
  after(engine: Engine, effects: readonly Effect[]): void;
  commit(): Promise<void>;
  close(engine: Engine): Promise<void>;
}

export interface EngineShellOptions {
  readonly engine: Engine;
  readonly bus: Bus;
  /** MQTT client identifier. */
  readonly clientId: string;
  /** Engine time is this clock's, from the first connection to the bus. A paced one is held while the journal commits. */
  readonly clock: Clock & Partial<Pick<PacedClock, 'hold'>>;
  /** Without it nothing is recorded (benches). The shell closes it. */
  readonly journal?: StepJournal;
  readonly log?: Log;
  /** One entry of the live view has changed; null drops it. */
  readonly onNotify?: (key: string, value: unknown) => void;
  /** Every message, as it leaves. Must only record. */
  readonly onPublish?: (atUs: number, topic: string, payload: string) => void;
  /** The journal cannot be written: nothing is published any more. */
  readonly onFatal?: (error: unknown) => void;
}

type Publish = Extract<Effect, { kind: 'publish' }>;

export class EngineShell implements BusListener {
  readonly engine: Engine;
  /** How late each step came, in µs of the clock. */
  readonly lateness = new SampleRing(REALTIME_LIMITS.latenessSamples);
  readonly #options: EngineShellOptions;
  #connection: BusConnection | undefined;
  #originUs = 0;
  #cancelAlarm: (() => void) | undefined;
  #alarmAtUs = Number.POSITIVE_INFINITY;
  #lastStepUs = -TICK_US;
  #inputs: Input[] = [];
  #taken: Input[] = [];
  #unsent: Publish[] = [];
  #committing: Promise<void> | undefined;
  #busUp = false;
  #running = false;
  #begun = false;
  #beginning: () => void = () => undefined;
  #failed = false;
  #dropped = 0;
  #undelivered = 0;

  constructor(options: EngineShellOptions) {
    this.#options = options;
    this.engine = options.engine;
  }

  get busUp(): boolean {
    return this.#busUp;
  }

  /** Engine time in µs. */
  get nowUs(): number {
    return this.#begun ? this.#options.clock.nowUs() - this.#originUs : 0;
  }

  /** Inputs dropped because the queue was full, and messages not sent because the bus was down. */
  get losses(): { readonly inputs: number; readonly messages: number } {
    return { inputs: this.#dropped, messages: this.#undelivered };
  }

  /**
   * Connects to the bus. Engine time begins with the first connection, as an engine takes its bus to be up; resolves
   * then, or when the shell is stopped before.
   */
  start(): Promise<void> {
    this.#running = true;
    const { bus, clientId, engine } = this.#options;
    this.#connection = bus.connect({ clientId, subscriptions: engine.subscriptions }, this);
    return new Promise((resolve) => {
      this.#beginning = resolve;
    });
  }

  /** Ends the loop, makes the journal durable and closes it, and leaves the bus. Nothing is open afterwards. */
  async stop(): Promise<void> {
    if (!this.#running) return;
    this.#running = false;
    this.#beginning();
    this.#cancelAlarm?.();
    await this.#committing;
    await this.#closeJournal();
    await this.#connection?.close();
  }

  /** What the last steps published leaves too, once it is durable. A journal that has failed is closed as far as it goes. */
  async #closeJournal(): Promise<void> {
    try {
      await this.#options.journal?.close(this.engine);
      if (!this.#failed) this.#send(this.#unsent.splice(0));
    } catch (error) {
      if (!this.#failed) throw error;
    }
  }

  /** Queues an operator's request. False when the shell is stopped or the queue is full. */
  operator(by: string, request: OperatorRequest): boolean {
    return this.#queue({ kind: 'operator', by, request });
  }

  up(): void {
    this.#busUp = true;
    if (!this.#begun) {
      this.#begun = true;
      this.#originUs = this.#options.clock.nowUs();
      this.#beginning();
    }
    this.#queue({ kind: 'bus', up: true });
  }

  down(reason: string): void {
    this.#busUp = false;
    this.#options.log?.warn('engine lost the bus', { reason });
    this.#queue({ kind: 'bus', up: false });
  }

  message(topic: string, payload: Uint8Array, retained: boolean): void {
    this.#queue({ kind: 'message', topic, payload: decodeUtf8(payload), retain: retained });
  }

  #queue(input: Input): boolean {
    if (!this.#running || this.#failed) return false;
    if (this.#inputs.length >= REALTIME_LIMITS.inputs) {
      if (this.#dropped === 0) this.#options.log?.error('input queue is full', { limit: REALTIME_LIMITS.inputs });
      this.#dropped++;
      return false;
    }
    this.#inputs.push(input);
    if (this.#inputs.length === 1) this.#arm();
    return true;
  }

  /** Sets the alarm for the next tick that has something to do. */
  #arm(): void {
    if (!this.#running || !this.#begun || this.#failed) return;
    const dueUs = this.#inputs.length > 0 ? this.nowUs : this.engine.nextDeadlineUs();
    const atUs = Math.max(Math.ceil(dueUs / TICK_US) * TICK_US, this.#lastStepUs + TICK_US);
    if (atUs === this.#alarmAtUs) return;
    this.#cancelAlarm?.();
    this.#alarmAtUs = atUs;
    this.#cancelAlarm = undefined;
    if (atUs === Number.POSITIVE_INFINITY) return;
    this.#cancelAlarm = this.#options.clock.alarm(this.#originUs + atUs, () => this.#step(atUs));
  }

  #step(dueUs: number): void {
    const nowUs = this.nowUs;
    this.lateness.add(nowUs - dueUs);
    const atUs = Math.max(dueUs, Math.floor(nowUs / TICK_US) * TICK_US);
    const inputs = this.#inputs;
    this.#inputs = this.#taken;
    this.#taken = inputs;
    this.#lastStepUs = atUs;
    this.#alarmAtUs = Number.POSITIVE_INFINITY;
    this.#cancelAlarm = undefined;
    const { journal } = this.#options;
    journal?.before(atUs, inputs);
    const effects = this.engine.step(atUs, inputs);
    journal?.after(this.engine, effects);
    this.#collect(effects);
    if (inputs.length > 0 || this.#unsent.length > 0) this.#commit();
    inputs.length = 0;
    this.#arm();
  }

  #collect(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === 'notify') this.#options.onNotify?.(effect.key, effect.value);
      else this.#unsent.push(effect);
    }
  }

  /** Group commit: one write at a time; what comes meanwhile goes with the next. */
  #commit(): void {
    if (this.#committing !== undefined || this.#failed) return;
    const { journal } = this.#options;
    const batch = this.#unsent;
    this.#unsent = [];
    if (journal === undefined) {
      this.#send(batch);
      return;
    }
    const release = this.#options.clock.hold?.();
    this.#committing = journal.commit().then(
      () => {
        release?.();
        this.#committing = undefined;
        this.#send(batch);
        if (this.#unsent.length > REALTIME_LIMITS.unsent) this.#fail(new Error('the journal is too slow for the room'));
        else if (this.#unsent.length > 0 && this.#running) this.#commit();
      },
      (error: unknown) => {
        release?.();
        this.#committing = undefined;
        this.#fail(error);
      },
    );
  }

  #send(batch: readonly Publish[]): void {
    const { onPublish } = this.#options;
    for (const { topic, payload, qos, retain } of batch) {
      onPublish?.(this.#lastStepUs, topic, payload);
      if (this.#connection?.publish(topic, payload, qos, retain) !== true) this.#undelivered++;
    }
  }

  #fail(error: unknown): void {
    this.#failed = true;
    this.#cancelAlarm?.();
    this.#options.log?.error('the journal cannot be written; the engine stops', { error });
    this.#options.onFatal?.(error);
  }
}
