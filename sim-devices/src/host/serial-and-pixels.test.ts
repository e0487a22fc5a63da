/** Serial inputs and pixel buffers, as firmware sees them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StuckInput } from '../faults/input-fault.ts';
import { QUEUE_BYTES } from './byte-queue.ts';
import { PinBank } from './pins.ts';

describe('a serial input', () => {
  it('is a queue of 64 that drops the newest beyond', () => {
    const operation = fc.oneof({ arbitrary: fc.nat(255), weight: 4 }, { arbitrary: fc.constant(-1), weight: 1 });
    fc.assert(
      fc.property(fc.array(operation, { minLength: 200, maxLength: 300 }), (operations) => {
        const pins = new PinBank();
        const model: number[] = [];
        for (const value of operations) {
          if (value < 0) expect(pins.receive(5)).toBe(model.shift() ?? -1);
          else {
            pins.send(5, value);
            if (model.length < QUEUE_BYTES) model.push(value);
          }
          expect(pins.read(5, 0)).toBe(model.length);
        }
      }),
    );
  });

  it('wakes a watch at its next byte, and not again while it is empty', () => {
    const pins = new PinBank();
    pins.watch(5, 0, 0);
    expect(pins.wake).toBe(false);
    pins.send(5, 65);
    expect(pins.wake).toBe(true);
    pins.wake = false;
    pins.receive(5);
    pins.watch(5, 0, 0);
    expect(pins.wake).toBe(false);
  });

  it('forgets what waits when the power goes, and hears nothing on a stuck wire', () => {
    const pins = new PinBank();
    pins.send(5, 1);
    pins.powerOff(0);
    expect([pins.read(5, 0), pins.receive(5)]).toEqual([0, -1]);
    pins.fault(5, new StuckInput(0), 0);
    pins.send(5, 1);
    expect([pins.read(5, 0), pins.receive(5)]).toEqual([0, -1]);
    pins.fault(5, undefined, 0);
    pins.send(5, 9);
    expect([pins.read(5, 0), pins.receive(5), pins.read(5, 0)]).toEqual([1, 9, 0]);
  });
});

describe('a pixel buffer', () => {
  it('keeps colours whatever effect is shown, until the power goes', () => {
    const pins = new PinBank();
    pins.setPixel(2, 3, 0xff8000);
    pins.setStrip(2, 1, 0x0000ff, 10, 5);
    expect(pins.pattern(2).pixels[3]).toBe(0xff8000);
    for (let pin = pins.take(); pin >= 0; pin = pins.take()) expect(pin).toBe(2);
    pins.powerOff(0);
    expect([pins.pattern(2).pixels[3], pins.pattern(2).effect, pins.take()]).toEqual([0, 0, 2]);
  });

  it('ignores a pixel that it does not have', () => {
    const pins = new PinBank();
    for (const index of [-1, 256, 1_000_000]) pins.setPixel(2, index, 1);
    pins.setPixel(400, 0, 1);
    expect(pins.take()).toBe(-1);
  });
});
