/** The two messages of the live socket, checked as far as the reducer relies on them. */

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

/** True for a JSON object (not null, not a list). */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads one frame of the socket; undefined for anything that is not one of the two messages. */
export function parseLiveMessage(text: string): LiveMessage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || !Number.isSafeInteger(value.seq)) return undefined;
  const seq = value.seq as number;
  if (value.type === 'snapshot' && isRecord(value.entries)) {
    return { type: 'snapshot', seq, entries: value.entries };
  }
  if (value.type !== 'delta') return undefined;
  const set = value.set ?? {};
  const drop = value.drop ?? [];
  if (!isRecord(set) || !Array.isArray(drop) || !drop.every((key) => typeof key === 'string')) return undefined;
  return { type: 'delta', seq, set, drop };
}
