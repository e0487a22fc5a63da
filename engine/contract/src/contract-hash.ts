/** What engine and firmware must agree on byte for byte, in 16 digits. A controller tells in HELLO which it was built with. */
import { COMMON_OPERATIONS, DRIVERS } from './drivers.ts';
import { toHex } from './hex.ts';
import { LIMITS } from './limits.ts';
import { createSha256 } from './sha256.ts';
import { TABLE_LIMITS, TABLE_MAGIC } from './table/limits.ts';
import { encodeUtf8 } from './utf8.ts';
import {
  ACK_STATUSES,
  ACTIONS,
  BOOT_REASONS,
  REASON_CODES,
  SAFETY_CLASSES,
  SAFETY_KINDS,
  SCHEMA_VERSION,
} from './vocabulary.ts';

const FACTS = [
  ...[SCHEMA_VERSION, ACTIONS, SAFETY_CLASSES, ACK_STATUSES, SAFETY_KINDS, REASON_CODES, BOOT_REASONS],
  ...[LIMITS, TABLE_LIMITS, TABLE_MAGIC, DRIVERS, COMMON_OPERATIONS],
];

/** Hash of word lists, limits and drivers: 16 hexadecimal digits. */
export const CONTRACT_HASH: string = toHex(createSha256().digest(encodeUtf8(JSON.stringify(FACTS, withoutDocs)))).slice(
  0,
  16,
);

/** Wording is no part of the agreement. */
function withoutDocs(key: string, value: unknown): unknown {
  return key === 'doc' ? undefined : value;
}
