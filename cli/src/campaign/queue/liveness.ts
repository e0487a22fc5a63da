/**
 * Who is alive. A worker that was killed keeps its job locked (graphile-worker gives it four hours); here every worker says
 * every few seconds that it lives, and anybody who sees a silent one gives its shards back.
 */
import type { Database } from './database.ts';

/** Between two signs of life. */
export const ALIVE_MS = 2000;
/** A worker that was silent for so long is dead: its jobs are free again. */
const DEAD_AFTER_SECONDS = 10;

export interface Host {
  readonly name: string;
  /** Hash of the sources that it runs. */
  readonly code: string;
}

/** Says that these workers (as graphile-worker names them) and the process itself are alive. */
export async function sayAlive(database: Database, host: Host, workerIds: Iterable<string>): Promise<void> {
  await database.query(
    `insert into understudy_campaign.workers (worker_id, host, code, seen_at)
     select id, $2, $3, now() from unnest($1::text[]) as id
     on conflict (worker_id) do update set seen_at = now()`,
    [[`${host.name} ${process.pid}`, ...workerIds], host.name, host.code],
  );
}

/** Whether any process is alive that takes shards of this code. */
export async function isAnyoneThere(database: Database, code: string): Promise<boolean> {
  const found = await database.query(
    `select from understudy_campaign.workers
     where code = $1 and seen_at > now() - make_interval(secs => $2) limit 1`,
    [code, DEAD_AFTER_SECONDS],
  );
  return found.rows.length > 0;
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
