/** One of several processes that use a bench at once; started by bench-processes.test.ts. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockBoards } from '../src/map/lock.ts';
import { sampleReport } from '../src/report/fixtures/sample.ts';
import { HistoryStore } from '../src/report/history.ts';

const [kind = '', folder = '', name = ''] = process.argv.slice(2);

if (kind === 'history') {
  const store = new HistoryStore(folder);
  for (let session = 0; session < 40; session += 1) store.add(sampleReport({ serial: 'shared', bench: name }));
} else {
  for (let turn = 0; turn < 15; turn += 1) await hold(turn);
}

async function hold(turn: number): Promise<void> {
  for (;;) {
    try {
      const lock = lockBoards(folder, ['board']);
      appendFileSync(join(folder, 'log'), `in ${name} ${turn}\n`);
      await sleep(3);
      appendFileSync(join(folder, 'log'), `out ${name} ${turn}\n`);
      lock.release();
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'BENCH_LOCKED')) throw error;
      await sleep(1);
    }
  }
}
