/** `understudy campaign worker --queue postgres://...`: takes shards of campaigns from the queue until it is told to stop. */
import { availableParallelism } from 'node:os';
import { codeHash } from '../artefacts/source-hash.ts';
import { openDatabase } from '../campaign/queue/database.ts';
import { runQueueWorker } from '../campaign/queue/queue-worker.ts';
import { EXIT, Failure } from '../failure.ts';

export interface WorkerOptions {
  readonly queue?: string;
  readonly jobs?: number;
}

/** Exit code 0 after SIGINT or SIGTERM: what ran is finished or given back. @throws Failure QUEUE_MISSING, QUEUE_UNREACHABLE */
export async function campaignWorker({ queue, jobs = availableParallelism() }: WorkerOptions): Promise<number> {
  if (queue === undefined) {
    throw new Failure(
      'QUEUE_MISSING',
      'expected --queue postgres://user:password@host:port/database or UNDERSTUDY_QUEUE, seen neither',
      EXIT.usage,
    );
  }
  const say = (text: string): void => console.log(`${new Date().toISOString()} ${text}`);
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const database = await openDatabase(queue, say);
  const code = codeHash();
  say(
    `worker of code ${code}, ${jobs} ${jobs === 1 ? 'shard' : 'shards'} at a time; Ctrl-C stops it after the games that run`,
  );
  try {
    await runQueueWorker({ database, jobs, codeHash: code, signal: stop.signal, say });
  } finally {
    await database.end();
  }
  say('stopped');
  return EXIT.ok;
}
