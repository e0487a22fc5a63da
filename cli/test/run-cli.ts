/** Runs `understudy` as its user does: a process of its own, with what it prints. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../bin/understudy.mjs', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** What it has printed on standard output so far. */
  readonly out: () => string;
  readonly finished: Promise<Finished>;
  /** Resolves with the match once standard output has it; rejects when the process ends before. */
  seen(pattern: RegExp): Promise<RegExpMatchArray>;
}

export function launch(...args: string[]): Running {
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd: ROOT });
  let out = '';
  let err = '';
  const listeners = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    for (const listener of listeners) listener();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const finished = new Promise<Finished>((resolve) => {
    child.once('close', (code) => {
      resolve({ code, out, err });
      for (const listener of listeners) listener();
    });
  });
  const seen = (pattern: RegExp): Promise<RegExpMatchArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = out.match(pattern);
        if (match !== null) resolve(match);
        else if (child.exitCode !== null) reject(new Error(`expected ${pattern}, seen:\n${out}\n${err}`));
        else return;
        listeners.delete(look);
      };
      listeners.add(look);
      look();
    });
  return { child, out: () => out, finished, seen };
}

export const understudy = (...args: string[]): Promise<Finished> => launch(...args).finished;
