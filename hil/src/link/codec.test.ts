/** Decoders of payloads: whatever the bytes, a value or a LinkError, and nothing read beyond the end. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBus, decodeBusSession, decodeCapture, decodeStatistics, encodeBus } from './codec.ts';
import { LinkError } from './errors.ts';
import { PayloadReader } from './payload.ts';
import { readEdge, readFired, readProgramme, readRecordingHeader, readStarted, readStep } from './records.ts';

const DECODERS: Readonly<Record<string, (bytes: Uint8Array) => unknown>> = {
  bus: decodeBus,
  session: decodeBusSession,
  statistics: decodeStatistics,
  capture: (bytes) => decodeCapture(bytes[0] ?? 0, bytes.subarray(1)),
  step: (bytes) => readStep(new PayloadReader(bytes, 'step')),
  edge: (bytes) => readEdge(new PayloadReader(bytes, 'edge')),
  fired: (bytes) => readFired(new PayloadReader(bytes, 'fired')),
  programme: (bytes) => readProgramme(new PayloadReader(bytes, 'programme')),
  started: (bytes) => readStarted(new PayloadReader(bytes, 'started')),
  recording: (bytes) => readRecordingHeader(new PayloadReader(bytes, 'recording')),
};

describe('a decoder', () => {
  it.each(Object.keys(DECODERS))('of %s gives a value or a coded error', (name) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          DECODERS[name]?.(bytes);
        } catch (error) {
          expect(error instanceof LinkError && error.code === 'LINK_PROTOCOL').toBe(true);
        }
      }),
    );
  });

  it('of the bus gives back what was encoded', () => {
    const message = fc.record({
      topic: fc.string({ maxLength: 60 }),
      payload: fc.uint8Array({ maxLength: 500 }),
      flags: fc.nat(3),
    });
    fc.assert(
      fc.property(message, (whole) => {
        expect(decodeBus(encodeBus(whole))).toEqual(whole);
      }),
    );
  });
});
