/** Makes a journal whole again after a crash. */
import type { Store } from '@understudy/ports';
import { JournalError } from './errors.ts';
import { type JournalReading, readJournal } from './reader.ts';

/**
 * Reads the journal and cuts off a torn tail, which the returned reading still reports in `damage`.
 * Throws JOURNAL_CORRUPT, with the offset, for damage before the end: that file is evidence and stays as it is.
 */
export async function repairJournal(store: Store, name: string): Promise<JournalReading> {
  const bytes = await store.read(name);
  if (bytes === undefined) throw new JournalError('JOURNAL_EMPTY', `there is no journal ${name}`, 'a file', 'none');
  const reading = readJournal(bytes);
  const { damage } = reading;
  if (damage === undefined) return reading;
  if (damage.kind === 'corrupt') {
    const where = `${name} is damaged at byte ${damage.offset}, before its end`;
    throw new JournalError('JOURNAL_CORRUPT', where, damage.expected, damage.seen);
  }
  await store.truncate(name, reading.soundBytes);
  return reading;
}
