/** Compiles a program of `firmware/boards/shared/check` for this machine, with sanitizers. */
import { execFileSync } from 'node:child_process';
import { FIRMWARE_ROOT } from '../build/index.ts';

const FLAGS = ['-std=c++20', '-O1', '-g', '-Wall', '-Wextra', '-Werror', '-fno-exceptions', '-fno-rtti'];
const SANITIZERS = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all'];
/** The parts that each program checks; the rest need a whole board, and `boards-compile.test.ts` compiles them all. */
const PARTS = {
  parts: ['step-generator', 'strip-frames'],
  sampler: ['sampler', 'step-generator'],
  'mqtt-peer': ['mqtt'],
} as const;

/** Name of a program's file, without `.cc`. */
export type Check = keyof typeof PARTS;

/** @param program path of the executable to make */
export function compileParts(check: Check, program: string): void {
  const shared = `${FIRMWARE_ROOT}/boards/shared`;
  const files = [...PARTS[check], `check/${check}`].map((name) => `${shared}/${name}.cc`);
  const includes = [`-I${FIRMWARE_ROOT}`, `-I${shared}/check`];
  execFileSync('g++', [...FLAGS, ...SANITIZERS, ...includes, ...files, '-o', program], { stdio: 'pipe' });
}
