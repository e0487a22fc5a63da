/**
 * Records: one step of the engine each, or a checkpoint.
 *
 *  0  u32  length of the body in bytes
 *  4  u32  CRC-32 of the body
 *  8  u8   kind: 0 step, 1 checkpoint
 *  9  f64  sequence number: of the step, from 1, or of the last step before the checkpoint
 * 17  f64  engine time in µs
 * 25       text as UTF-8 JSON: the step's inputs (nothing when there are none), or the checkpoint's hashes
 */
import { crc32, decodeUtf8, utf8Length, writeUtf8 } from '@understudy/contract';
import type { Input } from '@understudy/core';

const BODY_AT = 8;
const TEXT_AT = 25;

/** One step: what the engine took, and when. */
export interface StepRecord {
  readonly kind: 'step';
  readonly sequence: number;
  readonly atUs: number;
  readonly inputs: readonly Input[];
}

/** How things stood after step `sequence`: what a replay is compared with. */
export interface CheckpointRecord {
  readonly kind: 'checkpoint';
  readonly sequence: number;
  readonly atUs: number;
  /** The engine's rolling hash. */
  readonly engine: string;
  /** Digest over every message published so far. */
  readonly outbox: string;
}

export type JournalRecord = StepRecord | CheckpointRecord;

/** Collects encoded records; grows, and is emptied by `take`. */
export class RecordBuffer {
  #bytes = new Uint8Array(16_384);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  /** Bytes waiting. */
  get length(): number {
    return this.#length;
  }

  /** Appends a step. */
  step(sequence: number, atUs: number, inputs: readonly Input[]): void {
    this.#add(0, sequence, atUs, inputs.length === 0 ? '' : JSON.stringify(inputs));
  }

  /** Appends a checkpoint. */
  checkpoint(sequence: number, atUs: number, engine: string, outbox: string): void {
    this.#add(1, sequence, atUs, JSON.stringify({ engine, outbox }));
  }

  /** The bytes collected since the last call, as an array of their own. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  #add(kind: 0 | 1, sequence: number, atUs: number, text: string): void {
    const start = this.#length;
    const end = start + TEXT_AT + utf8Length(text);
    this.#reserve(end);
    this.#view.setUint8(start + BODY_AT, kind);
    this.#view.setFloat64(start + 9, sequence, true);
    this.#view.setFloat64(start + 17, atUs, true);
    writeUtf8(text, this.#bytes, start + TEXT_AT);
    this.#view.setUint32(start, end - start - BODY_AT, true);
    this.#view.setUint32(start + 4, crc32(this.#bytes, start + BODY_AT, end), true);
    this.#length = end;
  }

  #reserve(length: number): void {
    if (length <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(length, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}

/** The record at `offset` and where it ends, or undefined when it is not whole and sound. */
export function readRecord(
  bytes: Uint8Array,
  offset: number,
): { readonly record: JournalRecord; readonly end: number } | undefined {
  if (offset + TEXT_AT > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset);
  const end = offset + BODY_AT + view.getUint32(0, true);
  if (end > bytes.length || end < offset + TEXT_AT) return undefined;
  if (crc32(bytes, offset + BODY_AT, end) !== view.getUint32(4, true)) return undefined;
  const kind = view.getUint8(BODY_AT);
  const sequence = view.getFloat64(9, true);
  const atUs = view.getFloat64(17, true);
  const text = decodeUtf8(bytes, offset + TEXT_AT, end);
  if (text === null || kind > 1) return undefined;
  if (kind === 0) {
    return { record: { kind: 'step', sequence, atUs, inputs: text === '' ? [] : JSON.parse(text) }, end };
  }
  const { engine, outbox } = JSON.parse(text);
  return { record: { kind: 'checkpoint', sequence, atUs, engine, outbox }, end };
}
