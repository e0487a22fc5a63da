/** Frames: there and back, never a wrong one, in step again after anything. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame, FRAME_PAYLOAD_BYTES, type Frame } from './frame.ts';
import { FrameDecoder } from './frame-decoder.ts';

const byte = fc.oneof(fc.constant(0), fc.constant(255), fc.integer({ min: 0, max: 255 }));
const bytes = (maxLength: number) => fc.array(byte, { maxLength }).map((list) => Uint8Array.from(list));
const frames = fc.record({
  type: fc.integer({ min: 0, max: 255 }),
  channel: fc.integer({ min: 0, max: 255 }),
  sequence: fc.integer({ min: 0, max: 65535 }),
  acknowledged: fc.integer({ min: 0, max: 65535 }),
  timeUs: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  payload: bytes(FRAME_PAYLOAD_BYTES),
});

/** Frames that a decoder gives for chunks. */
function decoded(...chunks: readonly Uint8Array[]): Frame[] {
  const seen: Frame[] = [];
  const decoder = new FrameDecoder((frame) => seen.push(frame));
  for (const chunk of chunks) decoder.push(chunk);
  return seen;
}
const plain = (frame: Frame): unknown => ({ ...frame, payload: [...frame.payload] });

describe('a frame', () => {
  it('comes back as it was, without a zero before its end', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const encoded = encodeFrame(frame);
        expect(encoded.indexOf(0)).toBe(encoded.length - 1);
        expect(decoded(encoded).map(plain)).toEqual([plain(frame)]);
      }),
    );
  });

  it('is refused with a payload that does not fit', () => {
    const frame = { type: 1, channel: 1, sequence: 1, acknowledged: 0, timeUs: 0, payload: new Uint8Array(235) };
    expect(() => encodeFrame(frame)).toThrow('expected a payload of at most 234 bytes, seen 235');
  });

  it('is never another frame after up to three bits have flipped', () => {
    const flips = fc.array(fc.nat(), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(frames, flips, (frame, places) => {
        const encoded = encodeFrame(frame);
        for (const place of places) {
          const bit = place % (encoded.length * 8);
          encoded[bit >> 3] = (encoded[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        }
        for (const seen of decoded(encoded, Uint8Array.of(0))) expect(plain(seen)).toEqual(plain(frame));
      }),
      { numRuns: 2000 },
    );
  });

  it('is never seen in random bytes', () => {
    fc.assert(
      fc.property(bytes(255), (garbage) => {
        expect(typeof decodeFrame(garbage)).toBe('string');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the decoder', () => {
  it('is in step again after garbage and a zero, however the stream is cut', () => {
    fc.assert(
      fc.property(bytes(600), frames, fc.nat(), (garbage, frame, cut) => {
        const stream = Uint8Array.of(...garbage, 0, ...encodeFrame(frame), ...encodeFrame(frame));
        const at = cut % stream.length;
        const seen = decoded(stream.subarray(0, at), stream.subarray(at));
        expect(seen.slice(-2).map(plain)).toEqual([plain(frame), plain(frame)]);
      }),
    );
  });

  it('counts each refusal by its reason, and empty frames not at all', () => {
    const decoder = new FrameDecoder(() => expect.unreachable());
    decoder.push(Uint8Array.of(0, 0, 9, 1, 0, 2, 1, 0, ...new Uint8Array(300).fill(7), 0));
    expect(decoder.faults).toEqual({ NONE: 0, COBS: 1, SHORT: 1, LONG: 1, CRC: 0, VERSION: 0 });
    expect(decoder.refused).toBe(3);
  });

  it('gives payloads that later bytes do not change', () => {
    const frame = (value: number): Uint8Array =>
      encodeFrame({ type: 1, channel: 1, sequence: 1, acknowledged: 0, timeUs: 0, payload: Uint8Array.of(value) });
    expect(decoded(frame(1), frame(2)).map(({ payload }) => [...payload])).toEqual([[1], [2]]);
  });
});
