import {
  type CoreDeviceFault,
  type CoreFaults,
  LIMITS,
  parseCoreDeviceFault,
  parseCoreFaults,
} from '@understudy/contract';
import { describe, expect, test } from 'vitest';
import { Bench, OPTIONS } from '../../test/fixtures/bench.ts';
import { smallRoom } from '../../test/fixtures/small-room.ts';
import type { Core } from '../core.ts';
import { Counters } from '../counters.ts';
import { restoreEngine } from '../engine.ts';
import { MessageHash } from '../hash/message-hash.ts';
import { RollingHash } from '../hash/rolling-hash.ts';
import { Outbox } from '../output/outbox.ts';
import { Marks } from '../view/marks.ts';
import { FaultBook } from './fault-book.ts';

const room = smallRoom({ wait: { kind: 'DELAY', ms: 60_000 } });

/** The last message on a topic, as the contract reads it. */
function last(bench: Bench, leaf: string): string {
  const found = bench.published.findLast((one) => one.topic === `room/small/core/${leaf}`);
  expect(found?.retain).toBe(true);
  return found?.payload ?? '';
}
function open(bench: Bench): string[] {
  const read = parseCoreFaults(last(bench, 'faults'), 'small');
  expect(read).toMatchObject({ ok: true });
  return read.ok ? read.value.faults.map(({ kind }: CoreFaults['faults'][number]) => kind) : [];
}
function ofDevice(bench: Bench, device: string): Partial<CoreDeviceFault> {
  const read = parseCoreDeviceFault(last(bench, `device/${device}/fault`), 'small', device);
  expect(read).toMatchObject({ ok: true });
  return read.ok ? read.value : {};
}
const bus = (bench: Bench, up: boolean): void => void bench.step([{ kind: 'bus', up }]);

/** Latched, and two devices that refuse to be made safe. */
function unsafe(): Bench {
  const bench = new Bench(room).online();
  bench.answers.set('cellar_door', ['REJECTED BUSY']);
  bench.answers.set('cellar_post', ['ACCEPTED', 'FAILED SENSOR_FAULT']);
  bench.operator({ action: 'ESTOP' });
  return bench;
}
/** The device comes back and does what it is told: its fault is over. */
function recover(bench: Bench): void {
  bench.answers.clear();
  bench.alive.clear();
  bench.advance(4000);
  bench.alive.add('cellar').add('attic');
  bench.advance(1000);
}

describe('open faults', () => {
  test('are listed, oldest first, and each device has its own', () => {
    const bench = unsafe();
    expect(open(bench)).toEqual(['ROOM_LATCHED', 'SAFE_OPERATION_FAILED', 'SAFE_OPERATION_FAILED']);
    expect(ofDevice(bench, 'cellar_post')).toMatchObject({ details: { reason: 'SENSOR_FAULT' } });
    recover(bench);
    expect(open(bench)).toEqual(['ROOM_LATCHED']);
    expect(ofDevice(bench, 'cellar_post')).toMatchObject({ kind: 'SAFE_OPERATION_FAILED', cleared: true });
  });

  test('stay listed when their cause is seen again, without another message', () => {
    const bench = unsafe();
    bench.published.length = 0;
    bus(bench, false);
    bus(bench, true);
    const again = bench.published.filter(({ topic }) => topic.endsWith('core/fault'));
    expect(again).toEqual([]);
  });

  test('what a device recovered from while the bus was down is told when it is back, also after a restore', () => {
    const bench = unsafe();
    bus(bench, false);
    for (const command of [...bench.commands]) bench.step([bench.ack(command, 'COMPLETED')]);
    const restored = new Bench(room, {}, restoreEngine(room, OPTIONS, bench.engine.snapshot()));
    restored.nowUs = bench.nowUs;
    for (const one of [bench, restored]) {
      one.answers.clear();
      one.published.length = 0;
      bus(one, true);
      expect(open(one)).toEqual(['ROOM_LATCHED']);
      expect(ofDevice(one, 'cellar_door')).toMatchObject({ cleared: true });
    }
    expect(restored.published).toEqual(bench.published);
  });

  test('a critical one is never pushed out by milder ones, and of those the oldest goes', () => {
    const { core, book } = bookOnItsOwn();
    book.raise('first', { kind: 'LATCHED', severity: 'CRITICAL', message: '' });
    for (let index = 0; index <= LIMITS.openFaults; index += 1) {
      book.raise(`warning/${index}`, { kind: 'PAUSED', severity: 'WARN', message: '' });
    }
    expect([...book.open.keys()].slice(0, 2)).toEqual(['first', 'warning/2']);
    expect(book.open.size).toBe(LIMITS.openFaults);
    expect(core.counters.read()).toMatchObject({ fault_dropped: 2 });
    expect(core.marks.keys).toContain('fault/2');
  });

  test("the end of one does not hide a device's other one", () => {
    const { core, book } = bookOnItsOwn();
    const report = (message: string) =>
      ({ kind: 'X', severity: 'WARN', message, details: { device: 'lamp' } }) as const;
    book.raise('one', report('one'));
    book.raise('two', report('two'));
    const said = (): unknown => {
      const effect = core.outbox.effects.findLast((one) => one.kind === 'publish' && one.retain);
      return effect?.kind === 'publish' ? JSON.parse(effect.payload) : undefined;
    };
    book.close('two');
    expect(said()).toMatchObject({ message: 'one' });
    expect(said()).not.toHaveProperty('cleared');
    book.close('one');
    expect(said()).toMatchObject({ message: 'one', cleared: true });
  });
});

function bookOnItsOwn() {
  const core = {
    nowUs: 0,
    room: { id: 'small' },
    options: OPTIONS,
    counters: new Counters(),
    marks: new Marks(true),
    outbox: new Outbox(new MessageHash(new RollingHash(), []), new Counters()),
  };
  return { core, book: new FaultBook(core as unknown as Core) };
}
