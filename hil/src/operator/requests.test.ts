import { describe, expect, it } from 'vitest';
import { IDLE } from './machine.ts';
import { acceptRun, OperatorRefusal, serialOf } from './requests.ts';
import type { BenchFacts, OperatorState } from './types.ts';

const BENCH: BenchFacts = {
  ...{ id: 'b', title: 'Bench', platform: 'teensy41', anySerial: false, room: 'r' },
  controllers: [{ id: 'vault', title: 'Vault' }],
};
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof OperatorRefusal) return error.code;
  }
  return 'taken';
};

describe('what a scanner types', () => {
  it.each([
    [' 12345670 ', '12345670'],
    ['UND-2041/7', 'UND-2041/7'],
    ['24:6F:28:AA:BB:CC', '24:6F:28:AA:BB:CC'],
    ['Gerät 7', 'Gerät 7'],
  ])('%j is a serial', (scanned, serial) => expect(serialOf(scanned)).toBe(serial));

  it.each(['', '   ', '../../x', '\u0001123', 'a\u202eb', '<b>', 'x'.repeat(65), '-rf'])('%j is none', (scanned) => {
    expect(codeOf(() => serialOf(scanned))).toBe('SERIAL_INVALID');
  });
});

it('takes a request that the bench can do, its serial trimmed, and refuses the rest by name', () => {
  const request = { serial: ' S1 ', steps: 'both', controller: 'vault' } as const;
  const busy: OperatorState = { ...IDLE, phase: 'testing', request };
  const noFlash: BenchFacts = { ...BENCH, noFlash: 'no image' };
  expect(acceptRun(BENCH, IDLE, request)).toEqual({ ...request, serial: 'S1' });
  expect(acceptRun(noFlash, IDLE, { ...request, steps: 'test' }).steps).toBe('test');
  expect(codeOf(() => acceptRun(BENCH, busy, request))).toBe('BENCH_BUSY');
  expect(codeOf(() => acceptRun(BENCH, IDLE, { ...request, controller: 'fuse' }))).toBe('NO_SUCH_CONTROLLER');
  expect(codeOf(() => acceptRun(noFlash, IDLE, request))).toBe('NOTHING_TO_FLASH');
  expect(codeOf(() => acceptRun(noFlash, IDLE, { ...request, steps: 'flash' }))).toBe('NOTHING_TO_FLASH');
});
