/**
 * Who is alive. A worker that was killed keeps its job locked (graphile-worker gives it four hours); here every worker says
 * every few seconds that it lives, and anybody who sees a silent one gives its shards back.
 */
import type { Database } from './database.ts';

/** Between two signs of life. */
export const ALIVE_MS = 2000;
/** A worker that was silent for so long is dead: its jobs are free again. */
const DEAD_AFTER_SECONDS = 10;

/** Says that these workers (as graphile-worker names them) are at work in this process. */
export async function sayAlive(database: Database, workerIds: readonly string[], host: string): Promise<void> {
  if (workerIds.length === 0) return;
  await database.query(
    `insert into understudy_campaign.workers (worker_id, host, seen_at)
     select id, $2, now() from unnest($1::text[]) as id
     on conflict (worker_id) do update set seen_at = now()`,
    [workerIds, host],
  );
}

/** Frees the jobs of dead workers; returns how many workers that were. */
export async function freeDeadWorkers(database: Database): Promise<number> {
  const dead = await database.query<{ locked_by: string }>(
    `select distinct locked_by from graphile_worker.jobs
     where task_identifier like 'understudy_shard_%' and locked_at < now() - make_interval(secs => $1)
       and not exists (select from understudy_campaign.workers
                       where worker_id = locked_by and seen_at > now() - make_interval(secs => $1))`,
    [DEAD_AFTER_SECONDS],
  );
  const ids = dead.rows.map(({ locked_by }) => locked_by);
  if (ids.length > 0) await database.query('select graphile_worker.force_unlock_workers($1::text[])', [ids]);
  return ids.length;
}
