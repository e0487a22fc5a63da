/** A failing run as a file: what the campaign found, the sources that it was found in, and the line that shows it again. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure as FoundFailure } from '@understudy/scenarios';
import { ROOT } from '../paths.ts';

/** Where the sources stand. */
export interface Provenance {
  /** Of HEAD, with `+` when files differ from it; empty outside a repository. */
  readonly gitCommit: string;
  /** SHA-256 of package-lock.json, hex. */
  readonly lockfileHash: string;
}

export interface FailureFile extends FoundFailure, Provenance {
  /** Shows the failure again. */
  readonly replay: string;
}

export function provenance(): Provenance {
  return { gitCommit: gitCommit(), lockfileHash: lockfileHash() };
}

/** The name of a failure's file below `failures/`. */
export const failureName = ({ firstViolation, game }: FoundFailure): string => `${firstViolation.number}-${game}.json`;

export function failureFile(failure: FoundFailure, path: string, from: Provenance): FailureFile {
  return { ...failure, ...from, replay: `npx understudy scenario run ${quoted(path)}` };
}

function quoted(path: string): string {
  return /^[\w./:\\@+-]+$/.test(path) ? path : `"${path}"`;
}

function gitCommit(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return `${git('rev-parse', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+'}`;
  } catch {
    return '';
  }
}

function lockfileHash(): string {
  try {
    return createHash('sha256')
      .update(readFileSync(join(ROOT, 'package-lock.json')))
      .digest('hex');
  } catch {
    return '';
  }
}
