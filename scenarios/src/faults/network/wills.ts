/** Last wills that come at the wrong time or not at all. */
import type { FaultKind } from '../fault-kind.ts';
import { span, within } from './link-kind.ts';
import { controllers } from './targets.ts';

const NEVER_US = Number.POSITIVE_INFINITY;

/** The connection breaks and is back in a moment; the broker sends the will only afterwards, over the newer ONLINE. */
const late: FaultKind = {
  name: 'network.will_late',
  group: 'network',
  title: 'A last will comes after the client is back',
  values: { lateMs: span(500, 20_000, 3000) },
  forMs: { max: 30_000, default: 25_000 },
  targets: controllers,
  begin: ({ session }, record, { lateMs = 0 }) => {
    const client = session.clientOf(record.target);
    session.breakLink(client, true);
    const active = {
      fired: 0,
      nextAtUs: session.nowUs + within(record, lateMs),
      due: (atUs: number) => {
        active.nextAtUs = NEVER_US;
        if (session.network.sendWill(client, atUs)) active.fired += 1;
      },
      heal: () => undefined,
    };
    return active;
  },
};

/** The client is gone, and nobody says so: its retained ONLINE stays. */
const missing: FaultKind = {
  name: 'network.will_missing',
  group: 'network',
  title: 'A client is gone without a last will',
  values: {},
  forMs: { max: 60_000, default: 8000 },
  targets: controllers,
  begin: ({ session }, { target }) => {
    const client = session.clientOf(target);
    session.network.bar(client, true);
    session.breakLink(client, true);
    return { fired: 1, heal: () => session.network.bar(client, false) };
  },
};

const untrue: FaultKind = {
  name: 'network.will_false',
  group: 'network',
  title: 'A last will is sent while its client is there and well',
  values: {},
  forMs: { max: 0, default: 0 },
  targets: controllers,
  begin: ({ session }, { target }) => {
    const isSent = session.network.sendWill(session.clientOf(target), session.nowUs);
    return { fired: isSent ? 1 : 0, heal: () => undefined };
  },
};

export const WILLS: readonly FaultKind[] = [late, missing, untrue];
