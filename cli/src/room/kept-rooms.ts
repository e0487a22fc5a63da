/**
 * Rooms without a problem, kept in the cache by the hash of everything that says so: their files, and the code that reads and
 * judges them. To read a large room's YAML takes more than a second of a core, which every command would pay again.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { LoadRoomResult } from '@understudy/adapters/room';
import type { Room } from '@understudy/contract';
import { sourceHash } from '../artefacts/source-hash.ts';
import { placeWhole } from '../output/write-whole.ts';
import { CACHE } from '../paths.ts';

/** What a room's verdict depends on beside its files; the lock file names the library that reads YAML. */
const JUDGES = ['engine/contract/src', 'engine/adapters/src/room', 'sim-devices/src', 'package-lock.json'];
const PARTS = ['controllers', 'physics', 'players'];
/** Rooms that stay; the oldest make way. */
const KEPT = 32;

let judges: string | undefined;

/** The room as it was kept, or as `load` finds it. One with a problem is never kept. A cache that refuses costs time alone. */
export async function keptRoom(
  folder: string,
  load: () => Promise<LoadRoomResult>,
  cache = join(CACHE, 'rooms'),
): Promise<LoadRoomResult> {
  const key = keyOf(folder);
  if (key === undefined) return load();
  const path = join(cache, `${key}.v8`);
  const kept = read(path);
  if (kept !== undefined) return { ok: true, room: kept };
  const loaded = await load();
  // Somebody may have saved a file meanwhile: what was read is then of neither hash.
  if (loaded.ok && keyOf(folder) === key) keep(cache, path, loaded.room);
  return loaded;
}

/** Over names and contents of every file that loading a room looks at; undefined where one cannot be read. */
function keyOf(folder: string): string | undefined {
  judges ??= sourceHash(JUDGES, process.version);
  const hash = createHash('sha256').update(judges);
  try {
    const names = readdirSync(folder).sort();
    const parts = PARTS.filter((part) => names.includes(part)).flatMap((part) =>
      readdirSync(join(folder, part))
        .sort()
        .map((name) => `${part}/${name}`),
    );
    for (const name of [...names.filter((each) => /\.ya?ml$/.test(each)), ...parts]) {
      hash.update(`${name}\0`).update(
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest(),
      );
    }
  } catch {
    return undefined;
  }
  return hash.digest('hex').slice(0, 32);
}

function read(path: string): Room | undefined {
  try {
    return deserialize(readFileSync(path)) as Room;
  } catch {
    return undefined;
  }
}

function keep(cache: string, path: string, room: Room): void {
  try {
    placeWhole(path, serialize(room));
    const files = readdirSync(cache).map((name) => join(cache, name));
    const ages = new Map(files.map((file) => [file, statSync(file).mtimeMs]));
    files.sort((one, other) => (ages.get(other) ?? 0) - (ages.get(one) ?? 0));
    for (const file of files.slice(KEPT)) rmSync(file, { force: true });
  } catch {
    // Another process may have thrown the same file away, or the disk is full: the room is loaded all the same.
  }
}
