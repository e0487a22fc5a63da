/** The file store on a real folder. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileStore } from '@understudy/adapters';
import { beforeEach, expect, test } from 'vitest';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-store-'));
  return () => rm(folder, { recursive: true });
});

test('appends, reads, lists and truncates; a folder is made with its first file', async () => {
  const store = createFileStore(join(folder, 'deep', 'journals'));
  expect(await store.list()).toEqual([]);
  expect(await store.read('a.journal')).toBeUndefined();
  const file = await store.open('a.journal');
  await file.append(Uint8Array.of(1, 2, 3));
  await file.append(Uint8Array.of(4));
  expect(file.length).toBe(4);
  expect(await store.list()).toEqual(['a.journal']);
  await file.close();
  expect(Array.from((await store.read('a.journal')) ?? [])).toEqual([1, 2, 3, 4]);
  await store.truncate('a.journal', 2);
  const again = await store.open('a.journal');
  expect(again.length).toBe(2);
  await again.append(Uint8Array.of(9));
  await again.close();
  expect(Array.from(await readFile(join(folder, 'deep', 'journals', 'a.journal')))).toEqual([1, 2, 9]);
});

test('a file in use is refused, and free again after close', async () => {
  const store = createFileStore(folder);
  const file = await store.open('a');
  await expect(store.open('a')).rejects.toMatchObject({ code: 'FILE_IN_USE', seen: `process ${process.pid}` });
  await expect(store.truncate('a', 0)).rejects.toMatchObject({ code: 'FILE_IN_USE' });
  await file.close();
  await (await store.open('a')).close();
  await expect(stat(join(folder, 'a.lock'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('the lock of a process that has died is taken over', async () => {
  await writeFile(join(folder, 'a.lock'), '2147483646');
  const file = await createFileStore(folder).open('a');
  await file.close();
});

test.each(['../a', 'a/b', '', '.hidden', 'a.lock'])('the name %j is refused', async (name) => {
  await expect(createFileStore(folder).open(name)).rejects.toMatchObject({ code: 'BAD_FILE_NAME' });
});
