/** What a running campaign has done so far, for the progress line and the timeline. */
import type { GameLine, ShardResult } from '@understudy/scenarios';
import type { TimelineSample } from './timeline.ts';

interface ShardTally {
  games: number;
  gameSeconds: number;
  failures: number;
}

export class Tally {
  /** Games of results that earlier processes left in the folder. */
  readonly resumedGames: number;
  readonly #shards = new Map<number, ShardTally>();
  readonly #whole = new Set<number>();
  readonly #reached = new Set<string>();
  #games = 0;
  #gameSeconds = 0;
  #failures = 0;

  constructor(resumed: readonly ShardResult[]) {
    this.resumedGames = resumed.reduce((sum, { games }) => sum + games.length, 0);
    for (const { coverage } of resumed) this.#reach(coverage);
  }

  line(shard: number, line: GameLine): void {
    // Lines and results come on ways of their own: a line may be later than the result that counts it already.
    if (this.#whole.has(shard)) return;
    const tally = this.#shards.get(shard) ?? { games: 0, gameSeconds: 0, failures: 0 };
    this.#shards.set(shard, tally);
    tally.games += 1;
    tally.gameSeconds += line.gameSeconds;
    tally.failures += line.verdict === 'failed' ? 1 : 0;
    this.#games += 1;
    this.#gameSeconds += line.gameSeconds;
    this.#failures += line.verdict === 'failed' ? 1 : 0;
  }

  result({ shard, games, coverage }: ShardResult): void {
    const counted = this.#shards.get(shard);
    this.#games += games.length - (counted?.games ?? 0);
    this.#gameSeconds += games.reduce((sum, game) => sum + game.gameSeconds, 0) - (counted?.gameSeconds ?? 0);
    this.#failures += games.filter(({ verdict }) => verdict === 'failed').length - (counted?.failures ?? 0);
    this.#whole.add(shard);
    this.#shards.delete(shard);
    this.#reach(coverage);
  }

  sample(atMs: number): TimelineSample {
    return {
      atMs: Math.round(atMs),
      games: this.#games,
      gameSeconds: Math.round(this.#gameSeconds),
      failures: this.#failures,
      coverage: this.#reached.size,
    };
  }

  #reach(coverage: ShardResult['coverage']): void {
    for (const name of Object.keys(coverage)) this.#reached.add(name);
  }
}
