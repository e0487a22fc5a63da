import type { Room } from '@understudy/contract';
import { expect, test } from 'vitest';
import { Bench, OPTIONS } from '../../test/fixtures/bench.ts';
import { smallRoom } from '../../test/fixtures/small-room.ts';
import { type EngineRemains, rebuild, takeOver } from '../snapshot/take-over.ts';

const asked = (bench: Bench): string[] =>
  bench.commands.filter(({ parameters }) => parameters.op === 'request_status').map(({ device_id: device }) => device);

const remainsOf = (engine: Bench['engine']): EngineRemains => ({
  epoch: 1,
  startUnixMs: OPTIONS.startUnixMs,
  snapshot: engine.snapshot(),
  snapshotAtUs: 0,
  steps: [],
});

/** Another engine takes over from the one on the bench, and connects. */
function takenOver(room: Room, before: Bench): string[] {
  const remains = remainsOf(before.engine);
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

test('an engine that dies after it has taken over is rebuilt as one that asks', () => {
  const room = smallRoom({ wait: { kind: 'DELAY', ms: 600_000 } });
  const second = { ...OPTIONS, epoch: 2 };
  const engine = takeOver(room, second, remainsOf(new Bench(room).started().engine));
  const bus = { atUs: 1_000_000, inputs: [{ kind: 'bus', up: true } as const] };
  const remains = { ...remainsOf(engine), epoch: 2, takesOver: true, steps: [bus] };
  engine.step(bus.atUs, bus.inputs);
  expect(rebuild(room, { ...second, epoch: 3 }, remains)?.hash()).toBe(engine.hash());
});
