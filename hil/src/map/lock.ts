/** One process a board: a lock file for each id, which says who holds it. */

import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { codeOf } from '../coded-error.ts';
import { RigError } from './errors.ts';

/** Who holds a board. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, in the system's ticks since its start; 0 where that is not known. Numbers of processes come again. */
  readonly began: number;
  /** ISO 8601. */
  readonly since: string;
  /** Tells this lock from a later one of the same process. */
  readonly token: string;
}

export interface BoardLock {
  /** Lets go. A lock that is not one's own any more stays. */
  release(): void;
}

/** Tries while others take over the same stale lock. */
const TRIES = 50;
/** A take-over is a few system calls; one so old is of a process that died in it. */
const TAKE_OVER_MS = 5000;

/**
 * Takes all of these boards, or none: a DUT and its bench together.
 * @throws RigError BENCH_LOCKED with who holds the first that is held
 */
export function lockBoards(folder: string, ids: readonly string[]): BoardLock {
  const locks: BoardLock[] = [];
  const release = (): void => {
    for (const lock of locks.splice(0)) lock.release();
  };
  try {
    // In one order everywhere, and each once: in emulation both are one.
    for (const id of [...new Set(ids)].sort()) locks.push(lockBoard(folder, id));
  } catch (error) {
    release();
    throw error;
  }
  return { release };
}

function lockBoard(folder: string, id: string): BoardLock {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${encodeURIComponent(id)}.lock`);
  const self: LockHolder = {
    pid: process.pid,
    host: hostname(),
    began: beganAt(process.pid) ?? 0,
    since: new Date().toISOString(),
    token: randomUUID(),
  };
  let holder: LockHolder | undefined;
  for (let turn = 0; turn < TRIES; turn += 1) {
    if (create(path, self)) return { release: () => removeIf(path, self) };
    holder = holderOf(path);
    if (holder !== undefined && isAlive(holder)) break;
    takeAway(path);
  }
  const who = holder === undefined ? 'somebody' : `process ${holder.pid} on ${holder.host} since ${holder.since}`;
  throw new RigError('BENCH_LOCKED', `expected board ${id} to be free, seen it held by ${who} (${path})`);
}

/** Whole or not at all: a reader never sees half of it. */
function create(path: string, self: LockHolder): boolean {
  const draft = `${path}.${self.token}`;
  writeFileSync(draft, JSON.stringify(self));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Undefined for a file that is gone, or that no version of this has written. */
function holderOf(path: string): LockHolder | undefined {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as LockHolder;
    return typeof holder.pid === 'number' && typeof holder.host === 'string' ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Of another machine nothing is known: its locks hold. */
function isAlive({ pid, host, began }: LockHolder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process is alive too.
    return codeOf(error) === 'EPERM';
  }
  const now = beganAt(pid);
  return began === 0 || now === undefined || now === began;
}

/** Removes a stale lock. Of several who want to, one does, and looks again first: another may have taken it over by now. */
function takeAway(path: string): void {
  const guard = `${path}.take-over`;
  try {
    writeFileSync(guard, '', { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (ageMs(guard) > TAKE_OVER_MS) rmSync(guard, { force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    return;
  }
  const holder = holderOf(path);
  if (holder === undefined || !isAlive(holder)) rmSync(path, { force: true });
  rmSync(guard, { force: true });
}

function removeIf(path: string, { token }: LockHolder): void {
  if (holderOf(path)?.token === token) rmSync(path, { force: true });
}

/** Linux alone tells. */
function beganAt(pid: number): number | undefined {
  try {
    // The name in brackets may hold spaces and brackets itself; the 20th field after it is the start.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const began = Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[19]);
    return Number.isFinite(began) ? began : undefined;
  } catch {
    return undefined;
  }
}

function ageMs(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}
