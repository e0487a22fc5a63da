/** The repository's files as git sees them: tracked ones and new ones that are not ignored. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export interface SourceFile {
  /** Path from the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const TEXT =
  /\.(ts|tsx|js|cjs|mjs|cc|h|md|json|jsonc|yaml|yml|css|html|svg)$|(^|\/)(LICENSE|\.npmrc|\.gitignore|\.ci\/run)$/;

/** All text files of the repository; the lock file is left to its own rule. */
export function repositoryFiles(): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return listed
    .split('\n')
    .filter((path) => TEXT.test(path) && path !== 'package-lock.json' && existsSync(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

export const isCode = (path: string): boolean => /\.(ts|tsx|cc|h|css)$/.test(path) && !path.includes('/generated/');
export const isTest = (path: string): boolean => /\.test\.tsx?$|\/test\/|\/test-utils\/|\/bench\//.test(path);
