/** The Store port on a folder of this machine. */
import { type FileHandle, mkdir, open, readdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppendFile, Store } from '@understudy/ports';
import { AdapterError, isSystemError } from '../errors.ts';
import { takeFileLock } from './file-lock.ts';

const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

class NodeAppendFile implements AppendFile {
  readonly #handle: FileHandle;
  readonly #unlock: () => Promise<void>;
  #length: number;

  constructor(handle: FileHandle, length: number, unlock: () => Promise<void>) {
    this.#handle = handle;
    this.#length = length;
    this.#unlock = unlock;
  }

  get length(): number {
    return this.#length;
  }

  async append(bytes: Uint8Array): Promise<void> {
    let at = 0;
    while (at < bytes.length) {
      const { bytesWritten } = await this.#handle.write(bytes, at, bytes.length - at);
      at += bytesWritten;
    }
    await this.#handle.datasync();
    this.#length += bytes.length;
  }

  async close(): Promise<void> {
    try {
      await this.#handle.close();
    } finally {
      await this.#unlock();
    }
  }
}

/** Makes the folder's entries durable: a new file is not safe before its name is. Windows journals names by itself and opens no folder. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The store in `folder`, which is made with the first file. Throws BAD_FILE_NAME for names with separators or dots first. */
export function createFileStore(folder: string): Store {
  const pathOf = (name: string): string => {
    if (PLAIN_NAME.test(name) && !name.endsWith('.lock')) return join(folder, name);
    throw new AdapterError('BAD_FILE_NAME', 'not a file name', 'letters, digits, . _ - and no .lock at the end', name);
  };
  return {
    async list() {
      try {
        const names = await readdir(folder);
        return names.filter((name) => PLAIN_NAME.test(name) && !name.endsWith('.lock')).sort();
      } catch (error) {
        if (isSystemError(error, 'ENOENT')) return [];
        throw error;
      }
    },
    async read(name) {
      try {
        return await readFile(pathOf(name));
      } catch (error) {
        if (isSystemError(error, 'ENOENT')) return undefined;
        throw error;
      }
    },
    async open(name) {
      const path = pathOf(name);
      await mkdir(folder, { recursive: true });
      const unlock = await takeFileLock(path);
      try {
        const handle = await open(path, 'a');
        await syncFolder(folder);
        return new NodeAppendFile(handle, (await handle.stat()).size, unlock);
      } catch (error) {
        await unlock();
        throw error;
      }
    },
    async truncate(name, length) {
      const path = pathOf(name);
      const unlock = await takeFileLock(path);
      try {
        await truncate(path, length);
        const handle = await open(path, 'r+');
        try {
          await handle.sync();
        } finally {
          await handle.close();
        }
      } finally {
        await unlock();
      }
    },
  };
}
