/** Virtual time with real firmware: whole games on one core, monitors on, raw samples. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Room } from '@understudy/contract';
import { playGame } from '@understudy/scenarios';
import type { FirmwareModule } from '@understudy/sim-devices';
import { type ProfileSummary, profile } from './profile.ts';

interface GameSample {
  readonly seed: number;
  readonly outcome: string;
  readonly gameSeconds: number;
  readonly wallSeconds: number;
  readonly speedup: number;
  readonly events: number;
  readonly hash: string;
}

export interface VirtualFigures {
  /** The first game of a fresh process, compilation of all code included. */
  readonly cold: GameSample;
  /** Games of one process after `warmUpGames` others. */
  readonly samples: readonly GameSample[];
  readonly medianSpeedup: number;
  readonly lowestSpeedup: number;
  readonly eventsPerSecond: number;
  /** Every sample's seed played again, and the cold one's in this process: equal hashes. */
  readonly hashesEqual: boolean;
  readonly whereTheTimeGoes: ProfileSummary;
}

const WARM_UP_GAMES = 10;
const CLI = fileURLToPath(new URL('../bin/understudy.mjs', import.meta.url));

function playOne(room: Room, module: FirmwareModule, seed: number): GameSample {
  const startedAtMs = performance.now();
  const { outcome, gameSeconds, events, hash } = playGame(room, module, { seed });
  const wallSeconds = (performance.now() - startedAtMs) / 1000;
  return { seed, outcome, gameSeconds, wallSeconds, speedup: gameSeconds / wallSeconds, events, hash };
}

function playCold(room: string, seed: number): GameSample {
  const output = execFileSync(process.execPath, [CLI, 'play', room, '--seed', String(seed), '--json'], {
    encoding: 'utf8',
  });
  const { outcome, gameSeconds, wallSeconds, speedup, events, hash } = JSON.parse(output) as GameSample;
  return { seed, outcome, gameSeconds, wallSeconds, speedup, events, hash };
}

export async function measureVirtual(room: Room, module: FirmwareModule, games: number): Promise<VirtualFigures> {
  const cold = playCold(room.manifest.room, 1);
  for (let seed = 1001; seed <= 1000 + WARM_UP_GAMES; seed += 1) playOne(room, module, seed);
  const samples = Array.from({ length: games }, (_, index) => playOne(room, module, index + 1));
  const again = samples.map(({ seed }) => playOne(room, module, seed).hash);
  const sorted = samples.map(({ speedup }) => speedup).sort((left, right) => left - right);
  const wallSeconds = samples.reduce((sum, sample) => sum + sample.wallSeconds, 0);
  return {
    cold,
    samples,
    medianSpeedup: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    lowestSpeedup: sorted[0] ?? Number.NaN,
    eventsPerSecond: samples.reduce((sum, sample) => sum + sample.events, 0) / wallSeconds,
    hashesEqual: samples.every(({ hash }, index) => hash === again[index]) && samples[0]?.hash === cold.hash,
    whereTheTimeGoes: await profile(() => {
      for (let seed = 1; seed <= games; seed += 1) playOne(room, module, seed);
    }),
  };
}
