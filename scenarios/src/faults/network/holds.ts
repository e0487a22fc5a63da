/** Links on which nothing passes for a while: clogged ones, and broker queues that overflow meanwhile. */
import { Xoshiro } from '@understudy/sim-devices';
import type { Hop, VirtualSession } from '@understudy/twin';
import type { FaultKind } from '../fault-kind.ts';
import { HELD_MAX_MS } from './keep-alive.ts';
import { span } from './link-kind.ts';
import { broker, clients, controllers, engineOnly } from './targets.ts';

const US_PER_MS = 1000;

/** Holds up everything on one link that `wants` says, until it lets go: then all comes at once, in order. */
export class Clog {
  readonly held: Hop[] = [];
  /** Messages held up so far. */
  count = 0;
  readonly #session: VirtualSession;
  readonly #remove: () => void;

  constructor(session: VirtualSession, client: number, wants: (hop: Hop) => boolean = () => true) {
    this.#session = session;
    this.#remove = session.network.addFault((hop) => {
      if (hop.client !== client || !wants(hop)) return;
      hop.taken = true;
      this.held.push(hop);
      this.count += 1;
    });
  }

  letGo(atUs: number): void {
    this.#remove();
    for (const hop of this.held.splice(0)) this.#session.network.release(hop, atUs);
  }
}

const clog: FaultKind = {
  name: 'network.clog',
  group: 'network',
  title: 'A link passes nothing for a while, then everything at once',
  values: {},
  forMs: { max: HELD_MAX_MS, default: 2000 },
  targets: clients,
  begin: ({ session }, { target }) => {
    const held = new Clog(session, session.clientOf(target));
    return {
      get fired() {
        return held.count;
      },
      heal: (atUs) => held.letGo(atUs),
    };
  },
};

/** Links clog one after another, each for the same while, as when a switch rebuilds its tables. */
const staggeredClog: FaultKind = {
  name: 'network.clog_staggered',
  group: 'network',
  title: 'One link after another clogs',
  values: {
    links: { min: 4, max: 35, default: 8, unit: 'count' },
    stepMs: span(50, 2000, 500),
    holdMs: span(1000, HELD_MAX_MS, 1500),
  },
  forMs: { max: 90_000, default: 10_000 },
  targets: broker,
  begin: ({ session, index, seed }, _record, { links = 0, stepMs = 0, holdMs = 0 }) => {
    const names = controllers(index);
    const first = new Xoshiro(seed).below(names.length);
    const beganUs = session.nowUs;
    const clogs: { readonly clog: Clog; readonly untilUs: number; open: boolean }[] = [];
    const startUs = (place: number): number =>
      place < Math.min(links, names.length) ? beganUs + place * stepMs * US_PER_MS : Number.POSITIVE_INFINITY;
    const active = {
      fired: 0,
      nextAtUs: beganUs,
      due: (atUs: number) => {
        for (const one of clogs) if (one.open && one.untilUs <= atUs) active.letGo(one, atUs);
        if (startUs(clogs.length) <= atUs) {
          const name = names[(first + clogs.length) % names.length] ?? '';
          const held = new Clog(session, session.clientOf(name));
          clogs.push({ clog: held, untilUs: atUs + holdMs * US_PER_MS, open: true });
        }
        active.nextAtUs = startUs(clogs.length);
        for (const { open, untilUs } of clogs) if (open) active.nextAtUs = Math.min(active.nextAtUs, untilUs);
      },
      letGo: (one: { readonly clog: Clog; open: boolean }, atUs: number) => {
        one.open = false;
        active.fired += one.clog.count;
        one.clog.letGo(atUs);
      },
      heal: (atUs: number) => {
        for (const one of clogs) if (one.open) active.letGo(one, atUs);
      },
    };
    return active;
  },
};

/** The broker keeps so many messages for a client that does not read; beyond it the oldest or the newest are dropped. */
const queueOverflow: FaultKind = {
  name: 'network.queue_overflow',
  group: 'network',
  title: "The broker's queue for a client overflows",
  values: {
    limit: { min: 0, max: 20, default: 10, unit: 'count' },
    dropsOldest: { min: 0, max: 1, default: 1, unit: 'flag' },
  },
  forMs: { max: HELD_MAX_MS, default: 2500, least: HELD_MAX_MS },
  targets: engineOnly,
  begin: ({ session }, { target }, { limit = 0, dropsOldest = 0 }) => {
    const queue = new Clog(session, session.clientOf(target), ({ toBroker }) => !toBroker);
    let dropped = 0;
    const cut = (): void => {
      const beyond = queue.held.length - limit;
      if (beyond <= 0) return;
      dropped += beyond;
      queue.held.splice(dropsOldest === 1 ? 0 : limit, beyond);
    };
    return {
      get fired() {
        cut();
        return dropped;
      },
      heal: (atUs) => {
        cut();
        queue.letGo(atUs);
      },
    };
  },
};

export const HOLDS: readonly FaultKind[] = [clog, staggeredClog, queueOverflow];
