/** A live game's journal becomes a recording: what the engine heard, said and showed, and nothing that it did not know. */
import { type Room, tableHashes } from '@understudy/contract';
import { createEngine } from '@understudy/core';
import { type JournalReading, makeHeader, readMcap, type StepRecord } from '@understudy/journal';
import { START_UNIX_MS, VirtualSession } from '@understudy/twin';
import { beforeAll, describe, expect, it } from 'vitest';
import { firmwareBytes, loadClockwork } from '../../twin/test/load-clockwork.ts';
import { developmentKey, firmwareSet, recordJournal } from '../src/index.ts';

const SEED = 3;
const SPAN_US = 6_000_000;

let room: Room;
let session: VirtualSession;
let journal: JournalReading;

beforeAll(async () => {
  room = await loadClockwork();
  const firmware = firmwareSet(room, new WebAssembly.Module(new Uint8Array(await firmwareBytes())), SEED);
  const records: StepRecord[] = [];
  session = new VirtualSession(room, firmware, {
    seed: SEED,
    observe: true,
    journal: (atUs, inputs) => records.push({ kind: 'step', sequence: records.length + 1, atUs, inputs: [...inputs] }),
  });
  session.advance(SPAN_US);
  const options = {
    epoch: 1,
    key: firmware.key,
    seed: SEED,
    startUnixMs: START_UNIX_MS,
    observe: true,
    tableHashes: tableHashes(firmware.tables),
  };
  journal = { header: makeHeader(room, options, 'development', 'test'), records, clean: true, soundBytes: 0 };
});

describe('recordJournal', () => {
  it('has the view that the engine had, and both sides of the bus', async () => {
    const bytes = await recordJournal(createEngine, room, developmentKey(SEED), journal);
    const entries: Record<string, unknown> = {};
    const senders = new Set<string>();
    for (const { topic, value } of readMcap(bytes).messages) {
      if (topic === '/bus') senders.add((value as { from: string }).from);
      if (topic !== '/view') continue;
      const { set, drop } = value as { set: Record<string, unknown>; drop: string[] };
      Object.assign(entries, set);
      for (const key of drop) delete entries[key];
    }
    const expected = Object.fromEntries(session.engine.view());
    for (const each of [entries, expected]) delete each.timer;
    expect(entries).toEqual(expected);
    expect(readMcap(bytes, new Set()).metadata.get('understudy')?.get('hash')).toBe(session.engine.hash());
    for (const controller of ['engine', ...session.world.controllerIds]) expect(senders).toContain(controller);
  });

  it('refuses a journal of another key', async () => {
    await expect(recordJournal(createEngine, room, developmentKey(SEED + 1), journal)).rejects.toMatchObject({
      code: 'JOURNAL_KEY',
    });
  });
});
