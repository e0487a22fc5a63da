/** A folder for each game's records, numbered by epoch: the number rises with every start that takes control of the room. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface RunFolder {
  readonly epoch: number;
  readonly folder: string;
}

export class RunFolders {
  readonly #base: string;

  /** @param base made when it is not there */
  constructor(base: string) {
    this.#base = base;
  }

  /** Makes the next folder; its name is the epoch with six digits or more. */
  next(): RunFolder {
    mkdirSync(this.#base, { recursive: true });
    const epochs = readdirSync(this.#base)
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
    const epoch = Math.max(0, ...epochs) + 1;
    const folder = join(this.#base, String(epoch).padStart(6, '0'));
    mkdirSync(folder);
    return { epoch, folder };
  }
}
