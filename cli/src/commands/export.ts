/** `understudy export <journal> --mcap <file>`: the journal of a live game as a recording. */
import { createEngine } from '@understudy/core';
import { JournalError, readJournal } from '@understudy/journal';
import { developmentKey, recordJournal } from '@understudy/scenarios';
import { EXIT, Failure } from '../failure.ts';
import { writeWhole } from '../output/write-whole.ts';
import { roomFolder } from '../paths.ts';
import { openRoom } from '../room/open.ts';
import { readBytes } from './replay.ts';

export interface ExportOptions {
  readonly mcap: string;
  readonly room?: string;
}

/** Exit code 0 when the recording is there; 1 when the journal is damaged before its end, up to which it is recorded. */
export async function exportJournal(path: string, options: ExportOptions): Promise<number> {
  const bytes = readBytes(path);
  try {
    const journal = readJournal(bytes);
    const room = await openRoom(roomFolder(options.room ?? journal.header.room));
    const recording = await recordJournal(createEngine, room, developmentKey(journal.header.engine.seed), journal);
    writeWhole(options.mcap, recording);
    console.log(`recording: ${options.mcap} (${(recording.length / 1e6).toFixed(1)} MB)`);
    if (journal.damage?.kind !== 'corrupt') return EXIT.ok;
    console.error(`The journal is damaged from offset ${journal.damage.offset}; what follows is left out.`);
    return EXIT.failed;
  } catch (error) {
    if (error instanceof JournalError) throw new Failure(error.code, error.message);
    throw error;
  }
}
