/** Broker, engine, journal and twin in real time, on a scaled clock: what the CLI composes, for tests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Broker,
  createFileStore,
  createMqttBus,
  createSystemClock,
  startEmbeddedBroker,
} from '@understudy/adapters';
import type { Room } from '@understudy/contract';
import { createEngine, type EngineOptions } from '@understudy/core';
import { JournalRecorder, makeHeader } from '@understudy/journal';
import { EngineShell, ScaledClock, type StepJournal, TwinShell } from '@understudy/twin/realtime';
import { vi } from 'vitest';
import { type CommandRecord, type FirmwareSet, type Player, World } from '../src/index.ts';
import { CommandLog } from '../src/virtual/command-log.ts';

export const JOURNAL = 'game.journal';

export interface LiveRoomOptions {
  readonly room: Room;
  readonly firmware: FirmwareSet;
  readonly seed: number;
  readonly player?: Player;
  readonly onAdvanced?: () => void;
  /** A disk this slow, ms a commit. */
  readonly commitMs?: number;
}

export class LiveRoom {
  readonly wallClock = createSystemClock();
  readonly clock = new ScaledClock(this.wallClock);
  readonly view = new Map<string, unknown>();
  readonly log = new CommandLog();
  readonly folder: string;
  readonly engineOptions: EngineOptions;
  readonly engine: EngineShell;
  readonly twin: TwinShell;
  broker: Broker;

  private constructor(options: LiveRoomOptions, broker: Broker, folder: string, journal: JournalRecorder) {
    const { room, firmware, seed } = options;
    this.broker = broker;
    this.folder = folder;
    const bus = createMqttBus(broker.url);
    this.engineOptions = engineOptions(options);
    this.engine = new EngineShell({
      engine: createEngine(room, this.engineOptions),
      bus,
      clientId: 'engine',
      clock: this.clock,
      journal: slowed(journal, options.commitMs ?? 0),
      onNotify: (key, value) => {
        if (value === null) this.view.delete(key);
        else this.view.set(key, value);
      },
      onPublish: (atUs, topic, payload) => this.log.sent(topic, payload, atUs),
    });
    this.twin = new TwinShell({
      world: new World({ room, firmware, seed }),
      bus,
      clock: this.clock,
      clientPrefix: 'controller-',
      ...(options.player === undefined ? {} : { player: options.player }),
      ...(options.onAdvanced === undefined ? {} : { onAdvanced: options.onAdvanced }),
    });
  }

  /** Connects everything with time standing still, so that every controller is there at instant 0, then lets time run. */
  static async start(options: LiveRoomOptions, speed: number): Promise<LiveRoom> {
    const folder = await mkdtemp(join(tmpdir(), 'understudy-live-'));
    const broker = await startEmbeddedBroker();
    const header = makeHeader(options.room, engineOptions(options), 'development', 'test');
    const journal = await JournalRecorder.create(createFileStore(folder), JOURNAL, header);
    const live = new LiveRoom(options, broker, folder, journal);
    live.clock.setSpeed(speed);
    live.clock.setPaused(true);
    const helloed = live.#hellos(options.room);
    await live.engine.start();
    live.twin.start();
    await helloed;
    live.clock.setPaused(false);
    return live;
  }

  get commands(): readonly CommandRecord[] {
    return this.log.records;
  }

  /** Resolves when `holds`; rejects with what was seen after `timeoutMs` of the wall clock. */
  until(what: string, holds: () => boolean, timeoutMs = 20_000): Promise<void> {
    return vi.waitFor(
      () => {
        if (holds()) return;
        const { slippedUs } = this.clock;
        throw new Error(`${what}: seen ${JSON.stringify({ slippedUs, engine: this.view.get('engine') })}`);
      },
      { timeout: timeoutMs, interval: 20 },
    );
  }

  /** START_GRAPH when every controller is online and a second has passed, as the virtual session does. */
  async startGraph(room: Room): Promise<void> {
    const online = (id: string): boolean => presenceOf(this.view.get(`controller/${id}`)) === 'ONLINE';
    await this.until('controllers online', () => room.controllers.every(({ controller }) => online(controller)));
    const atUs = this.clock.nowUs() + 1_000_000;
    await new Promise<void>((resolve) => {
      this.clock.alarm(atUs, resolve);
    });
    this.engine.operator('test', { action: 'START_GRAPH' });
  }

  async stop(): Promise<void> {
    await this.engine.stop();
    await this.twin.stop();
    await this.broker.close();
  }

  /** Removes what the run has left on disk. */
  clean(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }

  /** Watches the broker until every controller has said hello, and keeps the log of acknowledgements from then on. */
  #hellos(room: Room): Promise<void> {
    const missing = new Set(room.controllers.map(({ controller }) => controller));
    return new Promise((resolve) => {
      const witness = createMqttBus(this.broker.url).connect(
        { clientId: 'witness', subscriptions: ['room/+/controller/+/hello', 'room/+/device/+/ack'] },
        {
          up: () => undefined,
          down: () => undefined,
          message: (topic, payload) => {
            if (topic.endsWith('/ack')) this.log.answered(topic, Buffer.from(payload).toString());
            else missing.delete(topic.split('/')[3] ?? '');
            if (missing.size === 0) resolve();
          },
        },
      );
      this.#witness = witness;
    });
  }
  #witness: { close(): Promise<void> } | undefined;

  /** Ends the watch over acknowledgements. */
  async stopWatching(): Promise<void> {
    await this.#witness?.close();
  }
}

/** The journal on a slow disk. */
function slowed(journal: JournalRecorder, commitMs: number): StepJournal {
  return {
    before: (atUs, inputs) => journal.before(atUs, inputs),
    after: (engine, effects) => journal.after(engine, effects),
    commit: async () => {
      await journal.commit();
      if (commitMs > 0) await new Promise((resolve) => setTimeout(resolve, commitMs));
    },
    close: (engine) => journal.close(engine),
  };
}

function engineOptions({ firmware, seed }: LiveRoomOptions): EngineOptions {
  return { epoch: 1, key: firmware.key, seed, startUnixMs: 1_767_225_600_000, observe: true };
}

export function presenceOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && 'presence' in entry ? entry.presence : undefined;
}

/** What each device was told to do, in order. */
export function commandsByDevice(commands: readonly CommandRecord[]): Record<string, string[]> {
  const byDevice: Record<string, string[]> = {};
  for (const { device, parameters } of commands) {
    byDevice[device] = [...(byDevice[device] ?? []), JSON.stringify(parameters)];
  }
  return byDevice;
}

/** The different commands of each device, in the order in which they were sent first. */
export function firstCommandsByDevice(commands: readonly CommandRecord[]): Record<string, string[]> {
  const all = Object.entries(commandsByDevice(commands));
  return Object.fromEntries(all.map(([device, sent]) => [device, [...new Set(sent)]]));
}
