/** An emulator never outlives who started it, however that one ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildM7, FIRMWARE_ROOT } from '@understudy/firmware';
import { describe, expect, it, vi } from 'vitest';

const STARTER = fileURLToPath(new URL('start-emulator.ts', import.meta.url));

/** Whether a process runs; one that has ended and that nobody has buried does not. */
function lives(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('an emulator', () => {
  it.each(['SIGKILL', 'SIGTERM'] as const)('ends when its process is ended by %s', async (signal) => {
    const { elf } = await buildM7({ cacheDir: `${FIRMWARE_ROOT}/../.cache/firmware` });
    const starter = spawn(process.execPath, ['--import', 'tsx', STARTER, elf], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = await once(starter.stdout, 'data');
    const pid = Number(String(said));
    expect(lives(pid)).toBe(true);
    starter.kill(signal);
    await once(starter, 'close');
    await vi.waitFor(() => expect(lives(pid)).toBe(false), { timeout: 20_000, interval: 50 });
  });
});
