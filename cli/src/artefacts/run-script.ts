/** Builds by a script in a process of its own: compilers take a core for long. */
import { fork } from 'node:child_process';
import { EXIT, Failure } from '../failure.ts';

const LOADER = new URL('../../bin/typescript.mjs', import.meta.url).href;

/**
 * Runs a TypeScript file with these arguments until it ends.
 * @param what is built, for the message
 * @throws Failure BUILD_FAILED with all that the process has said
 */
export function runScript(script: string, args: readonly string[], what: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(script, [...args], { execArgv: ['--import', LOADER], silent: true });
    let output = '';
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Failure('BUILD_FAILED', `${what} could not be built:\n${output.trim()}`, EXIT.infrastructure));
    });
  });
}
