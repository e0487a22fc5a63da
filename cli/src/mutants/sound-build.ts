/** The sound build: what it breaks in the games that defects are hunted in, or by a plan. It should be nothing. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Scenario } from '@understudy/scenarios';
import { writeWhole } from '../output/write-whole.ts';
import { CACHE } from '../paths.ts';
import type { Mutant } from './build.ts';
import type { Broken, Games } from './jobs.ts';
import { Players } from './players.ts';

/** A game of the sound build that broke an invariant: a monitor is wrong, or the product is. */
export interface Alarm {
  /** From 0. */
  readonly game: number;
  /** Faults of its campaign; absent for the whole catalogue. */
  readonly faults?: readonly string[];
  readonly violation: Broken;
}

export class SoundBuild {
  readonly #files: Mutant;
  readonly #players: Players;
  readonly #games = new Map<string, Promise<Broken | undefined>>();

  constructor(files: Mutant) {
    this.#files = files;
    this.#players = new Players(files);
  }

  /** What game `game` (from 0) breaks first. Played once by a build: asked again, also by another process, it is read. */
  game(games: Games, game: number): Promise<Broken | undefined> {
    const key = this.#key(games, game);
    const played = this.#games.get(key) ?? this.#played(key, games, game);
    this.#games.set(key, played);
    return played;
  }

  /** What a plan breaks first. @throws Failure MUTANT_DIED */
  async run(scenario: Scenario): Promise<Broken | undefined> {
    const { broken } = await this.#players.run({ kind: 'replay', scenario }, () => undefined);
    return broken[0];
  }

  /** Ends its processes, each after what it plays. */
  close(): void {
    this.#players.close();
  }

  #key({ seed, faults }: Games, game: number): string {
    const { program, firmware, law, room } = this.#files;
    const named = [program, firmware, law, room].map((path) => basename(path));
    const hash = createHash('sha256').update(JSON.stringify([named, seed, faults, game]));
    return hash.digest('hex').slice(0, 16);
  }

  async #played(key: string, { seed, faults }: Games, game: number): Promise<Broken | undefined> {
    const path = join(CACHE, 'mutants', `game-${key}.json`);
    if (existsSync(path)) return (JSON.parse(readFileSync(path, 'utf8')) as Broken | null) ?? undefined;
    const { broken } = await this.#players.run({ kind: 'game', seed, faults, game }, () => undefined);
    const [first] = broken;
    writeWhole(path, JSON.stringify(first ?? null));
    return first;
  }
}
