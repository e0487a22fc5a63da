import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadRoom } from '@understudy/adapters/room';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { smallRoom } from '../../test/small-room.ts';
import { keptRoom } from './kept-rooms.ts';

let folder: string;
let cache: string;
let loads: number;
beforeEach(() => {
  folder = smallRoom();
  cache = mkdtempSync(join(tmpdir(), 'understudy-rooms-'));
  loads = 0;
});
afterEach(() => {
  for (const path of [dirname(folder), cache]) rmSync(path, { recursive: true });
});

const open = () =>
  keptRoom(
    folder,
    () => {
      loads += 1;
      return loadRoom(folder);
    },
    cache,
  );
const edit = (file: string, from: string, to: string): void => {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
};

it('a room is loaded once, and is the same the second time', async () => {
  const first = await open();
  expect(first.ok).toBe(true);
  expect([await open(), loads]).toEqual([first, 1]);
});

it.each([
  ['room.yaml', '"title": "', '"title": "New '],
  ['controllers/box.yaml', '{', '{ '],
  ['physics/box.yaml', '"releaseMs": 20', '"releaseMs": 30'],
])('a change of %s is seen', async (file, from, to) => {
  await open();
  edit(file, from, to);
  expect(await open()).toEqual(await loadRoom(folder));
  expect(loads).toBe(2);
});

it('a file that came, went or moved is seen', async () => {
  await open();
  writeFileSync(join(folder, 'rulez.yaml'), '');
  expect(await open()).toMatchObject({ ok: false, problems: [{ code: 'FILE_UNKNOWN' }] });
  rmSync(join(folder, 'rulez.yaml'));
  mkdirSync(join(folder, 'players'));
  writeFileSync(join(folder, 'players', 'Solver.yml'), '');
  expect(await open()).toMatchObject({ ok: false, problems: [{ code: 'FILE_UNKNOWN' }] });
  rmSync(join(folder, 'rules.yaml'));
  expect((await open()).ok).toBe(false);
  expect(loads).toBe(4);
});

it('a room with a problem is loaded every time', async () => {
  edit('room.yaml', '"title"', '"titel"');
  for (let time = 1; time <= 2; time += 1) expect([(await open()).ok, loads]).toEqual([false, time]);
});

it('a room that is edited while it is read is not kept', async () => {
  await keptRoom(
    folder,
    async () => {
      const loaded = await loadRoom(folder);
      edit('room.yaml', '"title": "', '"title": "New ');
      return loaded;
    },
    cache,
  );
  expect(readdirSync(cache)).toEqual([]);
});

it('a damaged cache, and one that cannot be written, cost time alone', async () => {
  const first = await open();
  for (const name of readdirSync(cache)) writeFileSync(join(cache, name), 'x');
  expect(await open()).toEqual(first);
  expect(await keptRoom(folder, () => loadRoom(folder), join(folder, 'room.yaml'))).toEqual(first);
  expect(loads).toBe(2);
});

it('the oldest rooms make way', async () => {
  for (let at = 0; at < 40; at += 1) writeFileSync(join(cache, `${at}.v8`), '');
  const first = await open();
  expect(readdirSync(cache)).toHaveLength(32);
  expect([await open(), loads]).toEqual([first, 1]);
});
