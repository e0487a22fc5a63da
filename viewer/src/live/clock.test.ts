import { describe, expect, it } from 'vitest';
import { elapsedMs, engineTimeMs, formatSpan } from './clock.ts';

const run = { binding: 'twin', speed: 4, paused: false, nowMs: 10_000 };
const timer = { elapsedMs: 5000, limitMs: 60_000, running: true, atMs: 8000 };

describe('engineTimeMs', () => {
  it('runs at the speed of the simulation and stands while it is paused', () => {
    expect(engineTimeMs(run, 100, 1100)).toBe(14_000);
    expect(engineTimeMs({ ...run, paused: true }, 100, 1100)).toBe(10_000);
    expect(engineTimeMs(run, 100, 50)).toBe(10_000);
  });
});

describe('elapsedMs', () => {
  it('carries a running timer on from its instant, up to the limit', () => {
    expect(elapsedMs(timer, 14_000)).toBe(11_000);
    expect(elapsedMs({ ...timer, running: false }, 14_000)).toBe(5000);
    expect(elapsedMs(timer, 7000)).toBe(5000);
    expect(elapsedMs(timer, 9_000_000)).toBe(60_000);
  });
});

describe('formatSpan', () => {
  it('shows minutes and seconds, hours when there are any', () => {
    expect([0, 61_999, 3_600_000, -61_000, -400].map(formatSpan)).toEqual([
      '00:00',
      '01:01',
      '1:00:00',
      '−01:01',
      '00:00',
    ]);
  });
});
