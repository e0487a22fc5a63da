import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { answer } from '../src/index.ts';
import { requests } from './requests.ts';

it('has equal hashes in this process and in another', async () => {
  const played = (await requests()).map(answer);
  const here = played.map((answered) => (answered.kind === 'result' ? answered.result.hash : answered.message));
  const script = fileURLToPath(new URL('./play-in-process.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script]);
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
