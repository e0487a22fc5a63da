/** Runs one command in this process, as main.ts does: its exit code, and what it prints. */
import { vi } from 'vitest';
import { Failure } from '../src/failure.ts';
import type { Finished } from './run-cli.ts';

export async function heard(command: () => Promise<number>): Promise<Finished> {
  const out: string[] = [];
  const err: string[] = [];
  const hear = (lines: string[]) => (line: unknown) => void lines.push(`${String(line)}\n`);
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(hear(out)),
    vi.spyOn(console, 'error').mockImplementation(hear(err)),
  ];
  let code: number;
  try {
    code = await command();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    err.push(`${error.code} ${error.message}\n`);
    code = error.exitCode;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return { code, out: out.join(''), err: err.join('') };
}
