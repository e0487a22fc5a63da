/** Compiles a program of the boards' `check` folders for this machine, with sanitizers. */
import { execFileSync } from 'node:child_process';
import { FIRMWARE_ROOT } from '../build/index.ts';

const FLAGS = ['-std=c++20', '-O1', '-g', '-Wall', '-Wextra', '-Werror', '-fno-exceptions', '-fno-rtti', '-pthread'];
const SANITIZERS = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all'];
/** What each program is made of; the parts that are missing need a whole board, and `boards-compile.test.ts` compiles them all. */
const PARTS = {
  parts: ['shared/step-generator', 'shared/strip-frames', 'shared/check/parts'],
  sampler: ['shared/sampler', 'shared/step-generator', 'shared/check/sampler'],
  'message-ring': ['shared/check/message-ring'],
  'mqtt-peer': ['shared/mqtt', 'shared/check/mqtt-peer'],
  'esp32-broker': ['esp32/main/broker', 'esp32/check/broker'],
} as const;
/** Last what stands in for ESP-IDF. */
const INCLUDES = ['', 'boards/shared/check', 'boards/esp32/main', 'boards/esp32/stubs'];

/** Name of a program. */
export type Check = keyof typeof PARTS;

/** @param program path of the executable to make */
export function compileParts(check: Check, program: string): void {
  const files = PARTS[check].map((name) => `${FIRMWARE_ROOT}/boards/${name}.cc`);
  const includes = INCLUDES.map((folder) => `-I${FIRMWARE_ROOT}/${folder}`);
  execFileSync('g++', [...FLAGS, ...SANITIZERS, ...includes, ...files, '-o', program], { stdio: 'pipe' });
}
