/** What two runs have in common: how much was compared, and how far apart it was at most. */
import { differenceUs } from './divergence.ts';
import type { RunEvent, RunEvents } from './events.ts';
import { grouped } from './group.ts';

export interface Agreement {
  /** Wires and topics on which either side showed anything. */
  readonly streams: number;
  /** Events that both sides showed alike, in their streams' order. */
  readonly events: number;
  /** Of these, those whose times have a common cause. */
  readonly timed: number;
  /** The largest of their differences in µs, and the event; undefined where no time could be compared. */
  readonly largest: { readonly us: number; readonly stream: string; readonly text: string } | undefined;
}

/** Each stream as far as both sides agree in what came. */
export function agreementOf(one: RunEvents, other: RunEvents): Agreement {
  const [ours, theirs] = [byStream(one), byStream(other)];
  let [events, timed] = [0, 0];
  let largest: Agreement['largest'];
  for (const [stream, own] of ours) {
    const counterparts = theirs.get(stream) ?? [];
    for (const [index, event] of own.entries()) {
      const counterpart = counterparts[index];
      if (counterpart === undefined || counterpart.text !== event.text) break;
      events += 1;
      const us = differenceUs(event, counterpart);
      if (us === undefined) continue;
      timed += 1;
      if (us > (largest?.us ?? -1)) largest = { us, stream, text: event.text };
    }
  }
  return { streams: new Set([...ours.keys(), ...theirs.keys()]).size, events, timed, largest };
}

const byStream = ({ events }: RunEvents): Map<string, RunEvent[]> => grouped(events, ({ stream }) => stream);
