import type { SafetyState } from '@understudy/contract';
import { describe, expect, test } from 'vitest';
import { Bench, ESTOP, ESTOP_LATCHED, SAFE } from '../../test/fixtures/bench.ts';
import { smallRoom } from '../../test/fixtures/small-room.ts';

const BLOCKED: SafetyState = { kind: 'BLOCKED', latched: false };

const waiting = (): Bench => new Bench(smallRoom({ wait: { kind: 'DELAY', ms: 600_000 } })).started();

/** A device says how it is, and its controller in its next heartbeat. */
function says(bench: Bench, device: string, safety: SafetyState): void {
  bench.state(device, {}, safety);
  bench.step(bench.beats());
}

/** Latched by a device that waits for a reset and does not answer yet. */
function latched(): Bench {
  const bench = waiting();
  says(bench, 'cellar_lever', ESTOP_LATCHED);
  bench.answers.set('cellar_lever', []);
  return bench;
}
const request = (bench: Bench, by = 'ada'): unknown => {
  bench.operator({ action: 'REQUEST_SAFETY_RESET' }, by);
  return bench.view('reset')?.token;
};
const confirm = (bench: Bench, token: unknown, by = 'ben'): void =>
  bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: String(token) }, by);
const refusal = (bench: Bench): unknown => bench.view('refusal')?.reason;
const isLatched = (bench: Bench): boolean => bench.view('engine')?.pausedReason === 'SAFETY_LATCHED';
const resets = (bench: Bench): string[] => bench.operations().filter((one) => one.endsWith(' reset_safety'));
const failures = (bench: Bench): Record<string, unknown>[] =>
  bench.published
    .filter(({ topic, payload }) => topic.endsWith('/core/fault') && payload.includes('SAFETY_RESET_FAILED'))
    .map(({ payload }) => JSON.parse(payload) as Record<string, unknown>);

describe('a request for a reset', () => {
  test('is refused while nothing is latched', () => {
    const bench = waiting();
    expect(request(bench)).toBeUndefined();
    expect(refusal(bench)).toBe('NOT_LATCHED');
  });

  test('is refused while one is under way, which goes on', () => {
    const bench = latched();
    confirm(bench, request(bench));
    request(bench, 'eve');
    expect(refusal(bench)).toBe('RESETTING');
    expect(bench.view('reset')).toMatchObject({ resetting: true });
  });

  test('lists a device that was never seen', () => {
    const bench = new Bench(smallRoom({ wait: { kind: 'DELAY', ms: 1 } }));
    bench.step(bench.beats());
    bench.operator({ action: 'ESTOP' });
    request(bench);
    expect(refusal(bench)).toBe('BLOCKED');
    expect(bench.view<{ blockers: string[] }>('reset')?.blockers).toContain('cellar_lever: unknown');
  });

  test('lists a device by its state when it gives no reason', () => {
    const bench = latched();
    bench.state('attic_bell', {}, BLOCKED);
    request(bench);
    expect(bench.view('reset')).toEqual({ blockers: ['attic_bell: BLOCKED'] });
  });

  test('that is made anew has a new token, and the old one is good no longer', () => {
    const bench = latched();
    const first = request(bench);
    const second = request(bench);
    expect(second).not.toBe(first);
    confirm(bench, first);
    expect(refusal(bench)).toBe('BAD_TOKEN');
    confirm(bench, second);
    expect(bench.view('reset')).toMatchObject({ resetting: true });
  });

  test('expires a minute after it was made, not sooner', () => {
    const bench = latched();
    const token = request(bench);
    bench.advance(59_999);
    expect(bench.view('reset')?.token).toBe(token);
    bench.advance(1);
    expect(bench.view('reset')).toBeUndefined();
    expect(failures(bench)).toEqual([]);
  });
});

describe('a confirmation', () => {
  test('asks those devices for a reset that are not SAFE, without taking their outputs', () => {
    const bench = latched();
    bench.state('cellar_fog', {}, ESTOP_LATCHED);
    bench.answers.set('cellar_fog reset_safety', []);
    confirm(bench, request(bench));
    expect(resets(bench)).toEqual(['cellar_lever reset_safety', 'cellar_fog reset_safety']);
    expect(bench.view('device/cellar_lever')).not.toHaveProperty('owner');
  });

  test('that finds everything SAFE clears the latch at once', () => {
    const bench = latched();
    const token = request(bench);
    says(bench, 'cellar_lever', SAFE);
    expect(isLatched(bench)).toBe(true);
    confirm(bench, token);
    expect(isLatched(bench)).toBe(false);
    expect(resets(bench)).toEqual([]);
    expect(bench.view('reset')).toBeUndefined();
    bench.advance(30_000);
    expect(failures(bench)).toEqual([]);
  });

  test('is refused when a button was pressed since the request, and the token is spent', () => {
    const bench = latched();
    const token = request(bench);
    bench.state('cellar_lever', {}, ESTOP);
    confirm(bench, token);
    expect(refusal(bench)).toBe('BLOCKED');
    expect(bench.view('reset')).toEqual({ blockers: ['cellar_lever: ESTOP_OPEN'] });
    bench.state('cellar_lever', {}, ESTOP_LATCHED);
    confirm(bench, token);
    expect(refusal(bench)).toBe('BAD_TOKEN');
    bench.advance(61_000);
    expect(bench.view('reset')).toEqual({ blockers: ['cellar_lever: ESTOP_OPEN'] });
  });

  test('is not taken for one person under two requests, nor twice', () => {
    const bench = latched();
    const token = request(bench);
    confirm(bench, token, 'ada');
    expect(refusal(bench)).toBe('SAME_PERSON');
    confirm(bench, token);
    confirm(bench, token, 'eve');
    expect(refusal(bench)).toBe('BAD_TOKEN');
    expect(bench.view('reset')).toMatchObject({ resetting: true });
  });
});

