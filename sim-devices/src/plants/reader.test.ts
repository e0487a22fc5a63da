import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlantBench } from '../fixtures/plant-bench.ts';
import { FRAME_BYTES, writeTagFrame } from './tag-frame.ts';

function text(bytes: Iterable<number>): string {
  return String.fromCharCode(...bytes);
}
/** Bytes that the reader sent so far, with their instants. */
function sent(reader: PlantBench) {
  return reader.drives.filter(([role]) => role === 'serial').map(([, byte, atUs]) => [byte, atUs] as const);
}
const sentText = (reader: PlantBench) => text(sent(reader).map(([byte]) => byte));

describe('the frame of a tag', () => {
  it('is that of the data sheet', () => {
    const frame = new Uint8Array(FRAME_BYTES);
    // 0x0F 01 84 F0 7B: the checksum is 0x0F ^ 0x01 ^ 0x84 ^ 0xF0 ^ 0x7B = 0x01.
    writeTagFrame(frame, 0x0184f07b, 30);
    expect(text(frame)).toBe('\u00020F0184F07B01\r\n\u0003');
  });

  it('carries any id, with a checksum that makes the XOR of all six bytes 0', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 0, max: 511 }), (low, high) => {
        const frame = new Uint8Array(FRAME_BYTES);
        writeTagFrame(frame, low, high);
        const digits = text(frame.subarray(1, 13));
        expect(Number.parseInt(digits.slice(0, 10), 16)).toBe(high * 2 ** 31 + low);
        const bytes = digits.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
        expect(bytes.reduce((all, byte) => all ^ byte, 0)).toBe(0);
      }),
    );
  });
});

describe('reader', () => {
  it('says at once that a tag is in range, and sends its frame at 9600 baud after the reading time', () => {
    const reader = new PlantBench('reader');
    expect(reader.read('present')).toBe(0);
    reader.plant.act('present', 0x0184f07b, 0);
    expect(reader.read('present')).toBe(1);
    reader.runTo(151);
    expect(sent(reader)).toEqual([]);
    reader.runTo(1000);
    expect(sentText(reader)).toBe('\u00020F0184F07B01\r\n\u0003');
    expect(sent(reader)[0]).toEqual([2, 151_042]);
    expect(sent(reader)[15]).toEqual([3, 166_667]);
    expect(reader.plant.truth).toEqual({ tag: 0x0184f07b, present: true });
    expect(reader.plant.nextAtUs).toBe(Number.POSITIVE_INFINITY);
  });

  it('does not read a tag that is gone too soon, and says so', () => {
    const reader = new PlantBench('reader');
    reader.plant.act('present', 7, 0);
    reader.runTo(149);
    reader.plant.act('present', 0, reader.nowUs);
    reader.runTo(5000);
    expect(sent(reader)).toEqual([]);
    expect([reader.read('present'), reader.truth('tag')]).toEqual([0, 0]);
  });

  it('ends a frame that has begun, and then reads the tag that has taken its place', () => {
    const reader = new PlantBench('reader', { params: { readMs: 5 } });
    reader.plant.act('present', 1, 0);
    reader.runTo(8);
    reader.plant.act('present', 2, reader.nowUs);
    reader.runTo(1000);
    expect(sentText(reader)).toBe('\u00020F000000010E\r\n\u0003\u00020F000000020D\r\n\u0003');
  });

  it('is silent without power, breaks a frame off, and reads anew when power is back', () => {
    const reader = new PlantBench('reader');
    reader.plant.act('present', 1, 0);
    reader.runTo(155);
    const before = sent(reader).length;
    expect(before).toBeGreaterThan(0);
    reader.plant.power(false, reader.nowUs);
    reader.runTo(2000);
    expect([sent(reader).length, reader.read('present'), reader.truth('present')]).toEqual([before, 0, true]);
    reader.plant.act('present', 2, reader.nowUs);
    reader.runTo(3000);
    expect(sent(reader).length).toBe(before);
    reader.plant.power(true, reader.nowUs);
    reader.runTo(4000);
    expect(sentText(reader).slice(before)).toBe('\u00020F000000020D\r\n\u0003');
  });

  it('repeats the frame while the tag stays, when it is of that kind', () => {
    const reader = new PlantBench('reader', { params: { repeatMs: 500 } });
    reader.plant.act('present', 1, 0);
    reader.runTo(1300);
    expect(sent(reader).length).toBe(3 * FRAME_BYTES);
  });
});
