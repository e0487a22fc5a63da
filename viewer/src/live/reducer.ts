/** Folds snapshots and numbered deltas into the view. Groups that a delta does not touch keep their identity. */
import { type DeltaMessage, isRecord, type LiveMessage } from './messages.ts';
import { EMPTY_VIEW, GROUP_NAMES, type LiveView, SINGLE_NAMES } from './view.ts';

export type Reduced =
  | { readonly ok: true; readonly view: LiveView }
  /** A delta is missing (or came before a snapshot): the view is unchanged and the caller must connect again. */
  | { readonly ok: false; readonly expectedSeq: number; readonly seenSeq: number };

type Group = Record<string, unknown>;

const GROUPS: ReadonlySet<string> = new Set(GROUP_NAMES);
const SINGLES: ReadonlySet<string> = new Set(SINGLE_NAMES);

/** Takes one message. Keys and values of no known shape are ignored, so that a newer server does not break the page. */
export function reduceLive(view: LiveView, message: LiveMessage): Reduced {
  if (message.type === 'snapshot') {
    return { ok: true, view: applyDelta(EMPTY_VIEW, { ...message, type: 'delta', set: message.entries, drop: [] }) };
  }
  const expectedSeq = view.seq + 1;
  if (view.seq < 0 || message.seq !== expectedSeq) return { ok: false, expectedSeq, seenSeq: message.seq };
  return { ok: true, view: applyDelta(view, message) };
}

function applyDelta(view: LiveView, delta: DeltaMessage): LiveView {
  const next: Record<string, unknown> = { ...view, seq: delta.seq };
  const copied = new Set<string>();
  const groupOf = (name: string): Group => {
    if (!copied.has(name)) {
      copied.add(name);
      next[name] = { ...(next[name] as Group) };
    }
    return next[name] as Group;
  };
  for (const [key, value] of Object.entries(delta.set)) {
    const slash = key.indexOf('/');
    if (slash < 0) {
      if (SINGLES.has(key) && isRecord(value)) next[key] = value;
    } else if (GROUPS.has(key.slice(0, slash)) && isRecord(value)) {
      groupOf(key.slice(0, slash))[key.slice(slash + 1)] = value;
    }
  }
  for (const key of delta.drop) {
    const slash = key.indexOf('/');
    if (slash < 0) {
      if (SINGLES.has(key)) next[key] = undefined;
    } else if (GROUPS.has(key.slice(0, slash))) {
      delete groupOf(key.slice(0, slash))[key.slice(slash + 1)];
    }
  }
  // Every field is one of LiveView's: names come from its own two lists.
  return next as unknown as LiveView;
}
