/** What goes into a journal comes out, however it is cut; what was changed is found; a replay equals the live run. */
import type { Effect, Input } from '@understudy/core';
import {
  type JournalError,
  type JournalReading,
  JournalWriter,
  makeHeader,
  OutboxDigest,
  readJournal,
  repairJournal,
  replayJournal,
  type StepRecord,
} from '@understudy/journal';
import type { Store } from '@understudy/ports';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createToyEngine, KEY, MemoryFile, ROOM } from './toy-engine.ts';

const OPTIONS = { epoch: 3, seed: 42, startUnixMs: 1_767_225_600_000, key: KEY };

const anyInput: fc.Arbitrary<Input> = fc.oneof(
  fc.record({
    kind: fc.constant('message' as const),
    topic: fc.string({ unit: 'grapheme' }),
    payload: fc.option(fc.string({ unit: 'grapheme' }), { nil: null }),
    retain: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('bus' as const), up: fc.boolean() }),
  fc.record({
    kind: fc.constant('operator' as const),
    by: fc.string({ unit: 'grapheme' }),
    request: fc.constant({ action: 'ESTOP' as const }),
  }),
);
const anySteps = fc.array(
  fc.record({
    afterUs: fc.integer({ min: 0, max: 10_000_000 }),
    inputs: fc.array(anyInput, { maxLength: 4 }),
    commit: fc.boolean(),
  }),
  { maxLength: 30 },
);
type Steps = typeof anySteps extends fc.Arbitrary<infer T> ? T : never;

/** Runs the toy engine live, journalling as the shell does. */
async function runLive(steps: Steps, checkpointEvery: number, close = true) {
  const file = new MemoryFile();
  const writer = await JournalWriter.create(file, makeHeader(ROOM, OPTIONS, 'development', 'test'));
  const engine = createToyEngine(ROOM, OPTIONS);
  const outbox = new OutboxDigest();
  const published: Effect[] = [];
  let atUs = 0;
  for (const { afterUs, inputs, commit } of steps) {
    atUs += afterUs;
    writer.step(atUs, inputs);
    const effects = engine.step(atUs, inputs);
    outbox.add(effects);
    published.push(...effects);
    if (writer.sequence % checkpointEvery === 0) writer.checkpoint(engine.hash(), outbox.digest());
    if (commit) await writer.commit();
  }
  writer.checkpoint(engine.hash(), outbox.digest());
  if (close) await writer.close();
  else await writer.commit();
  return { file, hash: engine.hash(), outbox: outbox.digest(), published };
}

const FEW: Steps = Array.from({ length: 6 }, (_, index) => ({
  afterUs: 1000 + index,
  inputs: [{ kind: 'message' as const, topic: `t/${index}`, payload: `{"n":${index}}`, retain: false }],
  commit: index % 2 === 1,
}));

const stepsOf = (reading: JournalReading): StepRecord[] => reading.records.filter((record) => record.kind === 'step');

test('every step comes back, and a replay gives the live hash and outbox', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, fc.integer({ min: 1, max: 7 }), async (steps, every) => {
      const live = await runLive(steps, every);
      const reading = readJournal(live.file.bytes());
      expect([reading.clean, reading.damage]).toEqual([true, undefined]);
      expect(stepsOf(reading).map(({ inputs }) => inputs)).toEqual(steps.map(({ inputs }) => inputs));
      const heard: StepRecord[] = [];
      const again = new OutboxDigest();
      const replay = replayJournal(createToyEngine, ROOM, KEY, reading, (count, record, effects) => {
        expect(heard.push(record)).toBe(count);
        again.add(effects);
      });
      expect(heard).toEqual(stepsOf(reading));
      expect(again.digest()).toBe(live.outbox);
      expect(replay).toMatchObject({ hash: live.hash, outboxHash: live.outbox, steps: steps.length });
      expect(replay.firstDivergence).toBeUndefined();
      expect(replay.checkpoints).toBeGreaterThan(0);
    }),
    { numRuns: 60 },
  );
});

test('cut at every byte: whole commits before the cut are kept, the rest is reported as torn', async () => {
  const { file } = await runLive(FEW, 3, false);
  const whole = file.bytes();
  const ends: number[] = [];
  for (const part of file.appends) ends.push((ends.at(-1) ?? 0) + part.length);
  const headerEnd = ends[0] ?? 0;
  const all = stepsOf(readJournal(whole));
  for (let cut = 0; cut <= whole.length; cut++) {
    const part = whole.slice(0, cut);
    if (cut < headerEnd) {
      expect(() => readJournal(part)).toThrow(expect.objectContaining({ code: 'JOURNAL_EMPTY' }));
      continue;
    }
    const sound = ends.filter((end) => end <= cut).at(-1) ?? 0;
    const reading = readJournal(part);
    expect(reading.soundBytes).toBe(sound);
    expect(reading.damage?.kind).toBe(cut === sound ? undefined : 'torn');
    expect(reading.damage?.bytes ?? 0).toBe(cut - sound);
    expect(stepsOf(reading)).toEqual(all.slice(0, stepsOf(reading).length));
  }
});

