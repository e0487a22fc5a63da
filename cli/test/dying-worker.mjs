// A worker thread that dies: always in shard 1, the first time in shard 2, after a game in shard 3. Plays nothing.
import { existsSync, writeFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

export default function play({ settings, shard }) {
  const mark = `${settings.room}/${shard}`;
  const isFirst = !existsSync(mark);
  writeFileSync(mark, '');
  const game = shard * 10;
  parentPort.postMessage({ kind: 'line', shard, line: { game, verdict: 'passed', gameSeconds: 1 } });
  if (shard === 1 || (shard === 2 && isFirst)) process.exit(7);
  if (shard === 3 && isFirst) throw new Error('out of luck');
  return { shard, games: [{ game }], missing: [] };
}
