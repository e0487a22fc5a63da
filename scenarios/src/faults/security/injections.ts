/** Messages that must change nothing but counters: forged, cut, repeated, outdated. */
import type { CommandRecord, Hop } from '@understudy/twin';
import type { ActiveFault, FaultContext, FaultKind } from '../fault-kind.ts';
import { span, within } from '../network/link-kind.ts';
import { broker } from '../network/targets.ts';
import { NO_TIME_TO_LIVE } from '../network/time-to-live.ts';
import { Attacker } from './attacker.ts';
import { commandable, type Forged, forge, otherKey } from './forgery.ts';

const BURST = { times: { min: 1, max: 20, default: 3, unit: 'count' } };
const EVERY_US = 200_000;
/** What is kept so long has outlived every attempt of the engine. */
const LIVED_US = 10_000_000;

/** @throws RangeError for a device that cannot be commanded; plans are checked before they run */
function forged(context: FaultContext, device: string, key: Uint8Array): Forged {
  const made = forge(context, device, key, 1);
  if (made === undefined) throw new RangeError(`expected a device with an operation, saw ${device}`);
  return made;
}

/** Sends the same message some times over. */
function inject({ session }: FaultContext, times: number, { topic, payload }: Forged): ActiveFault {
  const attacker = new Attacker(session);
  for (let count = 0; count < times; count += 1) attacker.send(topic, payload, session.nowUs + count * EVERY_US);
  return {
    get fired() {
      return attacker.arrived;
    },
    heal: (atUs) => attacker.end(atUs),
  };
}

const forgedMac: FaultKind = {
  name: 'security.forged_mac',
  group: 'security',
  title: 'Commands signed with a key that nobody has',
  values: BURST,
  forMs: { max: 10_000, default: 5000 },
  targets: commandable,
  begin: (context, { target }, { times = 0 }) => inject(context, times, forged(context, target, otherKey(context))),
};

const truncated: FaultKind = {
  name: 'security.truncated_mac',
  group: 'security',
  title: 'Commands with the beginning of their true MAC alone',
  values: { ...BURST, digits: { min: 0, max: 63, default: 32, unit: 'count' } },
  forMs: { max: 10_000, default: 5000 },
  targets: commandable,
  begin: (context, { target }, { times = 0, digits = 0 }) => {
    const { topic, payload } = forged(context, target, context.session.firmware.key);
    const cut = payload.replace(/"mac_hex":"([0-9a-f]+)"/, (_, mac: string) => `"mac_hex":"${mac.slice(0, digits)}"`);
    return inject(context, times, { topic, payload: cut });
  },
};

/** Hears the engine's commands, the first of each. */
function listen({ session }: FaultContext, heard: (device: string, hop: Hop, attacker: Attacker) => void) {
  const seen = new Set<string>();
  const attacker: Attacker = new Attacker(session, (device, hop) => {
    if (seen.has(hop.payload)) return;
    seen.add(hop.payload);
    heard(device, hop, attacker);
  });
  return {
    attacker,
    get fired() {
      return attacker.arrived;
    },
    heal: (atUs: number) => attacker.end(atUs),
  };
}

const replayed: FaultKind = {
  name: 'security.replayed',
  group: 'security',
  title: 'Commands of the engine come again later from somebody else',
  excuses: NO_TIME_TO_LIVE,
  values: { afterMs: span(50, 60_000, 4000) },
  forMs: { max: 120_000, default: 60_000, least: 30_000 },
  targets: broker,
  begin: (context, record, { afterMs = 0 }) => {
    const afterUs = within(record, afterMs);
    return listen(context, (_device, { topic, payload, atUs }, attacker) =>
      attacker.send(topic, payload, atUs + afterUs),
    );
  },
};

/**
 * Commands of an engine that was replaced. A controller learns of an epoch by the first command of it, so the attack is on
 * the device that has carried out the last one, and on each that is commanded again while it goes on.
 */
const oldEpoch: FaultKind = {
  name: 'security.old_epoch',
  group: 'security',
  title: 'True commands of an older epoch',
  values: { afterMs: span(50, 60_000, 1000) },
  forMs: { max: 120_000, default: 60_000, least: 30_000 },
  targets: broker,
  begin: (context, record, { afterMs = 0 }) => {
    const afterUs = within(record, afterMs);
    const { key } = context.session.firmware;
    const { session } = context;
    const attack = (device: string, atUs: number, attacker: Attacker): void => {
      const old = forge(context, device, key, 0);
      if (old !== undefined) attacker.send(old.topic, old.payload, atUs + afterUs);
    };
    const isKnown = ({ status }: CommandRecord): boolean => status === 'ACCEPTED' || status === 'COMPLETED';
    const last = session.commands.findLast(isKnown);
    const active = listen(context, (device, { atUs }, attacker) => {
      if (session.commands.some((command) => command.device === device && isKnown(command)))
        attack(device, atUs, attacker);
    });
    if (last !== undefined) attack(last.device, session.nowUs, active.attacker);
    return active;
  },
};

/** Somebody in the middle keeps a command from its controller, and lets it through when the engine has long given it up. */
const expired: FaultKind = {
  name: 'security.expired',
  group: 'security',
  title: 'A true command is held back and comes after its time',
  excuses: NO_TIME_TO_LIVE,
  values: { afterMs: span(10_000, 40_000, 12_000) },
  forMs: { max: 120_000, default: 60_000, least: 50_000 },
  targets: broker,
  begin: ({ session }, record, { afterMs = 0 }) => {
    const heldUs = Math.max(LIVED_US, within(record, afterMs));
    let kept: string | undefined;
    let letThroughUs = Number.POSITIVE_INFINITY;
    const attacker: Attacker = new Attacker(session, (_device, hop) => {
      if (kept === undefined) {
        kept = hop.payload;
        letThroughUs = hop.atUs + heldUs;
        attacker.send(hop.topic, hop.payload, letThroughUs);
      }
      if (hop.payload === kept && hop.atUs < letThroughUs) hop.taken = true;
    });
    return {
      get fired() {
        return attacker.arrived;
      },
      heal: (atUs) => attacker.end(atUs),
    };
  },
};

export const INJECTIONS: readonly FaultKind[] = [forgedMac, truncated, replayed, oldEpoch, expired];
