/** The tables that campaigns share over PostgreSQL, beside those of graphile-worker. */
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { EXIT, Failure } from '../../failure.ts';

/**
 * campaigns: what a worker needs to run a shard, so that it needs nothing but the same code. shards: results, one a shard
 * for ever: a shard that was run twice found the same. workers: who is alive.
 */
const TABLES = `
  create schema if not exists understudy_campaign;
  create table if not exists understudy_campaign.campaigns (
    id text primary key, settings json not null, room json not null, firmware bytea not null,
    shrink_runs integer not null, created_at timestamptz not null default now());
  create table if not exists understudy_campaign.shards (
    campaign text not null references understudy_campaign.campaigns on delete cascade, shard integer not null,
    result json not null, made_by text not null, made_at timestamptz not null default now(),
    primary key (campaign, shard));
  create table if not exists understudy_campaign.workers (
    worker_id text primary key, host text not null, code text not null, seen_at timestamptz not null);
`;
/** Any number: processes that prepare the database take turns under it. */
const PREPARE_LOCK = 7_240_019;
const CONNECT_MS = 5000;

export type Database = pg.Pool;

/** @throws Failure QUEUE_UNREACHABLE when nobody answers, or will not have us */
export async function openDatabase(url: string, onError: (message: string) => void): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  // A connection that breaks while nobody uses it: the next query opens another.
  pool.on('error', (error) => onError(error.message));
  pool.on('connect', (client) => client.on('error', (error) => onError(error.message)));
  try {
    await prepare(pool);
    return pool;
  } catch (error) {
    await pool.end();
    const seen = error instanceof Error ? error.message : String(error);
    throw new Failure(
      'QUEUE_UNREACHABLE',
      `${hidePassword(url)}: expected a PostgreSQL server, seen: ${seen}`,
      EXIT.infrastructure,
    );
  }
}

async function prepare(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [PREPARE_LOCK]);
    await runMigrations({ pgPool: pool });
    await client.query(TABLES);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [PREPARE_LOCK]);
    client.release();
  }
}

/** The address without what must not be printed. */
function hidePassword(url: string): string {
  return url.replace(/:\/\/([^:@/]+):[^@/]*@/, '://$1:***@');
}
