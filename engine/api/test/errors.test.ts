/** The catalogues of errors and their page say the same. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ADAPTER_ERRORS } from '@understudy/adapters';
import { API_ERRORS } from '@understudy/api';
import { JOURNAL_ERRORS, RECORDING_ERRORS } from '@understudy/journal';
import { expect, test } from 'vitest';

const page = await readFile(fileURLToPath(new URL('../../../docs/errors.md', import.meta.url)), 'utf8');

/** First and second cell of each row of a section's table. */
function rows(section: string): string[][] {
  const text = page.split('\n## ').find((part) => part.startsWith(section)) ?? '';
  return [...text.matchAll(/^\| `([A-Z_]+)`\s*\|\s*([^|]*?)\s*\|/gm)].map(([, code = '', cell = '']) => [code, cell]);
}
const codes = (section: string): string[] => rows(section).map(([code = '']) => code);

test('every code of the API is on the page with its status, and no other', () => {
  const expected = Object.entries(API_ERRORS).map(([code, status]) => `${code} ${status}`);
  expect(
    rows('HTTP API')
      .map((cells) => cells.join(' '))
      .sort(),
  ).toEqual(expected.sort());
});

test('every code of the adapters, the journal and recordings is on the page, and no other', () => {
  expect(codes('Adapters').sort()).toEqual([...ADAPTER_ERRORS].sort());
  expect(codes('Journal').sort()).toEqual([...JOURNAL_ERRORS].sort());
  expect(codes('Recordings').sort()).toEqual([...RECORDING_ERRORS].sort());
});
