/** Takes a journal's steps again and compares: the same room, key and inputs must give the same hash and outbox. */
import type { Room } from '@understudy/contract';
import type { CreateEngine, Effect } from '@understudy/core';
import { checkHeader } from './header.ts';
import { OutboxDigest } from './outbox.ts';
import type { JournalReading } from './reader.ts';
import type { CheckpointRecord, StepRecord } from './record.ts';

/** The first checkpoint that the replay disagreed with. The cause lies after `lastGoodSequence`. */
export interface Divergence {
  readonly sequence: number;
  readonly atUs: number;
  readonly lastGoodSequence: number;
  readonly what: 'engine' | 'outbox';
  readonly expected: string;
  readonly seen: string;
}

export interface ReplayResult {
  /** The engine's rolling hash after the last step. */
  readonly hash: string;
  /** Digest over every message, 64 hex digits. */
  readonly outboxHash: string;
  readonly messages: number;
  readonly steps: number;
  /** Engine time of the last step in µs. */
  readonly endUs: number;
  /** Checkpoints that agreed. None means that nothing was proved. */
  readonly checkpoints: number;
  readonly firstDivergence?: Divergence;
}

/** Hears each step when it is taken: how many there were with it, what the journal has, what the engine answered. Must only look. */
export type OnReplayStep = (steps: number, record: StepRecord, effects: readonly Effect[]) => void;

/**
 * Replays up to the damage or the first divergence.
 * @param createEngine the engine to replay with: today's, or that of an older build
 * @throws JournalError JOURNAL_ROOM or JOURNAL_KEY when room or key are not those of the journal
 */
export function replayJournal(
  createEngine: CreateEngine,
  room: Room,
  key: Uint8Array,
  journal: JournalReading,
  onStep?: OnReplayStep,
): ReplayResult {
  checkHeader(journal.header, room, key);
  const engine = createEngine(room, { ...journal.header.engine, key });
  const outbox = new OutboxDigest();
  let steps = 0;
  let endUs = 0;
  let checkpoints = 0;
  let lastGoodSequence = 0;
  let firstDivergence: Divergence | undefined;
  for (const record of journal.records) {
    if (record.kind === 'step') {
      const effects = engine.step(record.atUs, record.inputs);
      outbox.add(effects);
      steps++;
      endUs = record.atUs;
      onStep?.(steps, record, effects);
      continue;
    }
    firstDivergence = compare(record, engine.hash(), outbox.digest(), lastGoodSequence);
    if (firstDivergence !== undefined) break;
    checkpoints++;
    lastGoodSequence = record.sequence;
  }
  return {
    hash: engine.hash(),
    outboxHash: outbox.digest(),
    messages: outbox.count,
    steps,
    endUs,
    checkpoints,
    ...(firstDivergence === undefined ? {} : { firstDivergence }),
  };
}

function compare(
  { sequence, atUs, engine, outbox }: CheckpointRecord,
  seenEngine: string,
  seenOutbox: string,
  lastGoodSequence: number,
): Divergence | undefined {
  const where = { sequence, atUs, lastGoodSequence };
  if (seenEngine !== engine) return { ...where, what: 'engine', expected: engine, seen: seenEngine };
  if (seenOutbox !== outbox) return { ...where, what: 'outbox', expected: outbox, seen: seenOutbox };
  return undefined;
}
