/** The C++ side of the link on this machine, compiled with sanitizers from firmware/link/check. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIRMWARE_ROOT } from '@understudy/firmware';

const FLAGS = ['-std=c++20', '-O1', '-g', '-Wall', '-Wextra', '-Werror', '-fno-exceptions', '-fno-rtti'];
const SANITIZERS = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all'];

/** Compiles `firmware/link/check/<name>.cc`; its path, and what removes it. */
export function compileCheck(name: 'frames' | 'echo' | 'session'): { readonly program: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-link-'));
  const program = join(folder, name);
  const source = `${FIRMWARE_ROOT}/link/check/${name}.cc`;
  execFileSync('g++', [...FLAGS, ...SANITIZERS, `-I${FIRMWARE_ROOT}`, source, '-o', program], { stdio: 'pipe' });
  return { program, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
