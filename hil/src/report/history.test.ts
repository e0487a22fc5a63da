import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sampleReport } from './fixtures/sample.ts';
import { HistoryStore } from './history.ts';

let folder: string;
let store: HistoryStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-history-'));
  store = new HistoryStore(join(folder, 'hil'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const at = (day: number, serial = 'M7-0001') => sampleReport({ serial, startedAt: `2026-03-0${day}T00:00:00.000Z` });

it('tells the last session of a board and the trend of a measurement', () => {
  for (const day of [2, 3, 1]) store.add(at(day));
  store.add(at(9, 'other'));
  expect(store.serials()).toEqual(['M7-0001', 'other']);
  const last = store.last('M7-0001');
  expect(last).toMatchObject({ facts: { startedAt: '2026-03-03T00:00:00.000Z' }, exitCode: 1, counts: { passed: 3 } });
  expect(last?.troubles.map(({ id }) => id)).toEqual([
    'safety/estop',
    'scenario/flood',
    'safety/swap',
    'safety/motor',
    'timing/wifi',
  ]);
  const trend = store.trend('M7-0001', 'timing/accept', 'accept latency');
  expect(trend.map(({ startedAt, value }) => [startedAt.slice(8, 10), value])).toEqual([
    ['01', 38.2],
    ['02', 38.2],
    ['03', 38.2],
  ]);
  expect(store.trend('M7-0001', 'timing/accept', 'nothing')).toEqual([]);
});

it('says nothing of a board that it does not know', () => {
  expect([store.last('x'), store.serials(), store.read('x')]).toEqual([undefined, [], { entries: [], skipped: [] }]);
});

it('loses a torn line alone, and says so', () => {
  store.add(at(1));
  const path = join(folder, 'hil', 'M7-0001.jsonl');
  // A crash in the middle of a line; another session comes after it.
  appendFileSync(path, '\n{"schema":"understudy.hil-his');
  store.add(at(2));
  appendFileSync(path, '\n{"schema":"understudy.hil-history/9"}\n\n7\n');
  const { entries, skipped } = store.read('M7-0001');
  expect(entries).toHaveLength(2);
  expect(skipped.map(({ reason }) => reason)).toEqual([
    'expected a line of JSON, seen one that is torn',
    'expected schema understudy.hil-history/1, seen understudy.hil-history/9',
    'expected a record, seen something else',
  ]);
  expect(skipped[0]?.line).toBe(4);
});

it('keeps serials that no file name holds', () => {
  for (const serial of ['../../x', 'a/b', '', 'A0:B1', '..']) store.add(at(1, serial));
  expect(store.serials()).toEqual(['..', '../../x', 'A0:B1', 'a/b', 'unknown']);
  expect(readdirSync(folder)).toEqual(['hil']);
  expect(store.last('../../x')?.facts.serial).toBe('../../x');
});
