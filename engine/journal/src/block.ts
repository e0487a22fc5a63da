/**
 * Blocks: the unit of a commit. A block is written and synced as one, and either counts as a whole or not at all.
 *
 *  0  4 bytes  magic "UJB1"
 *  4  u32      length of the payload in bytes
 *  8  u32      CRC-32 of everything from byte 12 on
 * 12  u8       kind: 1 header, 2 records, 3 records and a clean end; then three zero bytes
 * 16  32 bytes chain: SHA-256 of the previous block's chain (zeros for the first), the kind and the payload
 * 48           payload
 *
 * Integers are little-endian. The CRC finds damage, the chain finds exchanged, dropped or rewritten blocks.
 */
import { crc32, createSha256 } from '@understudy/contract';
import { JOURNAL_LIMITS } from './limits.ts';

export const BLOCK_HEADER_BYTES = 48;
export const CHAIN_BYTES = 32;
export const BLOCK_KIND = { header: 1, records: 2, end: 3 } as const;
export type BlockKind = (typeof BLOCK_KIND)[keyof typeof BLOCK_KIND];

const MAGIC = 0x31424a55; // "UJB1"
const sha256 = createSha256();

/** The chain value of a block. */
function chainOf(previous: Uint8Array, kind: number, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(CHAIN_BYTES + 1 + payload.length);
  bytes.set(previous);
  bytes[CHAIN_BYTES] = kind;
  bytes.set(payload, CHAIN_BYTES + 1);
  return sha256.digest(bytes);
}

/** A whole block with its chain value. */
export function encodeBlock(
  kind: BlockKind,
  payload: Uint8Array,
  previousChain: Uint8Array,
): { readonly bytes: Uint8Array; readonly chain: Uint8Array } {
  const bytes = new Uint8Array(BLOCK_HEADER_BYTES + payload.length);
  const view = new DataView(bytes.buffer);
  const chain = chainOf(previousChain, kind, payload);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, payload.length, true);
  view.setUint8(12, kind);
  bytes.set(chain, 16);
  bytes.set(payload, BLOCK_HEADER_BYTES);
  view.setUint32(8, crc32(bytes, 12), true);
  return { bytes, chain };
}

export type BlockReading =
  | {
      readonly ok: true;
      readonly kind: BlockKind;
      readonly payload: Uint8Array;
      readonly chain: Uint8Array;
      readonly end: number;
    }
  | { readonly ok: false; readonly expected: string; readonly seen: string };

const bad = (expected: string, seen: string): BlockReading => ({ ok: false, expected, seen });

/** Reads the block at `offset`. Without `previousChain` its place in the chain is not checked. */
export function readBlock(bytes: Uint8Array, offset: number, previousChain?: Uint8Array): BlockReading {
  const left = bytes.length - offset;
  if (left < BLOCK_HEADER_BYTES) return bad(`a block header of ${BLOCK_HEADER_BYTES} bytes`, `${left} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, left);
  if (view.getUint32(0, true) !== MAGIC) return bad('the magic of a block', view.getUint32(0, true).toString(16));
  const length = view.getUint32(4, true);
  if (length > JOURNAL_LIMITS.blockBytes) return bad(`at most ${JOURNAL_LIMITS.blockBytes} bytes`, String(length));
  if (BLOCK_HEADER_BYTES + length > left) return bad(`${BLOCK_HEADER_BYTES + length} bytes`, `${left} bytes`);
  const end = offset + BLOCK_HEADER_BYTES + length;
  const sum = crc32(bytes, offset + 12, end);
  if (sum !== view.getUint32(8, true)) return bad(`CRC-32 ${view.getUint32(8, true)}`, String(sum));
  const kind = view.getUint8(12);
  if (kind !== BLOCK_KIND.header && kind !== BLOCK_KIND.records && kind !== BLOCK_KIND.end) {
    return bad('a kind of block', String(kind));
  }
  const payload = bytes.subarray(offset + BLOCK_HEADER_BYTES, end);
  const chain = bytes.subarray(offset + 16, offset + BLOCK_HEADER_BYTES);
  if (previousChain !== undefined) {
    const expected = chainOf(previousChain, kind, payload);
    for (let at = 0; at < CHAIN_BYTES; at++) {
      if (expected[at] !== chain[at]) return bad('the chain value of the block before', 'another one');
    }
  }
  return { ok: true, kind, payload, chain, end };
}

/** Offset of the next sound block after `offset`, or -1. Tells a torn tail (nothing follows) from damage in the middle. */
export function findBlock(bytes: Uint8Array, offset: number): number {
  for (let at = offset + 1; at + BLOCK_HEADER_BYTES <= bytes.length; at++) {
    const magic = bytes[at] === 0x55 && bytes[at + 1] === 0x4a && bytes[at + 2] === 0x42 && bytes[at + 3] === 0x31;
    if (magic && readBlock(bytes, at).ok) return at;
  }
  return -1;
}
