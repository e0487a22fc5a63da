/** What a bad link does to single messages: loss, doubling, delay. */
import type { FaultKind } from '../fault-kind.ts';
import { linkKind, percent, span } from './link-kind.ts';

const US_PER_MS = 1000;
/** From a loss to the next try, as the network has it, and tries lost in a row before the connection would be cut. */
const RESEND_US = 1_000_000;
const LOST_MAX = 2;

/** Loss: QoS 0 is gone, QoS 1 comes again a second later, once or twice; what follows it on the connection waits. */
const drop: FaultKind = linkKind({
  name: 'network.drop',
  title: 'A share of the messages is lost on a link',
  values: { percent: percent(20, 60) },
  treat: (values) => (hop, random) => {
    let lost = 0;
    while (lost < LOST_MAX && random.below(100) < (values.percent ?? 0)) lost += 1;
    if (lost === 0) return false;
    hop.lost = true;
    hop.delayUs += (lost - 1) * RESEND_US;
    return true;
  },
});

const duplicate: FaultKind = linkKind({
  name: 'network.duplicate',
  title: 'A share of the messages comes twice at once',
  values: { percent: percent(30) },
  treat: (values) => (hop, random) => {
    if (random.below(100) >= (values.percent ?? 0)) return false;
    hop.copyAfterUs = 0;
    return true;
  },
});

/** Most are a little late, a few very: the tail stays below what the keep-alive allows. */
const delay: FaultKind = linkKind({
  name: 'network.delay',
  title: 'Messages are late, a few of them very',
  values: { typicalMs: span(1, 500, 60), tailPercent: percent(5, 30), tailMs: span(100, 2400, 1500) },
  treat: (values) => (hop, random) => {
    const isTail = random.below(100) < (values.tailPercent ?? 0);
    hop.delayUs += (1 + random.below(isTail ? (values.tailMs ?? 1) : (values.typicalMs ?? 1))) * US_PER_MS;
    return true;
  },
});

/**
 * MQTT keeps the order of one connection, and promises nothing between two. Here each of the target's messages waits for
 * its own while, so that those of other clients overtake it, and cause and effect arrive the wrong way round.
 */
const reorder: FaultKind = linkKind({
  name: 'network.reorder',
  title: 'Messages of other connections overtake those of one',
  values: { spreadMs: span(5, 2000, 400) },
  treat: (values) => (hop, random) => {
    hop.delayUs += random.below(1 + (values.spreadMs ?? 0)) * US_PER_MS;
    return hop.delayUs > 0;
  },
});

export const LINKS: readonly FaultKind[] = [drop, duplicate, delay, reorder];
