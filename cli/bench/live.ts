/** The live loop over MQTT at real speed: reaction from input pin to actuator pin, and how late the engine's steps come. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileStore, createPinoLog, createSystemClock, startEmbeddedBroker } from '@understudy/adapters';
import { LiveView } from '@understudy/api';
import type { Room } from '@understudy/contract';
import type { FirmwareModule } from '@understudy/sim-devices';
import { type Measurement, measureReaction, summarise } from '@understudy/twin/realtime';
import { Game } from '../src/live/game.ts';
import { REACTION_ROOM } from './reaction-room.ts';

export interface LiveFigures {
  /** Change at a simulated input pin to the resulting actuator pin: firmware, MQTT, engine, MQTT, firmware. */
  readonly reactionUs: Measurement;
  /** Lateness of the engine's steps against the 1 ms grid, all of Clockwork's controllers on the same process. */
  readonly latenessUs: Measurement;
  /** The journal's commits are part of both: each step is durable before its messages leave. */
  readonly journalled: true;
}

async function withGame<T>(
  room: Room,
  firmware: FirmwareModule,
  use: (game: Game, onAdvanced: (listener: () => void) => void) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'));
  const broker = await startEmbeddedBroker();
  let advanced: () => void = () => undefined;
  const game = await Game.start(
    {
      room,
      firmware,
      build: 'bench',
      brokerUrl: broker.url,
      wallClock: createSystemClock(),
      seed: 1,
      epoch: 1,
      startUnixMs: Date.now(),
      store: createFileStore(folder),
      view: new LiveView(),
      log: createPinoLog({ level: 'error' }),
      onFatal: (error) => {
        throw error;
      },
      onAdvanced: () => advanced(),
    },
    1,
  );
  try {
    return await use(game, (listener) => {
      advanced = listener;
    });
  } finally {
    await game.stop();
    await broker.close();
    rmSync(folder, { recursive: true });
  }
}

const seconds = (count: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, count * 1000));

async function startGraph(game: Game): Promise<void> {
  await seconds(2);
  game.engine.operator('bench', { action: 'START_GRAPH' });
  await seconds(1);
}

function reaction(firmware: FirmwareModule, rounds: number): Promise<Measurement> {
  return withGame(REACTION_ROOM, firmware, async (game, onAdvanced) => {
    await startGraph(game);
    const pull = (value: 0 | 1): { plant: string; action: string; value: number } => ({
      plant: 'button',
      action: 'pull',
      value,
    });
    const samples = await measureReaction({
      shell: game.twin,
      wallClock: createSystemClock(),
      onAdvanced,
      reactions: [
        { cause: pull(1), effect: { plant: 'lamp', holds: ({ on }) => on === true } },
        { cause: pull(0), effect: { plant: 'lamp', holds: ({ on }) => on === false } },
      ],
      rounds,
      restUs: 20_000,
      timeoutUs: 5_000_000,
    });
    return summarise(samples);
  });
}

function lateness(room: Room, firmware: FirmwareModule, spanSeconds: number): Promise<Measurement> {
  return withGame(room, firmware, async (game) => {
    await startGraph(game);
    game.engine.lateness.clear();
    await seconds(spanSeconds);
    return summarise(game.engine.lateness.values());
  });
}

/** @param rounds two samples each; @param spanSeconds how long Clockwork runs for the lateness of its steps */
export async function measureLive(
  room: Room,
  firmware: FirmwareModule,
  rounds: number,
  spanSeconds: number,
): Promise<LiveFigures> {
  const reactionUs = await reaction(firmware, rounds);
  const latenessUs = await lateness(room, firmware, spanSeconds);
  return { reactionUs, latenessUs, journalled: true };
}
