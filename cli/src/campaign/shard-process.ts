/** One process that plays shards, one at a time. */
import { type ChildProcess, fork } from 'node:child_process';
import type { ShardResult } from '@understudy/scenarios';
import { GAME_PROCESS_FLAGS } from '../game-process.ts';
import type { ShardTask, WorkerAnswer, WorkerCampaign, WorkerNews, WorkerOrder } from './worker-protocol.ts';

interface Waiting {
  resolve(result: ShardResult): void;
  reject(error: Error): void;
}

export class ShardProcess {
  readonly #child: ChildProcess;
  #waiting: Waiting | undefined;
  #ended: Error | undefined;

  constructor(workerFile: string, campaign: WorkerCampaign, onNews: (news: WorkerNews) => void) {
    this.#child = fork(workerFile, {
      serialization: 'advanced',
      execArgv: [...GAME_PROCESS_FLAGS],
      // Standard output is the report's.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child.on('message', (message: WorkerNews | WorkerAnswer) => {
      if (message.kind === 'result') this.#settle(({ resolve }) => resolve(message.result));
      else if (message.kind === 'error') this.#settle(({ reject }) => reject(new Error(message.reason)));
      else onNews(message);
    });
    this.#child.on('error', (error) => this.#end(error));
    this.#child.on('exit', (code, signal) =>
      this.#end(new Error(`its process ended: ${signal ?? `exit code ${code}`}`)),
    );
    this.#order({ kind: 'campaign', campaign });
  }

  /** Undefined when it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** It plays nothing any more. */
  get ended(): boolean {
    return this.#ended !== undefined;
  }

  /** One at a time. @throws Error when the shard cannot be played, or the process ends on it */
  play(task: ShardTask): Promise<ShardResult> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      if (this.#ended === undefined) this.#order({ kind: 'shard', task });
      else this.#end(this.#ended);
    });
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #order(order: WorkerOrder): void {
    this.#child.send(order, (error) => {
      if (error !== null) this.#end(error);
    });
  }

  #end(error: Error): void {
    this.#ended ??= error;
    this.#settle(({ reject }) => reject(error));
  }

  #settle(how: (waiting: Waiting) => void): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting !== undefined) how(waiting);
  }
}
