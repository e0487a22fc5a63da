/** A frame of the serial link (docs/seams.md section 6): header, payload and CRC-32, COBS-encoded, ending in 0x00. */
import { crc32 } from '@understudy/contract';
import { cobsDecode, cobsEncode } from './cobs.ts';
import { LINK_LIMITS } from './limits.ts';

export const LINK_VERSION = 1;
/** Bytes that a frame needs beside its payload: header, CRC, the code byte of COBS and the closing zero. */
export const FRAME_OVERHEAD_BYTES = LINK_LIMITS.headerBytes + LINK_LIMITS.crcBytes + 2;
/** Payload of the largest frame. */
export const FRAME_PAYLOAD_BYTES = LINK_LIMITS.rawBytes - LINK_LIMITS.headerBytes - LINK_LIMITS.crcBytes;

/** One frame as it was decoded. */
export interface Frame {
  /** 0 to 127, and bit 7 when the message goes on in the next frame. */
  readonly type: number;
  readonly channel: number;
  /** 1 to 65535; 0 is outside the sequence. */
  readonly sequence: number;
  /** The last in-order sequence that the sender has taken. */
  readonly acknowledged: number;
  /** Device time in µs, as an exact integer up to 2^53. */
  readonly timeUs: number;
  readonly payload: Uint8Array;
}

/** Why bytes are no frame; the order is that of firmware/link/frame.h. */
export const FRAME_FAULTS = ['NONE', 'COBS', 'SHORT', 'LONG', 'CRC', 'VERSION'] as const;
export type FrameFault = (typeof FRAME_FAULTS)[number];

/**
 * Encodes a frame, its closing 0x00 included.
 * @throws RangeError for a payload over FRAME_PAYLOAD_BYTES
 */
export function encodeFrame(frame: Frame): Uint8Array {
  const { payload } = frame;
  if (payload.length > FRAME_PAYLOAD_BYTES) {
    throw new RangeError(`expected a payload of at most ${FRAME_PAYLOAD_BYTES} bytes, seen ${payload.length}`);
  }
  const raw = new Uint8Array(LINK_LIMITS.headerBytes + payload.length + LINK_LIMITS.crcBytes);
  const view = new DataView(raw.buffer);
  raw[0] = LINK_VERSION;
  raw[1] = frame.type;
  raw[2] = frame.channel;
  view.setUint16(3, frame.sequence, true);
  view.setUint16(5, frame.acknowledged, true);
  view.setBigUint64(7, BigInt(frame.timeUs), true);
  raw.set(payload, LINK_LIMITS.headerBytes);
  const crcAt = raw.length - LINK_LIMITS.crcBytes;
  view.setUint32(crcAt, crc32(raw, 0, crcAt), true);
  const encoded = new Uint8Array(raw.length + 2);
  cobsEncode(raw, raw.length, encoded);
  return encoded;
}

/** Decodes the bytes before a 0x00. They are taken over: the payload is a view of them. */
export function decodeFrame(bytes: Uint8Array): Frame | Exclude<FrameFault, 'NONE'> {
  if (bytes.length > LINK_LIMITS.rawBytes + 1) return 'LONG';
  const length = cobsDecode(bytes, bytes.length);
  if (length < 0) return 'COBS';
  if (length < LINK_LIMITS.headerBytes + LINK_LIMITS.crcBytes) return 'SHORT';
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  const crcAt = length - LINK_LIMITS.crcBytes;
  if (crc32(bytes, 0, crcAt) !== view.getUint32(crcAt, true)) return 'CRC';
  if (bytes[0] !== LINK_VERSION) return 'VERSION';
  return {
    type: view.getUint8(1),
    channel: view.getUint8(2),
    sequence: view.getUint16(3, true),
    acknowledged: view.getUint16(5, true),
    timeUs: view.getUint32(7, true) + view.getUint32(11, true) * 2 ** 32,
    payload: bytes.subarray(LINK_LIMITS.headerBytes, crcAt),
  };
}
