import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { answer } from '../src/index.ts';
import { playedHashes, requests } from './requests.ts';

it('has equal hashes in this process and in another', async () => {
  const here = await playedHashes();
  const games = JSON.stringify(new URL('./requests.ts', import.meta.url).href);
  const script = `import(${games}).then(async (games) => console.log(JSON.stringify(await games.playedHashes())));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '--eval', script]);
  expect(JSON.parse(stdout)).toEqual(here);
  expect(here.every((hash) => /^[0-9a-f]{16}$/.test(hash))).toBe(true);
});

it('answers with what was wrong instead of throwing', async () => {
  const [small] = await requests();
  expect(answer({ ...small, tables: {} })).toMatchObject({
    kind: 'failed',
    id: 1,
    message: expect.stringContaining('box: expected a flash table'),
  });
  expect(answer({ ...small, wasm: new Uint8Array(8) })).toMatchObject({ kind: 'failed' });
});
