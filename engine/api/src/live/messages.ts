/** The messages of the live connection: a snapshot, then deltas numbered without gaps. */

export interface SnapshotMessage {
  readonly type: 'snapshot';
  readonly seq: number;
  readonly entries: Readonly<Record<string, unknown>>;
}

export interface DeltaMessage {
  readonly type: 'delta';
  readonly seq: number;
  readonly set: Readonly<Record<string, unknown>>;
  readonly drop: readonly string[];
}

export type LiveMessage = SnapshotMessage | DeltaMessage;

/** The whole view at sequence number `seq`, as JSON text. */
export function snapshotText(seq: number, entries: ReadonlyMap<string, unknown>): string {
  return JSON.stringify({ type: 'snapshot', seq, entries: Object.fromEntries(entries) } satisfies SnapshotMessage);
}

/** The entries named by `keys` as they stand now, as JSON text; keys that are gone are listed as dropped. */
export function deltaText(seq: number, keys: Iterable<string>, entries: ReadonlyMap<string, unknown>): string {
  const set: Record<string, unknown> = {};
  const drop: string[] = [];
  for (const key of keys) {
    const value = entries.get(key);
    if (value === undefined) drop.push(key);
    else set[key] = value;
  }
  return JSON.stringify({ type: 'delta', seq, set, drop } satisfies DeltaMessage);
}
