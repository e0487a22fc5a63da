/** Takes what a runner tells: counts it, shows it, writes it down. When the disk refuses, memory keeps the rest. */
import type { Failure as FoundFailure, GameLine, ShardResult } from '@understudy/scenarios';
import { Failure } from '../failure.ts';
import { failureFile, failureName, type Provenance } from './failure-file.ts';
import type { CampaignFolder, ReadShards } from './folder.ts';
import type { CampaignJob, CampaignRun } from './run-campaign.ts';
import type { RunnerEvents } from './shard-runner.ts';
import { Tally } from './tally.ts';
import { Timeline, type TimelineSample, type TimelineSession } from './timeline.ts';

export class Keeper implements RunnerEvents {
  readonly #job: CampaignJob;
  readonly #earlier: readonly TimelineSession[];
  readonly #results: Map<number, ShardResult>;
  readonly #failures = new Map<number, FoundFailure>();
  readonly #troubles: string[];
  readonly #tally: Tally;
  readonly #timeline: Timeline;
  readonly #startedAtMs: number;
  readonly #broken = new AbortController();

  constructor(job: CampaignJob, before: ReadShards, earlier: readonly TimelineSession[]) {
    this.#job = job;
    this.#earlier = earlier;
    this.#results = new Map(before.results.map((result) => [result.shard, result]));
    this.#troubles = before.unreadable.map((file) => `${file} is no result of this campaign; its shard was run again`);
    this.#tally = new Tally(before.results);
    this.#timeline = new Timeline(job.jobs);
    this.#startedAtMs = job.nowMs();
  }

  /** Aborted when a result could not be written: to go on would be to lose more. */
  get broken(): AbortSignal {
    return this.#broken.signal;
  }

  onLine(shard: number, line: GameLine): void {
    this.#tally.line(shard, line);
    this.#show();
  }

  onFailure(failure: FoundFailure): void {
    const { firstViolation, game } = failure;
    if (!this.#failures.has(game)) {
      this.#job.status.say(`game ${game} broke ${firstViolation.invariant}: ${firstViolation.detail}`);
    }
    this.#failures.set(game, failure);
    this.#try(() => keepFailures(this.#job.folder, [failure], this.#job.from));
  }

  onResult(result: ShardResult): void {
    for (const failure of result.failures) this.onFailure(failure);
    this.#results.set(result.shard, result);
    this.#tally.result(result);
    this.#show();
    this.#write(`shards/${result.shard}.json`, result);
    this.#write('timeline.json', this.#sessions());
  }

  /** After the last result. */
  end(): void {
    this.#timeline.end(this.#sample());
    this.#write('timeline.json', this.#sessions());
    this.#job.status.done();
  }

  kept(): Pick<CampaignRun, 'results' | 'loose' | 'sessions' | 'troubles'> {
    const results = [...this.#results.values()].sort((one, other) => one.shard - other.shard);
    const told = new Set(results.flatMap(({ failures }) => failures.map(({ game }) => game)));
    const loose = [...this.#failures.values()].filter(({ game }) => !told.has(game));
    return { results, loose, sessions: this.#sessions(), troubles: this.#troubles };
  }

  #sessions(): readonly TimelineSession[] {
    return [...this.#earlier, this.#timeline.session()];
  }

  #sample(): TimelineSample {
    return this.#tally.sample(this.#job.nowMs() - this.#startedAtMs);
  }

  #show(): void {
    const sample = this.#sample();
    this.#timeline.add(sample);
    this.#job.status.show(sample);
  }

  #write(name: string, content: unknown): void {
    this.#try(() => this.#job.folder.write(name, content));
  }

  #try(write: () => void): void {
    try {
      write();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (!this.#broken.signal.aborted) this.#job.status.say(`${error.message}; the campaign ends here`);
      this.#troubles.push(error.message);
      this.#broken.abort();
    }
  }
}

/** A file a failure. @throws Failure UNWRITABLE */
export function keepFailures(folder: CampaignFolder, failures: readonly FoundFailure[], from: Provenance): void {
  for (const failure of failures) {
    const name = `failures/${failureName(failure)}`;
    folder.write(name, failureFile(failure, `${folder.path}/${name}`, from));
  }
}
