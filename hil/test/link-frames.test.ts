/** Both decoders of frames on the same bytes: the golden vectors, and whatever else. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { FIRMWARE_ROOT } from '@understudy/firmware';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeFrame, FRAME_FAULTS, type Frame } from '../src/link/frame.ts';
import { FrameDecoder } from '../src/link/frame-decoder.ts';
import { compileCheck } from './native-link.ts';

/** Made by a program of its own in another language; a fault has no fields but its name. */
interface Vector {
  readonly name: string;
  readonly encoded_hex: string;
  readonly fault?: string;
  readonly type: number;
  readonly channel: number;
  readonly sequence: number;
  readonly acknowledged: number;
  readonly time_us: number;
  readonly payload_hex: string;
}
const vectors = readFileSync(`${FIRMWARE_ROOT}/link/vectors.jsonl`, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector);

let check: ReturnType<typeof compileCheck>;
beforeAll(() => {
  check = compileCheck('frames');
}, 120_000);
afterAll(() => check.remove());

const hex = (bytes: Uint8Array): string => (bytes.length === 0 ? '-' : Buffer.from(bytes).toString('hex'));
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

/** What the C++ decoder says of each stream: a line a frame, then its refusals. */
function native(streams: readonly Uint8Array[]): string[][] {
  const input = streams.map((stream) => `${Buffer.from(stream).toString('hex')}\n`).join('');
  const lines = execFileSync(check.program, { input, encoding: 'utf8', maxBuffer: 1 << 28 })
    .trim()
    .split('\n');
  const answers: string[][] = [];
  let answer: string[] = [];
  for (const line of lines) {
    answer.push(line);
    if (!line.startsWith('faults')) continue;
    answers.push(answer);
    answer = [];
  }
  return answers;
}

/** The same in TypeScript. */
function here(stream: Uint8Array): string[] {
  const lines: string[] = [];
  const decoder = new FrameDecoder((frame) => {
    const { type, channel, sequence, acknowledged, timeUs, payload } = frame;
    const encoded = hex(encodeFrame(frame));
    lines.push(`frame ${type} ${channel} ${sequence} ${acknowledged} ${timeUs} ${hex(payload)} ${encoded}`);
  });
  decoder.push(stream);
  return [...lines, `faults ${FRAME_FAULTS.map((fault) => decoder.faults[fault]).join(' ')}`];
}

describe('the golden vectors', () => {
  const expected = vectors.map((vector) => {
    const counts = FRAME_FAULTS.map((fault) => (fault === vector.fault ? 1 : 0));
    if (vector.fault !== undefined) return [`faults ${counts.join(' ')}`];
    const { type, channel, sequence, acknowledged, time_us, payload_hex, encoded_hex } = vector;
    const payload = payload_hex === '' ? '-' : payload_hex;
    return [
      `frame ${type} ${channel} ${sequence} ${acknowledged} ${time_us} ${payload} ${encoded_hex}`,
      `faults ${counts.join(' ')}`,
    ];
  });
  it('are decoded and encoded by TypeScript', () => {
    expect(vectors.map(({ encoded_hex }) => here(bytesOf(encoded_hex)))).toEqual(expected);
  });
  it('are decoded and encoded by C++', () => {
    expect(native(vectors.map(({ encoded_hex }) => bytesOf(encoded_hex)))).toEqual(expected);
  });
});

describe('any stream', () => {
  const byte = fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 255 }) },
  );
  const garbage = fc.array(byte, { maxLength: 300 }).map((list) => Uint8Array.from(list));
  const frame = fc
    .record({
      type: fc.nat(255),
      channel: fc.nat(255),
      sequence: fc.nat(65535),
      acknowledged: fc.nat(65535),
      timeUs: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
      payload: fc.array(byte, { maxLength: 234 }).map((list) => Uint8Array.from(list)),
    })
    .map((fields: Frame) => encodeFrame(fields));
  /** A frame with a byte changed, dropped or doubled. */
  const hurt = fc.tuple(frame, fc.nat(), fc.nat(255), fc.nat(2)).map(([bytes, place, value, kind]) => {
    const at = place % bytes.length;
    const middle = [[value], [], [bytes[at] ?? 0, value]][kind] ?? [];
    return Uint8Array.from([...bytes.subarray(0, at), ...middle, ...bytes.subarray(at + 1)]);
  });
  const streams = fc
    .array(fc.oneof(garbage, frame, hurt), { maxLength: 6 })
    .map((parts) => new Uint8Array(Buffer.concat(parts)));

  it('gives the same frames and the same refusals on both sides', () => {
    fc.assert(
      fc.property(fc.array(streams, { minLength: 100, maxLength: 100 }), (list) => {
        expect(native(list)).toEqual(list.map(here));
      }),
      { numRuns: 20 },
    );
  });
});