test('any flipped bit is found, and nothing after it is believed', async () => {
  const { file } = await runLive(FEW, 3);
  const whole = file.bytes();
  const headerEnd = file.appends[0]?.length ?? 0;
  const lastStart = whole.length - (file.appends.at(-1)?.length ?? 0);
  for (let at = 0; at < whole.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const bytes = whole.slice();
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      if (at < headerEnd) {
        expect(() => readJournal(bytes), `byte ${at}`).toThrow(expect.objectContaining({ code: 'JOURNAL_UNREADABLE' }));
        continue;
      }
      const { damage, soundBytes, clean } = readJournal(bytes);
      expect(damage?.kind, `byte ${at} bit ${bit}`).toBe(at < lastStart ? 'corrupt' : 'torn');
      expect(clean).toBe(false);
      expect(soundBytes).toBeLessThanOrEqual(at);
    }
  }
});

test('a dropped or exchanged commit is found by the chain', async () => {
  const { file } = await runLive(FEW, 3);
  const join = (parts: readonly (Uint8Array | undefined)[]) =>
    Uint8Array.from(parts.flatMap((part) => [...(part ?? [])]));
  const [header, first, second, ...rest] = file.appends;
  expect(readJournal(join([header, second, ...rest])).damage?.kind).toBe('corrupt');
  expect(readJournal(join([header, second, first, ...rest])).damage?.kind).toBe('corrupt');
  expect(readJournal(join([header, first, second, ...rest, rest[0]])).damage?.kind).toBe('corrupt');
});

test('a replay that differs names the first checkpoint that disagrees', async () => {
  const { file } = await runLive(FEW, 2);
  const reading = readJournal(file.bytes());
  const replay = replayJournal(
    (room, options) => {
      const engine = createToyEngine(room, options);
      return {
        ...engine,
        hash: () => (taken >= 3 ? 'ffffffffffffffff' : engine.hash()),
        step: (atUs, inputs) => {
          taken++;
          return engine.step(atUs, inputs);
        },
      };
    },
    ROOM,
    KEY,
    reading,
  );
  expect(replay.firstDivergence).toMatchObject({ sequence: 4, lastGoodSequence: 2, what: 'engine' });
});
let taken = 0;

test('a changed message is found by the outbox digest alone', async () => {
  const { file } = await runLive(FEW, 2);
  const replay = replayJournal(
    (room, options) => {
      const engine = createToyEngine(room, options);
      const step = (atUs: number, inputs: readonly Input[]) =>
        engine.step(atUs, inputs).map((effect) => (effect.kind === 'publish' ? { ...effect, retain: true } : effect));
      return { ...engine, step };
    },
    ROOM,
    KEY,
    readJournal(file.bytes()),
  );
  expect(replay.firstDivergence).toMatchObject({ sequence: 2, what: 'outbox' });
});

test('another room or another key is refused, and the key is not in the file', async () => {
  const { file } = await runLive(FEW, 2);
  const reading = readJournal(file.bytes());
  const other = { ...ROOM, graph: { ...ROOM.graph, version: '2' } };
  const code = (run: () => unknown): string | undefined => {
    try {
      run();
    } catch (error) {
      return (error as JournalError).code;
    }
    return undefined;
  };
  expect(code(() => replayJournal(createToyEngine, other, KEY, reading))).toBe('JOURNAL_ROOM');
  expect(code(() => replayJournal(createToyEngine, ROOM, new Uint8Array(32), reading))).toBe('JOURNAL_KEY');
  expect(JSON.stringify(reading.header)).not.toContain('07070707');
});

test('repair cuts a torn tail and leaves a corrupt file as it is', async () => {
  const { file } = await runLive(FEW, 3, false);
  const whole = file.bytes();
  let stored = whole.slice(0, whole.length - 5);
  const store: Store = {
    list: async () => ['j'],
    read: async () => stored,
    open: async () => new MemoryFile(),
    truncate: async (_name, length) => {
      stored = stored.slice(0, length);
    },
  };
  const reading = await repairJournal(store, 'j');
  expect(reading.damage).toMatchObject({ kind: 'torn' });
  expect(stored.length).toBe(reading.soundBytes);
  expect(readJournal(stored).damage).toBeUndefined();

  stored = whole.slice();
  const middle = (file.appends[0]?.length ?? 0) + 60;
  stored[middle] = (stored[middle] ?? 0) ^ 1;
  const length = stored.length;
  await expect(repairJournal(store, 'j')).rejects.toMatchObject({ code: 'JOURNAL_CORRUPT' });
  expect(stored.length).toBe(length);
});
