/** Clockwork from power-on to the end, with real firmware: won by who knows it, safe from who does not. */
import type { Room } from '@understudy/contract';
import type { FirmwareModule } from '@understudy/sim-devices';
import { beforeAll, describe, expect, it } from 'vitest';
import { firmwareBytes, loadClockwork } from '../../twin/test/load-clockwork.ts';
import { Companions, createPlayer, type GameReport, playGame, RandomPlayer } from '../src/index.ts';

let room: Room;
let firmware: FirmwareModule;

beforeAll(async () => {
  room = await loadClockwork();
  firmware = new WebAssembly.Module(new Uint8Array(await firmwareBytes()));
});

const solved = new Map<number, GameReport>();
/** Games are played once a seed, whoever asks. */
function solve(seed: number): GameReport {
  const report = solved.get(seed) ?? playGame(room, firmware, { seed });
  solved.set(seed, report);
  return report;
}

describe('the solver', () => {
  it.each([1, 2, 3, 4])('wins with seed %i and breaks no invariant', (seed) => {
    const report = solve(seed);
    expect(report.violations).toEqual([]);
    expect(report.outcome).toBe('won');
    expect(report.gameSeconds).toBeGreaterThan(10 * 60);
    expect(report.gameSeconds).toBeLessThan(60 * 60);
    expect(report.commands).toBeGreaterThanOrEqual(71);
  });

  it('plays the same game with the same seed, and another with another', () => {
    expect(playGame(room, firmware, { seed: 1 })).toEqual(solve(1));
    expect(solve(2).hash).not.toBe(solve(1).hash);
  });
});

describe('the random player', () => {
  it.each([1, 2, 3])('breaks nothing with seed %i', (seed) => {
    const report = playGame(room, firmware, { seed, player: 'random', virtual: { maxGameMs: 30 * 60_000 } });
    expect(report.violations).toEqual([]);
    expect(report.outcome).not.toBe('not_started');
  });

  it('breaks nothing with its hands on the emergency buttons either', () => {
    const player = new RandomPlayer(room, 9, { emergencies: true });
    const report = playGame(room, firmware, { seed: 9, player, virtual: { maxGameMs: 20 * 60_000 } });
    expect(report.violations).toEqual([]);
  });
});

describe('a solver with a friend who works props without sense', () => {
  it.each([1, 2])('wins all the same with seed %i', (seed) => {
    const friend = new RandomPlayer(room, seed, { pauseMs: [1000, 20_000] });
    const player = new Companions([createPlayer(room, 'solver', seed), friend]);
    const report = playGame(room, firmware, { seed, player });
    expect(report.violations).toEqual([]);
    expect(report.outcome).toBe('won');
  });
});
