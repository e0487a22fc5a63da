/** Faults of one client's connection: cut off one way or both, half-open, taken over. */
import type { Hop } from '@understudy/twin';
import type { ActiveFault, FaultContext, FaultKind } from '../fault-kind.ts';
import { Clog } from './holds.ts';
import { KEEP_ALIVE_CUT_MS } from './keep-alive.ts';
import { span } from './link-kind.ts';
import { clients } from './targets.ts';

const NEVER_US = Number.POSITIVE_INFINITY;
const US_PER_MS = 1000;

/**
 * Nothing passes in the directions that `wants` says. The keep-alive finds out: what was held is lost, the connection is
 * cut, and no new one comes up (its handshake needs both ways) until the fault is healed.
 */
function cutOff({ session }: FaultContext, target: string, wants: (hop: Hop) => boolean): ActiveFault {
  const client = session.clientOf(target);
  const clog = new Clog(session, client, wants);
  let isBarred = false;
  const active = {
    get fired() {
      return clog.count + (isBarred ? 1 : 0);
    },
    nextAtUs: session.nowUs + KEEP_ALIVE_CUT_MS * US_PER_MS,
    due: () => {
      active.nextAtUs = NEVER_US;
      isBarred = true;
      session.breakLink(client, false);
      session.network.bar(client, true);
    },
    heal: (atUs: number) => {
      clog.letGo(atUs);
      if (isBarred) session.network.bar(client, false);
    },
  };
  return active;
}

function partition(name: string, title: string, wants: (hop: Hop) => boolean): FaultKind {
  return {
    name,
    title,
    group: 'network',
    values: {},
    forMs: { max: 90_000, default: 10_000 },
    targets: clients,
    begin: (context, { target }) => cutOff(context, target, wants),
  };
}

/** Neither side notices for as long as it lasts, as behind a NAT that forgot the connection and a broken keep-alive. */
const halfOpen: FaultKind = {
  name: 'network.half_open',
  group: 'network',
  title: 'A client believes that it is connected, and nothing passes',
  values: {},
  forMs: { max: 60_000, default: 8000 },
  targets: clients,
  begin: ({ session }, { target }) => {
    const client = session.clientOf(target);
    let fired = 0;
    const remove = session.network.addFault((hop) => {
      if (hop.client !== client) return;
      hop.taken = true;
      fired += 1;
    });
    return {
      get fired() {
        return fired;
      },
      heal: () => {
        remove();
        session.breakLink(client, false);
      },
    };
  },
};

/** A second client with the same id: whoever connects last throws the other out (MQTT 3.1.4), and both keep trying. */
const takeover: FaultKind = {
  name: 'network.takeover',
  group: 'network',
  title: 'Another client takes over the connection by its id',
  values: { everyMs: span(400, 10_000, 1500) },
  forMs: { max: 60_000, default: 8000 },
  targets: clients,
  begin: ({ session }, { target }, { everyMs = 0 }) => {
    const client = session.clientOf(target);
    const { network } = session;
    const active = {
      fired: 0,
      nextAtUs: session.nowUs,
      due: (atUs: number) => {
        active.nextAtUs = atUs + everyMs * US_PER_MS;
        if (!network.isConnected(client)) return;
        active.fired += 1;
        // The one that was thrown out said no goodbye: its will is sent at once.
        network.sendWill(client, atUs);
        session.breakLink(client, true);
      },
      heal: () => undefined,
    };
    return active;
  },
};

export const CONNECTIONS: readonly FaultKind[] = [
  partition('network.partition_up', "A client's messages reach nobody, it still hears", ({ toBroker }) => toBroker),
  partition('network.partition_down', 'A client hears nothing, it is still heard', ({ toBroker }) => !toBroker),
  partition('network.partition', 'A client is cut off both ways', () => true),
  halfOpen,
  takeover,
];
