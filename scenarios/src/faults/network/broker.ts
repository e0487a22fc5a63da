/** Faults of the broker itself: it restarts with a store that is empty or old, or hands out what is no longer so. */
import type { Hop, VirtualSession } from '@understudy/twin';
import type { FaultKind } from '../fault-kind.ts';
import { Alarm } from './alarm.ts';
import { span, within } from './link-kind.ts';
import { broker, engineOnly } from './targets.ts';
import { NO_TIME_TO_LIVE } from './time-to-live.ts';

const NEVER_US = Number.POSITIVE_INFINITY;
const US_PER_MS = 1000;
/** How often a replaying broker looks whether a client is back. */
const LOOK_US = 20_000;

/** The engine and every controller. */
function everyClient(session: VirtualSession): readonly number[] {
  return [0, ...session.world.controllerIds.map((_, controller) => controller + 1)];
}

/** The broker's process dies; returns how many connections it took with it. Nobody gets in before `start`. */
function stop(session: VirtualSession): number {
  const all = everyClient(session);
  const count = all.filter((client) => session.network.isConnected(client)).length;
  for (const client of all) {
    session.network.bar(client, true);
    session.breakLink(client, true);
  }
  session.network.crash();
  return count;
}

function start(session: VirtualSession): void {
  for (const client of everyClient(session)) session.network.bar(client, false);
}

const restart: FaultKind = {
  name: 'network.broker_restart',
  group: 'network',
  title: 'The broker restarts without its sessions and retained messages',
  values: { downMs: span(50, 20_000, 1500) },
  forMs: { max: 30_000, default: 20_000 },
  targets: broker,
  begin: ({ session }, _record, { downMs = 0 }) => {
    const fired = stop(session);
    session.network.replaceRetained(new Map());
    let isDown = true;
    const up = (): void => {
      if (isDown) start(session);
      isDown = false;
      active.nextAtUs = NEVER_US;
    };
    const active = { fired, nextAtUs: session.nowUs + downMs * US_PER_MS, due: up, heal: up };
    return active;
  },
};

/** It comes back with a store of some seconds ago: retained messages of then, and what it believes unacknowledged. */
const replay: FaultKind = {
  name: 'network.broker_replay',
  group: 'network',
  title: 'The broker restarts and sends old messages again',
  excuses: NO_TIME_TO_LIVE,
  values: { windowMs: span(1000, 30_000, 8000), downMs: span(50, 10_000, 1000) },
  // It needs commands or events that it can send again.
  forMs: { max: 60_000, default: 30_000, least: 20_000 },
  targets: broker,
  begin: ({ session }, record, { windowMs = 0, downMs = 0 }) => {
    const { network } = session;
    const old = new Map(network.retained);
    const log: Hop[] = [];
    const remove = network.addFault((hop) => {
      if (!hop.toBroker && hop.qos === 1) log.push(hop);
    });
    let fired = 0;
    let phase: 'noting' | 'down' | 'replaying' | 'over' = 'noting';
    const again = (client: number, atUs: number): void => {
      const theirs = log.filter((hop) => hop.client === client);
      for (const { topic, payload } of theirs) network.redeliver(client, topic, payload, atUs);
      fired += theirs.length;
    };
    const waiting = new Set(everyClient(session));
    const alarm = new Alarm(session, (atUs) => {
      if (phase === 'noting') {
        phase = 'down';
        remove();
        stop(session);
        network.replaceRetained(old);
        alarm.set(atUs + Math.min(downMs * US_PER_MS, within(record, downMs) / 2));
        return;
      }
      if (phase === 'down') start(session);
      phase = 'replaying';
      for (const client of waiting) {
        if (!network.isConnected(client)) continue;
        waiting.delete(client);
        again(client, atUs);
      }
      alarm.set(waiting.size > 0 ? atUs + LOOK_US : NEVER_US);
    });
    alarm.set(session.nowUs + within(record, windowMs));
    return {
      get fired() {
        return fired;
      },
      heal: (atUs) => {
        remove();
        if (phase === 'down') start(session);
        phase = 'over';
        alarm.end(atUs);
      },
    };
  },
};

/**
 * A broker of a cluster that lags: who subscribes gets the retained messages of some time ago. When it has caught up, the
 * present ones follow as ordinary messages.
 */
const staleRetained: FaultKind = {
  name: 'network.stale_retained',
  group: 'network',
  title: 'A client that subscribes again is given old retained messages',
  values: { ageMs: span(1000, 60_000, 10_000) },
  forMs: { max: 90_000, default: 15_000 },
  targets: engineOnly,
  begin: ({ session }, record, { ageMs = 0 }) => {
    const client = session.clientOf(record.target);
    const { network } = session;
    const old = new Map(network.retained);
    const behind = new Set<string>();
    let fired = 0;
    const remove = network.addFault((hop) => {
      if (hop.client !== client || hop.toBroker || !hop.retained) return;
      const then = old.get(hop.topic);
      if (then === hop.payload) return;
      fired += 1;
      behind.add(hop.topic);
      if (then === undefined) hop.taken = true;
      else hop.payload = then;
    });
    const active = {
      get fired() {
        return fired;
      },
      nextAtUs: session.nowUs + within(record, ageMs),
      due: () => {
        active.nextAtUs = NEVER_US;
        session.breakLink(client, false);
      },
      heal: (atUs: number) => {
        remove();
        for (const topic of behind) network.redeliver(client, topic, network.retained.get(topic) ?? '', atUs);
      },
    };
    return active;
  },
};

export const BROKER: readonly FaultKind[] = [restart, replay, staleRetained];
