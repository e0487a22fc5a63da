/** COBS on its own, beyond the single block that frames use. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cobsDecode, cobsEncode } from './cobs.ts';

function encode(bytes: Uint8Array): Uint8Array {
  const into = new Uint8Array(bytes.length + 8);
  return into.subarray(0, cobsEncode(bytes, bytes.length, into));
}
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const run = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => (from + index) & 255);

describe('COBS', () => {
  it.each([
    ['', '01'],
    ['00', '0101'],
    ['0000', '010101'],
    ['11220033', '0311220233'],
    ['11000000', '0211010101'],
  ])('encodes %s as %s', (plain, encoded) => {
    expect(hex(encode(Buffer.from(plain, 'hex')))).toBe(encoded);
  });

  it('ends a block of 254 bytes without a zero', () => {
    expect([...encode(Uint8Array.from(run(1, 254)))]).toEqual([255, ...run(1, 254)]);
    expect([...encode(Uint8Array.from(run(1, 255)))]).toEqual([255, ...run(1, 254), 2, 255]);
    expect([...encode(Uint8Array.from([...run(1, 254), 0]))]).toEqual([255, ...run(1, 254), 1, 1]);
  });

  it('comes back, in place, whatever the length', () => {
    const bytes = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 255 })), { maxLength: 800 });
    fc.assert(
      fc.property(bytes, (list) => {
        const encoded = encode(Uint8Array.from(list));
        expect(encoded.includes(0)).toBe(false);
        const length = cobsDecode(encoded, encoded.length);
        expect([...encoded.subarray(0, length)]).toEqual(list);
      }),
    );
  });

  it('refuses a block that points beyond the end, and a zero', () => {
    expect(cobsDecode(Uint8Array.of(3, 1), 2)).toBe(-1);
    expect(cobsDecode(Uint8Array.of(2, 1, 0), 3)).toBe(-1);
  });
});
