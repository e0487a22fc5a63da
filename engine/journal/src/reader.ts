/** Reads a journal and says how far it can be believed. */
import { decodeUtf8 } from '@understudy/contract';
import { BLOCK_KIND, CHAIN_BYTES, findBlock, readBlock } from './block.ts';
import { JournalError } from './errors.ts';
import { type JournalHeader, parseHeader } from './header.ts';
import { type JournalRecord, readRecord } from './record.ts';

/**
 * Where a journal stops being sound.
 *  torn: the last commit did not reach the disk as a whole. Nothing of it has acted, so cutting it off loses nothing.
 *  corrupt: sound blocks follow. Something has changed the file; what follows is not to be believed.
 */
export interface JournalDamage {
  readonly kind: 'torn' | 'corrupt';
  /** Offset in bytes of the first block that is not sound. */
  readonly offset: number;
  /** Bytes from there to the end of the file. */
  readonly bytes: number;
  /** Whole records among them that can still be made out: for the report, never for use. */
  readonly records: number;
  readonly expected: string;
  readonly seen: string;
}

export interface JournalReading {
  readonly header: JournalHeader;
  /** Every record before the damage, or all. */
  readonly records: readonly JournalRecord[];
  /** The writer has closed the journal: nothing is missing at the end. */
  readonly clean: boolean;
  /** Bytes that are sound. */
  readonly soundBytes: number;
  readonly damage?: JournalDamage;
}

/** Reads the header block. Throws JOURNAL_EMPTY, JOURNAL_UNREADABLE or JOURNAL_VERSION. */
function readHeader(bytes: Uint8Array): {
  readonly header: JournalHeader;
  readonly chain: Uint8Array;
  readonly end: number;
} {
  const block = readBlock(bytes, 0, new Uint8Array(CHAIN_BYTES));
  if (!block.ok) {
    const torn = bytes.length === 0 || (block.seen === `${bytes.length} bytes` && findBlock(bytes, 0) < 0);
    const code = torn ? 'JOURNAL_EMPTY' : 'JOURNAL_UNREADABLE';
    throw new JournalError(code, 'the journal has no sound header', block.expected, block.seen);
  }
  const text = decodeUtf8(block.payload);
  if (block.kind !== BLOCK_KIND.header || text === null) {
    throw new JournalError('JOURNAL_UNREADABLE', 'the first block is no header', 'a header', `kind ${block.kind}`);
  }
  return { header: parseHeader(text), chain: block.chain, end: block.end };
}

/** Records in a damaged block that are whole: walks from the start of its payload. */
function countRecords(bytes: Uint8Array, offset: number): number {
  let count = 0;
  for (let read = readRecord(bytes, offset); read !== undefined; read = readRecord(bytes, read.end)) count++;
  return count;
}

/** Takes a sound block's records; returns what is wrong with them, as the writer would never have written it. */
function takeRecords(payload: Uint8Array, into: JournalRecord[], lastSequence: number): number | string {
  let sequence = lastSequence;
  let at = 0;
  while (at < payload.length) {
    const read = readRecord(payload, at);
    if (read === undefined) return `no record at ${at}`;
    const expected = read.record.kind === 'step' ? sequence + 1 : sequence;
    if (read.record.sequence !== expected) return `sequence ${read.record.sequence} after ${sequence}`;
    sequence = expected;
    into.push(read.record);
    at = read.end;
  }
  return sequence;
}

/** Reads the whole file. Throws only when not even the header is sound. */
export function readJournal(bytes: Uint8Array): JournalReading {
  const first = readHeader(bytes);
  const records: JournalRecord[] = [];
  let { chain, end } = first;
  let sequence = 0;
  let clean = false;
  const stop = (kind: JournalDamage['kind'], expected: string, seen: string): JournalReading => ({
    header: first.header,
    records,
    clean: false,
    soundBytes: end,
    damage: { kind, offset: end, bytes: bytes.length - end, records: countRecords(bytes, end + 48), expected, seen },
  });
  while (end < bytes.length) {
    const block = readBlock(bytes, end, chain);
    if (!block.ok) return stop(findBlock(bytes, end) < 0 && !clean ? 'torn' : 'corrupt', block.expected, block.seen);
    if (clean || block.kind === BLOCK_KIND.header) return stop('corrupt', 'the end of the file', 'a further block');
    const kept = records.length;
    const taken = takeRecords(block.payload, records, sequence);
    if (typeof taken === 'string') {
      records.length = kept;
      return stop('corrupt', 'records in sequence', taken);
    }
    sequence = taken;
    clean = block.kind === BLOCK_KIND.end;
    chain = block.chain;
    end = block.end;
  }
  return { header: first.header, records, clean, soundBytes: end };
}
