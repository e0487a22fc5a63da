/** The first block of a journal: what the steps were taken with. */
import { canonicalJson, createSha256, encodeUtf8, type Room, toHex } from '@understudy/contract';
import type { EngineOptions } from '@understudy/core';
import { JournalError } from './errors.ts';

export const JOURNAL_FORMAT = 'understudy-journal/1';

/**
 * Everything that a replay needs beside the room's files and the key. The key itself is never in the journal: a journal
 * is shown around, a key is not. `keyName` says where to look for it: `development` is made from the
 * engine's seed, for simulated rooms, and protects nothing; any other name is that of a key file beside the room.
 */
export interface JournalHeader {
  readonly format: typeof JOURNAL_FORMAT;
  readonly room: string;
  /** SHA-256 of the room's files as loaded, hex. */
  readonly roomHash: string;
  /** What was running: version, and the firmware's hash where the twin hosts it. */
  readonly build: string;
  readonly keyName: string;
  /** First 16 hex digits of SHA-256 over a label and the key. */
  readonly keyFingerprint: string;
  readonly engine: {
    readonly epoch: number;
    readonly seed: number;
    readonly startUnixMs: number;
    readonly takesOver?: boolean;
    readonly dryRun: boolean;
    readonly observe: boolean;
    readonly tableHashes?: Readonly<Record<string, string>>;
  };
}

const sha256 = createSha256();

/** SHA-256 of the room as canonical JSON, hex. Equal for equal content, whatever the files looked like. */
export function hashRoom(room: Room): string {
  return toHex(sha256.digest(encodeUtf8(canonicalJson(room))));
}

/** 16 hex digits that tell keys apart and do not give them away. */
export function fingerprintKey(key: Uint8Array): string {
  const label = encodeUtf8('understudy key\n');
  const bytes = new Uint8Array(label.length + key.length);
  bytes.set(label);
  bytes.set(key, label.length);
  return toHex(sha256.digest(bytes)).slice(0, 16);
}

/** The header for an engine made with `options`. */
export function makeHeader(room: Room, options: EngineOptions, keyName: string, build: string): JournalHeader {
  return {
    format: JOURNAL_FORMAT,
    room: room.manifest.room,
    roomHash: hashRoom(room),
    build,
    keyName,
    keyFingerprint: fingerprintKey(options.key),
    engine: {
      epoch: options.epoch,
      seed: options.seed,
      startUnixMs: options.startUnixMs,
      ...(options.takesOver === true && { takesOver: true }),
      dryRun: options.dryRun ?? false,
      observe: options.observe ?? false,
      ...(options.tableHashes !== undefined && { tableHashes: options.tableHashes }),
    },
  };
}

/** Reads a header back. Throws JOURNAL_VERSION for another format. Its block's hash vouches for the rest. */
export function parseHeader(text: string): JournalHeader {
  const header: JournalHeader = JSON.parse(text);
  if (header.format !== JOURNAL_FORMAT) {
    throw new JournalError('JOURNAL_VERSION', 'the journal has another format', JOURNAL_FORMAT, String(header.format));
  }
  return header;
}

/** Checks that `room` and `key` are those of the header. Throws JOURNAL_ROOM or JOURNAL_KEY. */
export function checkHeader(header: JournalHeader, room: Room, key: Uint8Array): void {
  const roomHash = hashRoom(room);
  if (roomHash !== header.roomHash) {
    throw new JournalError(
      'JOURNAL_ROOM',
      'the journal was made with other room files',
      `${header.room} ${header.roomHash}`,
      `${room.manifest.room} ${roomHash}`,
    );
  }
  const fingerprint = fingerprintKey(key);
  if (fingerprint !== header.keyFingerprint) {
    throw new JournalError(
      'JOURNAL_KEY',
      `the journal was made with another key (${header.keyName})`,
      header.keyFingerprint,
      fingerprint,
    );
  }
}
