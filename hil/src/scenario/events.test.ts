import { describe, expect, it } from 'vitest';
import { blinks, fits, latencies, percentile } from './events.ts';

describe('figures over events', () => {
  it('takes the first answer to each event, before the next event', () => {
    expect(latencies([10, 20, 30], [5, 12, 13, 31])).toEqual([2, undefined, 1]);
    expect(latencies([10], [])).toEqual([undefined]);
    expect(latencies([10], [10])).toEqual([0]);
  });

  it('ranks', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile([7], 0.99)).toBe(7);
  });

  it('wants periods in a row', () => {
    expect(blinks([0, 100, 199, 301], 3, 100, 2)).toBe(true);
    expect(blinks([0, 100, 150, 250, 350], 3, 100, 2)).toBe(false);
    expect(blinks([], 1, 100, 2)).toBe(false);
  });
});

describe('a message pattern', () => {
  const body = { status: 'FAILED', state: { open: true, at: { x: 1 } } };
  const message = { atUs: 0, topic: 'room/r/device/c_a/state', payload: '', body, flags: 0 };

  it('is held by what has its members, at each depth', () => {
    expect(fits(message, { device: 'c_a', topic: 'state', where: { state: { at: { x: 1 } } } })).toBe(true);
    expect(fits(message, { where: { state: { at: { x: 2 } } } })).toBe(false);
    expect(fits(message, { where: { state: true } })).toBe(false);
    expect(fits(message, { device: 'c' })).toBe(false);
    expect(fits(message, { topic: 'ack' })).toBe(false);
    expect(fits({ ...message, body: undefined }, { where: { a: 1 } })).toBe(false);
  });
});
