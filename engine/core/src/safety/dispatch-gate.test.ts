import { describe, expect, test } from 'vitest';
import { Bench, OPTIONS } from '../../test/fixtures/bench.ts';
import { smallRoom } from '../../test/fixtures/small-room.ts';

const DELAYED = { wait: { kind: 'DELAY', ms: 10_000, next: 'end' }, end: { kind: 'END', outcome: 'won' } } as const;
const game = (): Bench => new Bench(smallRoom(DELAYED)).started();

/** The engine's own status as it was last published. */
function status(bench: Bench): Record<string, unknown> {
  bench.advance(1000);
  const last = bench.published.findLast(({ topic }) => topic.endsWith('/core/status'));
  return JSON.parse(last?.payload ?? '{}');
}

describe('dispatch', () => {
  test('stands paused for its strongest reason, and goes on when none is left', () => {
    const bench = game();
    const reason = (): unknown => bench.view('engine')?.pausedReason;
    bench.operator({ action: 'PAUSE_DISPATCH' });
    expect(reason()).toBe('MANUAL_PAUSE');
    bench.operator({ action: 'ESTOP' });
    expect(reason()).toBe('SAFETY_LATCHED');
    bench.step([{ kind: 'bus', up: false }]);
    expect(reason()).toBe('BROKER_DOWN');
    const other = game();
    other.step([{ kind: 'bus', up: false }]);
    other.operator({ action: 'PAUSE_DISPATCH' });
    other.step([{ kind: 'bus', up: true }]);
    other.operator({ action: 'RESUME_DISPATCH' });
    expect(other.view('engine')).toMatchObject({ phase: 'running', dispatchEnabled: true });
  });

  test('is paused since it was first paused, and is told so', () => {
    const bench = game();
    bench.advance(1000);
    bench.operator({ action: 'PAUSE_DISPATCH' });
    bench.advance(2000);
    bench.operator({ action: 'PAUSE_DISPATCH' });
    expect(status(bench)).toMatchObject({
      dispatch_enabled: false,
      dispatch_paused_reason: 'MANUAL_PAUSE',
      manual_pause_since_unix_ms: OPTIONS.startUnixMs + 1000,
    });
    bench.operator({ action: 'RESUME_DISPATCH' });
    expect(status(bench)).toMatchObject({ dispatch_enabled: true });
    expect(status(bench)).not.toHaveProperty('manual_pause_since_unix_ms');
  });

  test('that is paused twice over keeps what is left of a delay', () => {
    const bench = game();
    bench.advance(4000);
    bench.operator({ action: 'PAUSE_DISPATCH' });
    bench.advance(5000);
    bench.operator({ action: 'ESTOP' });
    bench.advance(5000);
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: String(bench.view('reset')?.token) }, 'ben');
    expect(bench.view('engine')).toMatchObject({ pausedReason: 'MANUAL_PAUSE' });
    bench.advance(7000);
    expect(bench.nodeState('wait')).toBe('active');
    bench.operator({ action: 'RESUME_DISPATCH' });
    bench.advance(5999);
    expect(bench.nodeState('wait')).toBe('active');
    bench.advance(1);
    expect(bench.view('engine')).toMatchObject({ phase: 'finished' });
  });

  test('a resume of what is not paused is refused and changes nothing', () => {
    const bench = game();
    bench.advance(4000);
    bench.operator({ action: 'RESUME_DISPATCH' });
    expect(bench.view('refusal')).toMatchObject({ reason: 'NOT_PAUSED' });
    bench.advance(6000);
    expect(bench.view('engine')).toMatchObject({ phase: 'finished' });
  });

  test('while the bus is down not even the safety layer sends, and it sends once the bus is back', () => {
    const bench = game();
    bench.step([{ kind: 'bus', up: false }]);
    bench.operator({ action: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'on' } });
    expect(bench.view('refusal')).toMatchObject({ reason: 'BROKER_DOWN' });
    bench.operator({ action: 'ESTOP' });
    const open = (): string[] =>
      [...bench.engine.view()].flatMap(([key, value]) =>
        key.startsWith('command/') ? [(value as { status: string }).status] : [],
      );
    expect(open()).toEqual(['REFUSED']);
    bench.step([{ kind: 'bus', up: true }]);
    const sent = bench.operations().filter((one) => !one.endsWith('request_status'));
    expect(sent).toEqual(['cellar_door unlock', 'cellar_post stop', 'cellar_fog off', 'attic_bell off']);
  });
});
