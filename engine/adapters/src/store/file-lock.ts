/** A lock file beside a file: one process at a time. A lock whose process has died is taken over. */
import { open, readFile, rm } from 'node:fs/promises';
import { AdapterError, isSystemError } from '../errors.ts';

/** Whether a process of this id is running. A process of another user counts as running. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isSystemError(error, 'ESRCH');
  }
}

async function create(path: string): Promise<boolean> {
  try {
    const handle = await open(path, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Takes the lock; the returned function gives it back. Throws FILE_IN_USE naming the process that has it. */
export async function takeFileLock(path: string): Promise<() => Promise<void>> {
  const lockPath = `${path}.lock`;
  for (let attempt = 0; attempt < 2; attempt++) {
    if (await create(lockPath)) return () => rm(lockPath, { force: true });
    const owner = Number(await readFile(lockPath, 'utf8').catch(() => ''));
    if (Number.isInteger(owner) && owner > 0 && isRunning(owner)) {
      throw new AdapterError('FILE_IN_USE', `${path} is open already`, 'no other process', `process ${owner}`);
    }
    await rm(lockPath, { force: true });
  }
  throw new AdapterError('FILE_IN_USE', `${path} is open already`, 'no other process', 'one that has just started');
}
