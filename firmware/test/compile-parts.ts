/** Compiles a program of `firmware/boards/shared/check` for this machine, with sanitizers. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { FIRMWARE_ROOT } from '../build/index.ts';

const FLAGS = ['-std=c++20', '-O1', '-g', '-Wall', '-Wextra', '-Werror', '-fno-exceptions', '-fno-rtti'];
const SANITIZERS = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all'];

/** @param check name of the program's file, without `.cc` */
export function compileParts(check: 'parts' | 'mqtt-peer', program: string): void {
  const shared = `${FIRMWARE_ROOT}/boards/shared`;
  const parts = readdirSync(shared).filter((name) => name.endsWith('.cc'));
  const files = [...parts.map((name) => `${shared}/${name}`), `${shared}/check/${check}.cc`];
  execFileSync('g++', [...FLAGS, ...SANITIZERS, `-I${FIRMWARE_ROOT}`, ...files, '-o', program], { stdio: 'pipe' });
}
