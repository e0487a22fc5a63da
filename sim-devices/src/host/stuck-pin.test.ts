/** Stuck inputs: the firmware reads the fault, and the wire again once it is mended. */
import { describe, expect, it } from 'vitest';
import { StuckInput } from '../faults/input-fault.ts';
import { PinBank } from './pins.ts';

describe('a stuck input', () => {
  it('reads the same whatever is driven on it, and the wire once it is mended', () => {
    const pins = new PinBank();
    pins.drive(3, 1);
    pins.fault(3, new StuckInput(0), 0);
    expect(pins.read(3, 0)).toBe(0);
    pins.drive(3, 7);
    expect(pins.read(3, 0)).toBe(0);
    pins.fault(3, undefined, 0);
    expect(pins.read(3, 0)).toBe(7);
  });

  it('keeps the wire as it was when nothing drove it meanwhile, stuck twice or not', () => {
    const pins = new PinBank();
    pins.drive(3, 5);
    pins.fault(3, new StuckInput(0), 0);
    pins.fault(3, new StuckInput(9), 0);
    expect(pins.read(3, 0)).toBe(9);
    pins.fault(3, undefined, 0);
    expect(pins.read(3, 0)).toBe(5);
    pins.fault(3, undefined, 0);
    expect(pins.read(3, 0)).toBe(5);
  });

  it('wakes a watch when it sticks and when it is mended, and not in between', () => {
    const pins = new PinBank();
    pins.drive(3, 1);
    pins.watch(3, 1, 1);
    pins.fault(3, new StuckInput(0), 0);
    expect(pins.wake).toBe(true);
    pins.wake = false;
    pins.watch(3, 0, 0);
    pins.drive(3, 0);
    pins.drive(3, 1);
    expect(pins.wake).toBe(false);
    pins.fault(3, undefined, 0);
    expect(pins.wake).toBe(true);
  });

  it('has no noise', () => {
    const pins = new PinBank();
    pins.setNoise(3, 20, 1);
    pins.drive(3, 500);
    pins.fault(3, new StuckInput(400), 0);
    const read = Array.from({ length: 50 }, (_, ms) => pins.read(3, ms * 1000));
    expect(new Set(read)).toEqual(new Set([400]));
    pins.fault(3, undefined, 0);
    expect(new Set(Array.from({ length: 50 }, (_, ms) => pins.read(3, ms * 1000))).size).toBeGreaterThan(1);
  });
});
