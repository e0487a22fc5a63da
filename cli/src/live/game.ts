/** One game from power-on to stop: engine, journal and twin on one scaled clock, over a broker. */
import { createMqttBus } from '@understudy/adapters';
import type { LiveView } from '@understudy/api';
import { type Room, tableHashes } from '@understudy/contract';
import { createEngine, type EngineOptions, type OperatorRequest } from '@understudy/core';
import { JournalRecorder, makeHeader } from '@understudy/journal';
import type { Clock, Log, Store } from '@understudy/ports';
import { createPlayer, firmwareSet, type PlayerName } from '@understudy/scenarios';
import type { FirmwareModule } from '@understudy/sim-devices';
import { type FirmwareSet, World } from '@understudy/twin';
import { EngineShell, ScaledClock, TruthFeed, TwinShell } from '@understudy/twin/realtime';
import { Monitors } from './monitors.ts';

/** The name of the journal in a run's folder. */
export const JOURNAL_FILE = 'engine.journal';

export interface GameSetting {
  readonly room: Room;
  readonly firmware: FirmwareModule;
  /** Names the code and the firmware in the journal. */
  readonly build: string;
  readonly brokerUrl: string;
  readonly wallClock: Clock;
  readonly seed: number;
  readonly epoch: number;
  readonly startUnixMs: number;
  /** Where the journal goes. */
  readonly store: Store;
  readonly view: LiveView;
  readonly log: Log;
  readonly onFatal: (error: unknown) => void;
  /** Somebody who works the props; without one only people at the page do. */
  readonly player?: PlayerName;
  /** Called after every advance of the world. Must only look. */
  readonly onAdvanced?: () => void;
}

export class Game {
  readonly clock: ScaledClock;
  readonly engine: EngineShell;
  readonly twin: TwinShell;
  readonly #feed: TruthFeed;
  readonly #monitors: Monitors;

  private constructor(setting: GameSetting, firmware: FirmwareSet, journal: JournalRecorder) {
    const { room, view, wallClock, seed, epoch, startUnixMs } = setting;
    const bus = createMqttBus(setting.brokerUrl);
    this.clock = new ScaledClock(wallClock);
    this.engine = new EngineShell({
      engine: createEngine(room, engineOptions(firmware, { epoch, seed, startUnixMs })),
      bus,
      clientId: `${room.manifest.room}-engine`,
      clock: this.clock,
      journal,
      log: setting.log,
      onNotify: (key, value) => view.set(key, value),
      onFatal: setting.onFatal,
    });
    this.twin = new TwinShell({
      world: new World({ room, firmware, seed }),
      bus,
      clock: this.clock,
      clientPrefix: `${room.manifest.room}-`,
      ...(setting.player === undefined ? {} : { player: createPlayer(room, setting.player, seed) }),
      onInstant: (atUs) => this.#monitors.instant(atUs),
      onAdvanced: () => {
        this.#feed.advanced();
        setting.onAdvanced?.();
      },
    });
    let violations = 0;
    this.#monitors = new Monitors(room, this.twin, ({ number, invariant, atUs, detail }) => {
      setting.log.error('invariant broken', { invariant, atUs, detail });
      view.set(`violation/${++violations}`, { number, invariant, atMs: Math.floor(atUs / 1000), detail });
    });
    this.#feed = new TruthFeed(this.twin, wallClock, (plant, truth) => view.set(`plant/${plant}`, truth));
  }

  /** Begins the journal, then lets engine and controllers connect. The view is that of the new game. */
  static async start(setting: GameSetting, speed: number): Promise<Game> {
    const firmware = firmwareSet(setting.room, setting.firmware, setting.seed);
    const header = makeHeader(setting.room, engineOptions(firmware, setting), 'development', setting.build);
    const game = new Game(setting, firmware, await JournalRecorder.create(setting.store, JOURNAL_FILE, header));
    game.clock.setSpeed(speed);
    setting.view.replace(game.engine.engine.view());
    await game.engine.start();
    game.twin.start();
    game.#monitors.start(setting.room, createMqttBus(setting.brokerUrl));
    return game;
  }

  /** Queues a person's request. False when the engine takes no more. */
  operator(by: string, request: OperatorRequest): boolean {
    const taken = this.engine.operator(by, request);
    if (taken) this.#monitors.operator(by, request);
    return taken;
  }

  /** Ends engine, controllers and journal; nothing is open afterwards. */
  async stop(): Promise<void> {
    this.#feed.stop();
    await this.#monitors.stop();
    await this.engine.stop();
    await this.twin.stop();
  }
}

type Origin = Pick<GameSetting, 'epoch' | 'seed' | 'startUnixMs'>;

function engineOptions({ key, tables }: FirmwareSet, { epoch, seed, startUnixMs }: Origin): EngineOptions {
  return { key, epoch, seed, startUnixMs, observe: true, tableHashes: tableHashes(tables) };
}
