/** A process that is killed while it writes: everything that it was told is durable can be read and replayed. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFileStore } from '@understudy/adapters';
import { repairJournal, replayJournal } from '@understudy/journal';
import { expect, test } from 'vitest';
import { createToyEngine, KEY, ROOM } from './toy-engine.ts';

const WRITER = fileURLToPath(new URL('./crash-writer.ts', import.meta.url));

/** Runs the writer until `commits` commits are durable, kills it, and returns the last sequence that it printed. */
async function writeAndKill(folder: string, name: string, commits: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', WRITER, folder, name], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
    if (output.split('\n').length > commits) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.once('close', resolve));
  const printed = output.split('\n').slice(0, -1);
  if (printed.length < commits) throw new Error(`the writer ended early: ${errors}`);
  return Number(printed.at(-1));
}

test.each([1, 4, 23])('killed after %i commits', async (commits) => {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-crash-'));
  try {
    const durable = await writeAndKill(folder, 'j', commits);
    const store = createFileStore(folder);
    const reading = await repairJournal(store, 'j');
    expect(reading.clean).toBe(false);
    const steps = reading.records.filter(({ kind }) => kind === 'step').length;
    expect(steps).toBeGreaterThanOrEqual(durable);
    expect(replayJournal(createToyEngine, ROOM, KEY, reading).steps).toBe(steps);
    // The lock of the dead process does not hold, and nothing is left to repair.
    expect((await repairJournal(store, 'j')).damage).toBeUndefined();
    await (await store.open('j')).close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
