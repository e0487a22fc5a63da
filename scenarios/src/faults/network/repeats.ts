/**
 * QoS 1 messages that come again long after: sent once more because nobody acknowledged them, as MQTT has it (4.4, 4.6):
 * in the order of old, so that the newest of a topic is the last to come again as well.
 */
import { Xoshiro } from '@understudy/sim-devices';
import type { Hop } from '@understudy/twin';
import type { FaultKind } from '../fault-kind.ts';
import { Alarm } from './alarm.ts';
import { percent, span, within } from './link-kind.ts';
import { clients } from './targets.ts';
import { NO_TIME_TO_LIVE } from './time-to-live.ts';

const NEVER_US = Number.POSITIVE_INFINITY;

const duplicateLate: FaultKind = {
  name: 'network.duplicate_late',
  group: 'network',
  title: 'A share of the messages comes again after its time to live',
  excuses: NO_TIME_TO_LIVE,
  values: { percent: percent(30), afterMs: span(1000, 60_000, 12_000) },
  forMs: { max: 120_000, default: 30_000, least: 30_000 },
  targets: clients,
  begin: ({ session, seed }, record, { percent: share = 0, afterMs = 0 }) => {
    const client = session.clientOf(record.target);
    const afterUs = within(record, afterMs);
    const random = new Xoshiro(seed);
    const { network } = session;
    const due: { readonly atUs: number; readonly hop: Hop }[] = [];
    const newest = new Map<string, Hop>();
    let fired = 0;
    let isCopying = false;
    const again = (hop: Hop, atUs: number): void => {
      isCopying = true;
      if (hop.toBroker) network.publish(client, hop.topic, hop.payload, 1, hop.retained, atUs);
      else network.redeliver(client, hop.topic, hop.payload, atUs);
      isCopying = false;
    };
    const alarm = new Alarm(session, (atUs) => {
      for (let first = due[0]; first !== undefined && first.atUs <= atUs; first = due[0]) {
        due.shift();
        if (!network.isConnected(client)) continue;
        fired += 1;
        const { hop } = first;
        const last = newest.get(hop.topic);
        again(hop, atUs);
        if (last !== undefined && last.payload !== hop.payload) again(last, atUs);
      }
      alarm.set(due[0]?.atUs ?? NEVER_US);
    });
    const remove = network.addFault((hop) => {
      // Copies of copies would fill any line, and come of no network.
      if (isCopying || hop.client !== client || hop.qos === 0) return;
      newest.set(hop.topic, hop);
      if (random.below(100) >= share) return;
      due.push({ atUs: hop.atUs + afterUs, hop });
      if (alarm.nextAtUs === NEVER_US) alarm.set(hop.atUs + afterUs);
    });
    return {
      get fired() {
        return fired;
      },
      heal: (atUs) => {
        remove();
        alarm.end(atUs);
      },
    };
  },
};

export const REPEATS: readonly FaultKind[] = [duplicateLate];
