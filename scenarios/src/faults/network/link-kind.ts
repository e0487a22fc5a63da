/** Faults that treat the messages of one link, each by itself: dropped, doubled, late. */
import { Xoshiro } from '@understudy/sim-devices';
import type { Hop } from '@understudy/twin';
import type { FaultRecord } from '../../scenario/schema.ts';
import type { FaultKind, FaultValue } from '../fault-kind.ts';
import { clients } from './targets.ts';

/** Does it to one message; returns whether it did anything. */
type Treat = (hop: Hop, random: Xoshiro) => boolean;

export interface LinkKindSpec {
  readonly name: string;
  readonly title: string;
  readonly values: Readonly<Record<string, FaultValue>>;
  readonly forMs?: { readonly max: number; readonly default: number };
  treat(values: Readonly<Record<string, number>>): Treat;
}

/** A fault of the messages on one client's link, both ways. */
export function linkKind({ name, title, values, forMs, treat }: LinkKindSpec): FaultKind {
  return {
    name,
    title,
    group: 'network',
    values,
    forMs: forMs ?? { max: 60_000, default: 15_000 },
    targets: clients,
    begin: ({ session, seed }, { target }, given) => {
      const client = session.clientOf(target);
      const random = new Xoshiro(seed);
      const act = treat(given);
      let fired = 0;
      const remove = session.network.addFault((hop) => {
        if (hop.client === client && act(hop, random)) fired += 1;
      });
      return {
        get fired() {
          return fired;
        },
        heal: remove,
      };
    },
  };
}

/** A share of the messages, in percent. */
export const percent = (usual: number, max = 100): FaultValue => ({
  min: Math.min(20, usual),
  max,
  default: usual,
  unit: 'percent',
});
/** A span in ms. */
export const span = (min: number, max: number, usual: number): FaultValue => ({ min, max, default: usual, unit: 'ms' });

/** A span of a fault in µs, cut to half of the fault's own length: it must still be there to see what it did. */
export function within({ forMs }: FaultRecord, spanMs: number): number {
  return (forMs === 0 ? spanMs : Math.min(spanMs, Math.floor(forMs / 2))) * 1000;
}
