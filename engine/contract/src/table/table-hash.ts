/** Which tables the controllers of a room should hold. */
import { toHex } from '../hex.ts';
import { createSha256 } from '../sha256.ts';

/** SHA-256 of each controller's flash table in hex, as its HELLO tells it (`table_hash`), by controller. */
export function tableHashes(tables: ReadonlyMap<string, Uint8Array>): Readonly<Record<string, string>> {
  const sha256 = createSha256();
  return Object.fromEntries([...tables].map(([controller, table]) => [controller, toHex(sha256.digest(table))]));
}
