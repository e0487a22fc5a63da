import type { Room } from '@understudy/contract';
import { expect, test } from 'vitest';
import { Bench, OPTIONS } from '../../test/fixtures/bench.ts';
import { smallRoom } from '../../test/fixtures/small-room.ts';
import { takeOver } from '../snapshot/take-over.ts';

const asked = (bench: Bench): string[] =>
  bench.commands.filter(({ parameters }) => parameters.op === 'request_status').map(({ device_id: device }) => device);

/** Another engine takes over from the one on the bench, and connects. */
function takenOver(room: Room, before: Bench): string[] {
  const remains = {
    epoch: 1,
    startUnixMs: OPTIONS.startUnixMs,
    snapshot: before.engine.snapshot(),
    snapshotAtUs: 0,
    steps: [],
  };
  const bench = new Bench(room, {}, takeOver(room, { ...OPTIONS, epoch: 2 }, remains));
  bench.step([{ kind: 'bus', up: true }]);
  return asked(bench);
}

test('an engine that takes over asks one device of each controller how it stands', () => {
  const room = smallRoom({ wait: { kind: 'DELAY', ms: 600_000 } });
  expect(takenOver(room, new Bench(room).started())).toEqual(['cellar_lamp', 'attic_bell']);
});

test('and each device of whose command nobody knows whether it took effect', () => {
  const room = smallRoom({ shut: { kind: 'DISPATCH', device: 'cellar_door', parameters: { op: 'lock' } } });
  const bench = new Bench(room);
  bench.answers.set('cellar_door lock', ['ACCEPTED']);
  expect(takenOver(room, bench.started())).toEqual(['cellar_lamp', 'cellar_door', 'attic_bell']);
});
