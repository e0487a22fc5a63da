import { describe, expect, test } from 'vitest';
import { type Bench, ESTOP_LATCHED } from '../../test/fixtures/bench.ts';
import { cooperate, DEVICES, faults, latched, pressed, report, token } from '../../test/fixtures/latched-room.ts';

describe('the reset', () => {
  test('takes two persons and one token, and restarts nothing', () => {
    const bench = latched();
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    const good = token(bench);
    cooperate(bench);
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: good }, 'ada');
    expect(bench.view('refusal')).toMatchObject({ reason: 'SAME_PERSON' });
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: 'guessed' }, 'ben');
    expect(bench.view('refusal')).toMatchObject({ reason: 'BAD_TOKEN' });
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: good }, 'ben');
    bench.advance(1000);
    expect(bench.view('engine')).toMatchObject({
      phase: 'paused',
      pausedReason: 'MANUAL_PAUSE',
      roomSafety: { kind: 'SAFE' },
    });
    expect(bench.operations().filter((one) => one.endsWith('reset_safety'))).toHaveLength(DEVICES.length);
    const before = bench.operations().length;
    const stood = bench.view('timer')?.elapsedMs;
    bench.advance(10_000);
    expect(bench.operations()).toHaveLength(before);
    expect(faults(bench)).toEqual([]);
    expect(bench.view('timer')).toMatchObject({ running: false, elapsedMs: stood });
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: good }, 'eve');
    expect(bench.view('refusal')).toMatchObject({ by: 'eve', reason: 'BAD_TOKEN' });
    bench.operator({ action: 'RESUME_DISPATCH' });
    expect(bench.operations().slice(before)).toEqual(['cellar_post up']);
    expect(bench.view('timer')).toMatchObject({ running: true, elapsedMs: stood });
    bench.advance(500);
    expect(bench.view('timer')).toMatchObject({ elapsedMs: Number(stood) + 500 });
  });

  test('RESUME_DISPATCH does not get round it', () => {
    const bench = latched();
    bench.operator({ action: 'RESUME_DISPATCH' });
    expect(bench.view('refusal')).toMatchObject({ reason: 'SAFETY_LATCHED' });
  });

  test('fails when a controller refuses because its input is still open, and lists it', () => {
    const bench = latched();
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: token(bench) }, 'ben');
    expect(bench.view('engine')).toMatchObject({ pausedReason: 'SAFETY_LATCHED' });
    expect(bench.view<{ blockers: string[] }>('reset')?.blockers).toContain('cellar_lamp: SAFETY_BLOCKED');
  });

  test.each([
    ['offline', (bench: Bench) => [bench.alive.delete('attic'), bench.advance(4000)], 'attic_bell: offline'],
    [
      'unsafe without a latch',
      (bench: Bench) => bench.state('attic_bell', {}, { kind: 'BLOCKED', latched: false }),
      'attic_bell: BLOCKED',
    ],
  ])('is refused while a device is %s', (_, spoil, blocker) => {
    const bench = latched();
    spoil(bench);
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    expect(bench.view('refusal')).toMatchObject({ reason: 'BLOCKED' });
    expect(bench.view('reset')).toEqual({ blockers: [blocker] });
  });

  test('the token expires after a minute', () => {
    const bench = latched();
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    const good = token(bench);
    cooperate(bench);
    bench.advance(60_000);
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: good }, 'ben');
    expect(bench.view('refusal')).toMatchObject({ reason: 'BAD_TOKEN' });
  });

  test('is refused while the bus is down, and a bus that is lost in the middle ends it', () => {
    const bench = latched();
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    const good = token(bench);
    for (const device of DEVICES) bench.answers.set(`${device} reset_safety`, []);
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: good }, 'ben');
    expect(bench.view('reset')).toMatchObject({ resetting: true });
    bench.step([{ kind: 'bus', up: false }]);
    expect(bench.view('reset')).not.toHaveProperty('resetting');
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    expect(bench.view('refusal')).toMatchObject({ reason: 'BROKER_DOWN' });
  });

  test('is refused while a button is still pressed', () => {
    const bench = pressed();
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    expect(bench.view<{ token?: string; blockers: string[] }>('reset')).toEqual({
      blockers: DEVICES.map((device) => `${device}: ESTOP_OPEN`),
    });
    report(bench, ESTOP_LATCHED);
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    expect(bench.view('reset')).toMatchObject({ requestedBy: 'ada', blockers: [] });
  });

  test('an E-stop in the middle voids it', () => {
    const bench = latched();
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    const good = token(bench);
    bench.operator({ action: 'ESTOP' }, 'eve');
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: good }, 'ben');
    expect(bench.view('refusal')).toMatchObject({ reason: 'BAD_TOKEN' });
  });

  test('a controller that never says SAFE keeps the room latched', () => {
    const bench = latched();
    bench.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    for (const device of DEVICES) bench.answers.set(`${device} reset_safety`, ['ACCEPTED', 'COMPLETED']);
    bench.operator({ action: 'CONFIRM_SAFETY_RESET', token: token(bench) }, 'ben');
    expect(bench.view('reset')).toMatchObject({ resetting: true });
    bench.advance(9000);
    expect(bench.view('engine')).toMatchObject({ pausedReason: 'SAFETY_LATCHED' });
    expect(bench.view<{ blockers: string[] }>('reset')?.blockers).toContain('cellar_door: ESTOP_LATCHED');
  });
});