describe('a reset under way', () => {
  test('is complete when the last device says SAFE, and not before', () => {
    const bench = latched();
    bench.state('cellar_fog', {}, ESTOP_LATCHED);
    bench.answers.set('cellar_fog', []);
    confirm(bench, request(bench));
    says(bench, 'cellar_lever', SAFE);
    expect(isLatched(bench)).toBe(true);
    bench.state('cellar_fog', {}, SAFE);
    expect(isLatched(bench)).toBe(true);
    bench.step(bench.beats());
    expect(isLatched(bench)).toBe(false);
    expect(bench.view('engine')).toMatchObject({ pausedReason: 'MANUAL_PAUSE' });
    bench.advance(30_000);
    expect(failures(bench)).toEqual([]);
  });

  test('waits for a controller that says of itself that it is not SAFE', () => {
    const bench = latched();
    confirm(bench, request(bench));
    const beat = (safety: SafetyState) =>
      bench.message('controller/attic/heartbeat', { uptime_ms: 1, firmware_version: '1', safety_state: safety });
    bench.step([beat({ kind: 'BLOCKED', latched: false })]);
    bench.alive.delete('attic');
    says(bench, 'cellar_lever', SAFE);
    expect(isLatched(bench)).toBe(true);
    bench.step([beat(SAFE)]);
    expect(isLatched(bench)).toBe(false);
  });

  test('fails at its bound, says what was in the way once each, and the latch stays', () => {
    const bench = latched();
    bench.answers.set('cellar_lever reset_safety', ['ACCEPTED', 'COMPLETED']);
    confirm(bench, request(bench));
    bench.advance(8999);
    expect(bench.view('reset')).toMatchObject({ resetting: true });
    bench.advance(1);
    expect(bench.view('reset')).toEqual({ blockers: ['cellar_lever: ESTOP_LATCHED', 'cellar: ESTOP_LATCHED'] });
    expect(failures(bench)).toMatchObject([
      {
        severity: 'WARN',
        message: 'The safety reset failed; in its way: cellar_lever: ESTOP_LATCHED, cellar: ESTOP_LATCHED',
        details: { blockers: ['cellar_lever: ESTOP_LATCHED', 'cellar: ESTOP_LATCHED'] },
      },
    ]);
    expect(isLatched(bench)).toBe(true);
  });

  test.each(['REJECTED SAFETY_BLOCKED', 'FAILED INTERNAL_ERROR'])(
    'fails at once when a device answers %s',
    (answer) => {
      const bench = latched();
      bench.answers.set('cellar_lever reset_safety', answer.startsWith('FAILED') ? ['ACCEPTED', answer] : [answer]);
      confirm(bench, request(bench));
      expect(bench.view<{ blockers: string[] }>('reset')?.blockers).toEqual([
        `cellar_lever: ${answer.split(' ')[1]}`,
        'cellar_lever: ESTOP_LATCHED',
        'cellar: ESTOP_LATCHED',
      ]);
      expect(isLatched(bench)).toBe(true);
      bench.advance(30_000);
      expect(failures(bench)).toHaveLength(1);
    },
  );

  test('does not mind how other commands end', () => {
    const bench = latched();
    bench.answers.set('cellar_fog off', []);
    bench.operator({ action: 'ESTOP' });
    const safe = bench.commands.find(({ device_id }) => device_id === 'cellar_fog');
    confirm(bench, request(bench));
    if (safe !== undefined) bench.step([bench.ack(safe, 'REJECTED', 'BUSY')]);
    expect(bench.view('reset')).toMatchObject({ resetting: true });
  });

  test('goes on when a source says again what it said before, and ends by a new cause', () => {
    const bench = latched();
    confirm(bench, request(bench));
    bench.state('cellar_lever', {}, ESTOP_LATCHED);
    bench.step(bench.beats());
    expect(bench.view('reset')).toMatchObject({ resetting: true });
    bench.state('cellar_fog', {}, ESTOP_LATCHED);
    expect(bench.view('reset')).not.toHaveProperty('resetting');
    expect(failures(bench)).toHaveLength(1);
  });

  test('ends when a person stops the room, and a request that was not confirmed is void without a word', () => {
    const bench = latched();
    confirm(bench, request(bench));
    bench.operator({ action: 'ESTOP' }, 'eve');
    expect(failures(bench)).toHaveLength(1);
    const other = latched();
    request(other);
    other.operator({ action: 'ESTOP' }, 'eve');
    expect(other.view('reset')).toBeUndefined();
    expect(failures(other)).toEqual([]);
  });
});
