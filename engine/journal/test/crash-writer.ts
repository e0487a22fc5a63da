/** Writes a journal without end, until it is killed. Started by crash.test.ts; prints each commit's last sequence. */
import { createFileStore } from '@understudy/adapters';
import { JournalRecorder, makeHeader } from '@understudy/journal';
import { createToyEngine, KEY, ROOM } from './toy-engine.ts';

const [folder = '', name = ''] = process.argv.slice(2);
const options = { epoch: 1, seed: 5, startUnixMs: 0, key: KEY };
const engine = createToyEngine(ROOM, options);

async function run(): Promise<void> {
  const journal = await JournalRecorder.create(
    createFileStore(folder),
    name,
    makeHeader(ROOM, options, 'test', 'test'),
  );
  for (let atUs = 0; ; atUs += 1000) {
    const inputs = [{ kind: 'message', topic: 't', payload: 'x'.repeat(atUs % 5000), retain: false }] as const;
    journal.before(atUs, inputs);
    journal.after(engine, engine.step(atUs, inputs));
    if (journal.sequence % 7 !== 0) continue;
    await journal.commit();
    process.stdout.write(`${journal.sequence}\n`);
  }
}

void run();
