/** Payloads of the bus, capture and statistics messages. */
import { LIMITS, toHex } from '@understudy/contract';
import type { Effect } from '../conformance/dut.ts';
import { LinkError } from './errors.ts';
import { FRAME_FAULTS, type FrameFault } from './frame.ts';
import { CAPTURE } from './messages.ts';
import { fromUtf8, PayloadReader, pack, utf8 } from './payload.ts';

/** Flags of a message to the board: bit 0 retained, bit 1 duplicate. From the board: bit 0 QoS 1, bit 1 retained. */
export interface BusMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly flags: number;
}

/** A payload over the limit is cut one byte above it. Topics are of at most 255 bytes. */
export function encodeBus(message: BusMessage): Uint8Array {
  const topic = utf8(message.topic);
  const payload = message.payload.subarray(0, LIMITS.payloadBytes + 1);
  return pack({ byte: message.flags }, { byte: topic.length }, topic, payload);
}

export function decodeBus(bytes: Uint8Array): BusMessage {
  const reader = new PayloadReader(bytes, 'bus message');
  const flags = reader.byte();
  const topic = reader.text();
  return { flags, topic, payload: reader.rest() };
}

/** What the HAL did. @throws LinkError LINK_PROTOCOL for a kind that this host does not know */
export function decodeCapture(type: number, payload: Uint8Array): Effect {
  const reader = new PayloadReader(payload, 'capture');
  const pin = reader.byte();
  switch (type) {
    case CAPTURE.WRITE:
      return { kind: 'write', pin, value: reader.signed() };
    case CAPTURE.WATCH:
      return { kind: 'watch', pin, low: reader.signed(), high: reader.signed() };
    case CAPTURE.RAMP:
      return { kind: 'ramp', pin, steps: reader.signed(), rate: reader.signed(), accel: reader.signed() };
    case CAPTURE.STRIP: {
      const [effect, color, brightness, lit] = [reader.signed(), reader.signed(), reader.signed(), reader.signed()];
      return { kind: 'strip', pin, effect, color, brightness, lit };
    }
    case CAPTURE.PIXEL:
      return { kind: 'pixel', pin, index: reader.signed(), color: reader.signed() };
    case CAPTURE.STORE:
      return { kind: 'store', slot: pin, stored: reader.byte() === 1, bytes: toHex(reader.rest()) };
    default:
      throw new LinkError('LINK_PROTOCOL', `expected a capture of type 1 to 6, seen ${type}`);
  }
}

/** The board's side of the link, counted since it started. */
export interface BoardStatistics {
  readonly framesIn: number;
  readonly framesOut: number;
  /** Bytes that were no frame, by reason. */
  readonly refused: Readonly<Record<FrameFault, number>>;
  readonly duplicate: number;
  readonly gap: number;
  readonly outside: number;
  readonly tooLong: number;
  /** Messages that the board did not understand; they change nothing. */
  readonly unknown: number;
  /** Received bytes that found no room. */
  readonly overrun: number;
  /** Messages of the board that found no room, or no session. */
  readonly dropped: number;
  readonly repeats: number;
}

export function decodeStatistics(payload: Uint8Array): BoardStatistics {
  const reader = new PayloadReader(payload, 'statistics');
  const framesIn = reader.word();
  const framesOut = reader.word();
  const refused = Object.fromEntries(FRAME_FAULTS.map((fault) => [fault, reader.word()])) as Record<FrameFault, number>;
  const next = (): number => reader.word();
  return {
    framesIn,
    framesOut,
    refused,
    duplicate: next(),
    gap: next(),
    outside: next(),
    tooLong: next(),
    unknown: next(),
    overrun: next(),
    dropped: next(),
    repeats: next(),
  };
}

/** The last will of a controller and what it subscribes to. */
export interface BusSession {
  readonly will: { readonly topic: string; readonly payload: string };
  readonly subscriptions: readonly string[];
}

export function decodeBusSession(payload: Uint8Array): BusSession {
  const [topic = '', will = '', ...subscriptions] = fromUtf8(payload).split('\0');
  return { will: { topic, payload: will }, subscriptions };
}
