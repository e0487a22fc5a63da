/** Takes a journal's steps again and compares: the same room, key and inputs must give the same hash and outbox. */
import type { Room } from '@understudy/contract';
import type { CreateEngine } from '@understudy/core';
import { checkHeader } from './header.ts';
import { OutboxDigest } from './outbox.ts';
import type { JournalReading } from './reader.ts';
import type { CheckpointRecord } from './record.ts';

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

/** Told the number of steps taken, now and then. */
export type ReplayProgress = (steps: number) => void;

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
  progress?: ReplayProgress,
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
      outbox.add(engine.step(record.atUs, record.inputs));
      steps++;
      endUs = record.atUs;
      if (steps % 1000 === 0) progress?.(steps);
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
