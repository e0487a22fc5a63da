import { describe, expect, test } from 'vitest';
import { Bench, KEY, OPTIONS } from '../../test/fixtures/bench.ts';
import { smallRoom } from '../../test/fixtures/small-room.ts';
import { restoreEngine } from '../engine.ts';
import { CORRELATIONS_MAX } from './correlation-memory.ts';

const room = smallRoom({ wait: { kind: 'DELAY', ms: 3_600_000 } });
const TEN_MINUTES = 600_000;
const uuid = (index: number): string => `00000000-0000-4000-a000-${index.toString(16).padStart(12, '0')}`;

function ask(bench: Bench, index: number, more: Record<string, unknown> = {}): void {
  const request = {
    correlation_id: uuid(index),
    requested_by: 'ada',
    device_id: 'cellar_lamp',
    action: 'SET',
    parameters: { op: 'on' },
    control_token: 'secret',
    ...more,
  };
  bench.step([bench.message('core/dispatch', request)]);
}
const bench = (): Bench => new Bench(room, { controlToken: 'secret' }).online();

describe('a dispatch with a correlation id that was seen', () => {
  test('is not executed again for ten minutes from the first, and the first command stands', () => {
    const one = bench();
    ask(one, 10);
    ask(one, 10, { parameters: { op: 'off' }, correlation_id: uuid(10).toUpperCase() });
    one.advance(TEN_MINUTES - 1);
    ask(one, 10);
    expect(one.operations()).toEqual(['cellar_lamp on']);
    expect(one.view(`command/${one.commands[0]?.command_id}`)).toMatchObject({ status: 'COMPLETED' });
    expect(one.engine.counters()).toMatchObject({ requests_repeated: 2 });
    one.advance(1);
    ask(one, 10);
    expect(one.operations()).toHaveLength(2);
  });

  test('carries that id in its command, so that the asker knows its acknowledgement', () => {
    const one = bench();
    ask(one, 3);
    ask(one, 4, { parameters: { op: 'off' } });
    expect(one.commands.map(({ correlation_id: id }) => id)).toEqual([uuid(3), uuid(4)]);
  });

  test('stays refused when the first was refused: it must not act when the reason is gone', () => {
    const one = bench();
    one.operator({ action: 'PAUSE_DISPATCH' });
    ask(one, 1);
    one.operator({ action: 'RESUME_DISPATCH' });
    ask(one, 1);
    expect(one.operations()).toEqual([]);
  });

  test('one that was not admitted takes nothing from the one that is', () => {
    const one = bench();
    ask(one, 1, { control_token: 'guess' });
    ask(one, 1);
    expect(one.operations()).toEqual(['cellar_lamp on']);
  });

  test('is remembered across a restore', () => {
    const one = bench();
    ask(one, 1);
    const options = { ...OPTIONS, key: KEY, controlToken: 'secret' };
    const restored = new Bench(room, {}, restoreEngine(room, options, one.engine.snapshot()));
    ask(restored, 1);
    expect(restored.operations()).toEqual([]);
    ask(restored, 2);
    expect(restored.operations()).toEqual(['cellar_lamp on']);
  });

  test('a storm makes it forget the oldest, and says so', () => {
    const one = bench();
    for (let index = 0; index <= CORRELATIONS_MAX; index += 1) ask(one, index);
    expect(one.engine.counters()).toMatchObject({ correlations_forgotten: 1 });
    ask(one, 1);
    expect(one.engine.counters()).toMatchObject({ requests_repeated: 1 });
    ask(one, 0);
    expect(one.engine.counters()).toMatchObject({ requests_repeated: 1, correlations_forgotten: 2 });
  });
});

describe('a control message that comes again', () => {
  const control = (one: Bench, index: number, action: string): void => {
    const request = { correlation_id: uuid(index), requested_by: 'ada', control_token: 'secret', action };
    one.step([one.message('core/control', request)]);
  };

  test('does not act a second time: what was paused in between stays paused', () => {
    const one = bench();
    one.operator({ action: 'PAUSE_DISPATCH' });
    control(one, 1, 'RESUME_DISPATCH');
    expect(one.view('engine')).toMatchObject({ dispatchEnabled: true });
    one.operator({ action: 'PAUSE_DISPATCH' });
    control(one, 1, 'RESUME_DISPATCH');
    expect(one.view('engine')).toMatchObject({ dispatchEnabled: false, pausedReason: 'MANUAL_PAUSE' });
  });

  test('is another request when it asks for something else under the same id', () => {
    const one = bench();
    control(one, 1, 'PAUSE_DISPATCH');
    control(one, 1, 'RESUME_DISPATCH');
    expect(one.view('engine')).toMatchObject({ dispatchEnabled: true });
  });
});
