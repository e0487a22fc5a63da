// A process that dies: always in shard 1, the first time in shard 2, after a game in shard 3. Plays nothing.
import { existsSync, writeFileSync } from 'node:fs';

process.on('message', ({ kind, task }) => {
  if (kind === 'shard') play(task);
});

function play({ settings, shard }) {
  const mark = `${settings.room}/${shard}`;
  const isFirst = !existsSync(mark);
  writeFileSync(mark, '');
  const game = shard * 10;
  process.send({ kind: 'line', shard, line: { game, verdict: 'passed', gameSeconds: 1 } });
  if (shard === 1 || (shard === 2 && isFirst)) process.exit(7);
  if (shard === 3 && isFirst) process.send({ kind: 'error', reason: 'out of luck' });
  else process.send({ kind: 'result', result: { shard, games: [{ game }], missing: [] } });
}
