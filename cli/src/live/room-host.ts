/** The running room behind the API: one game after another on an embedded broker. */
import { type Broker, createFileStore, startEmbeddedBroker } from '@understudy/adapters';
import { type EngineHost, type HostHealth, type HostResult, LiveView } from '@understudy/api';
import type { Room } from '@understudy/contract';
import type { OperatorRequest } from '@understudy/core';
import { Game, type GameSetting } from './game.ts';
import type { RunFolders } from './run-folders.ts';

export interface RoomHostSetting
  extends Pick<GameSetting, 'room' | 'firmware' | 'build' | 'wallClock' | 'seed' | 'player' | 'log' | 'onFatal'> {
  readonly mqttPort: number;
  readonly runs: RunFolders;
  readonly speed: number;
  readonly nowUnixMs: () => number;
}

const DONE: HostResult = { ok: true };
/** A page that comes late reads engine time from the `run` entry, so that entry is kept this fresh. */
const RUN_REFRESH_US = 1_000_000;

export class RoomHost implements EngineHost {
  readonly view = new LiveView();
  readonly #setting: RoomHostSetting;
  #speed: number;
  #paused = false;
  #broker: Broker | undefined;
  #game: Game | undefined;
  #restarting = false;
  #cancelRefresh: (() => void) | undefined;

  constructor(setting: RoomHostSetting) {
    this.#setting = setting;
    this.#speed = setting.speed;
  }

  get room(): Room {
    return this.#setting.room;
  }

  get brokerUrl(): string {
    return this.#broker?.url ?? '';
  }

  /** Starts the broker and the first game. @throws AdapterError PORT_TAKEN */
  async start(): Promise<void> {
    const { runs, mqttPort, nowUnixMs, ...setting } = this.#setting;
    const broker = await startEmbeddedBroker({ port: mqttPort });
    this.#broker = broker;
    const { epoch, folder } = runs.next();
    const { view } = this;
    const store = createFileStore(folder);
    const game: GameSetting = { ...setting, brokerUrl: broker.url, epoch, store, view, startUnixMs: nowUnixMs() };
    this.#game = await Game.start(game, this.#speed);
    this.#game.clock.setPaused(this.#paused);
    this.#refreshRun();
  }

  /** Ends the game and the broker. */
  async stop(): Promise<void> {
    this.#cancelRefresh?.();
    const game = this.#game;
    const broker = this.#broker;
    this.#game = undefined;
    this.#broker = undefined;
    await game?.stop();
    await broker?.close();
  }

  operator(by: string, request: OperatorRequest): HostResult {
    if (this.#game === undefined) return stopped();
    return this.#game.operator(by, request)
      ? DONE
      : { ok: false, code: 'QUEUE_FULL', message: 'the engine takes no more requests now' };
  }

  act(plant: string, action: string, value: number | undefined): HostResult {
    if (this.#game === undefined) return stopped();
    const result = this.#game.twin.act(plant, action, value);
    return result.ok ? DONE : { ok: false, code: result.reason, message: result.message };
  }

  run(change: { readonly speed?: number; readonly paused?: boolean }): HostResult {
    if (this.#game === undefined) return stopped();
    this.#speed = change.speed ?? this.#speed;
    this.#paused = change.paused ?? this.#paused;
    this.#game.clock.setSpeed(this.#speed);
    this.#game.clock.setPaused(this.#paused);
    this.#tellRun();
    return DONE;
  }

  /** A new game from power-on, on a fresh broker: nothing that the old one retained is left. */
  async restart(): Promise<HostResult> {
    if (this.#restarting) return { ok: false, code: 'RESTARTING', message: 'a restart is under way already' };
    this.#restarting = true;
    try {
      this.#paused = false;
      await this.stop();
      await this.start();
      return DONE;
    } finally {
      this.#restarting = false;
    }
  }

  health(): HostHealth {
    const engine = this.#game?.engine;
    if (engine === undefined) return { status: 'stopped', busUp: false, engineMs: 0, counters: {} };
    const engineMs = Math.floor(engine.nowUs / 1000);
    return {
      status: engine.busUp ? 'ok' : 'degraded',
      busUp: engine.busUp,
      engineMs,
      counters: engine.engine.counters(),
    };
  }

  #refreshRun(): void {
    const { wallClock } = this.#setting;
    this.#tellRun();
    this.#cancelRefresh = wallClock.alarm(wallClock.nowUs() + RUN_REFRESH_US, () => this.#refreshRun());
  }

  #tellRun(): void {
    const nowMs = Math.floor((this.#game?.engine.nowUs ?? 0) / 1000);
    this.view.set('run', { binding: 'twin', speed: this.#speed, paused: this.#paused, nowMs });
  }
}

const stopped = (): HostResult => ({ ok: false, code: 'ENGINE_STOPPED', message: 'the engine is not running' });
