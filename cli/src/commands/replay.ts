/** `understudy replay <journal>`: takes a journal's steps again and compares hash and outbox, byte for byte. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '@understudy/core';
import { JournalError, type JournalReading, type ReplayResult, readJournal, replayJournal } from '@understudy/journal';
import { developmentKey, JournalFeed } from '@understudy/scenarios';
import type { Violation } from '@understudy/twin';
import { EXIT, Failure } from '../failure.ts';
import { JOURNAL_FILE } from '../live/game.ts';
import { createProgress, type Progress } from '../output/progress.ts';
import { roomFolder } from '../paths.ts';
import { openRoom } from '../room/open.ts';

export interface ReplayOptions {
  readonly json?: boolean;
  readonly room?: string;
}

/** The bytes of a journal, given its folder or file. @throws Failure NO_JOURNAL */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(statSync(path).isDirectory() ? join(path, JOURNAL_FILE) : path);
  } catch (error) {
    throw new Failure(
      'NO_JOURNAL',
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      EXIT.usage,
    );
  }
}

function report(reading: JournalReading, result: ReplayResult, violations: readonly Violation[]): string {
  const lines = [
    `room ${reading.header.room}, epoch ${reading.header.engine.epoch}, seed ${reading.header.engine.seed}, ${reading.clean ? 'closed cleanly' : 'not closed'}`,
    `${result.steps} steps to ${(result.endUs / 1e6).toFixed(3)} s, ${result.messages} messages, ${result.checkpoints} checkpoints agreed`,
    `engine hash ${result.hash}`,
    `outbox hash ${result.outboxHash}`,
  ];
  const { damage } = reading;
  if (damage !== undefined) {
    const what = damage.kind === 'torn' ? 'torn tail, cut off' : 'DAMAGED';
    lines.push(
      `${what}: ${damage.bytes} bytes, ${damage.records} records, from offset ${damage.offset}: expected ${damage.expected}, seen ${damage.seen}`,
    );
  }
  const { firstDivergence: divergence } = result;
  if (divergence !== undefined) {
    lines.push(
      `DIVERGED between steps ${divergence.lastGoodSequence} and ${divergence.sequence} (${divergence.what}): expected ${divergence.expected}, seen ${divergence.seen}`,
    );
  }
  for (const { invariant, atUs, detail } of violations) {
    lines.push(`VIOLATION at ${(atUs / 1e6).toFixed(3)} s: ${invariant}: ${detail}`);
  }
  return lines.join('\n');
}

async function run(path: string, options: ReplayOptions, progress: Progress): Promise<number> {
  const reading = readJournal(readBytes(path));
  const room = await openRoom(roomFolder(options.room ?? reading.header.room));
  const steps = reading.records.length;
  const key = developmentKey(reading.header.engine.seed);
  const feed = new JournalFeed(room);
  const result = replayJournal(createEngine, room, key, reading, (done, record, effects) => {
    feed.step(record, effects);
    if (done % 1000 === 0) progress.update(`replaying ${done} of about ${steps} steps`);
  });
  const violations = feed.finish();
  progress.done();
  const proved = result.firstDivergence === undefined && reading.damage?.kind !== 'corrupt';
  if (options.json) {
    const { header, clean, soundBytes, damage } = reading;
    console.log(JSON.stringify({ proved, header, clean, soundBytes, damage, violations, ...result }, undefined, 2));
  } else {
    console.log(report(reading, result, violations));
  }
  return proved && violations.length === 0 ? EXIT.ok : EXIT.failed;
}

/**
 * Exit code 0 when every checkpoint agreed and every invariant held, 1 on a divergence, damage before the end or a violation,
 * 2 when there is no journal.
 */
export async function replay(path: string, options: ReplayOptions): Promise<number> {
  const progress = createProgress(options.json === true);
  try {
    return await run(path, options, progress);
  } catch (error) {
    if (error instanceof JournalError) throw new Failure(error.code, error.message);
    throw error;
  } finally {
    progress.done();
  }
}
