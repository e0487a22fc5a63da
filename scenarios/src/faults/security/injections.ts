/** Messages that must change nothing but counters: forged, cut, repeated, outdated. */
import type { Hop } from '@understudy/twin';
import type { ActiveFault, FaultContext, FaultKind } from '../fault-kind.ts';
import { span } from '../network/link-kind.ts';
import { Attacker } from './attacker.ts';
import { commandable, type Forged, forge, otherKey } from './forgery.ts';

const US_PER_MS = 1000;
const BURST = { times: { min: 1, max: 20, default: 3, unit: 'count' } };
const EVERY_US = 200_000;

const controllerOf = ({ index }: FaultContext, device: string): string =>
  index.devices.get(device)?.controller.controller ?? '';

/** Sends the same message some times over. */
function inject(context: FaultContext, device: string, times: number, { topic, payload }: Forged): ActiveFault {
  const { session } = context;
  const attacker = new Attacker(session, controllerOf(context, device));
  for (let count = 0; count < times; count += 1) attacker.send(topic, payload, session.nowUs + count * EVERY_US);
  return {
    get fired() {
      return attacker.arrived;
    },
    heal: (atUs) => attacker.end(atUs),
  };
}

const forged: FaultKind = {
  name: 'security.forged_mac',
  group: 'security',
  title: 'Commands signed with a key that nobody has',
  values: BURST,
  forMs: { max: 10_000, default: 5000 },
  targets: commandable,
  begin: (context, { target }, { times = 0 }) =>
    inject(context, target, times, forge(context, target, otherKey(context), 1)),
};

const truncated: FaultKind = {
  name: 'security.truncated_mac',
  group: 'security',
  title: 'Commands with the beginning of their true MAC alone',
  values: { ...BURST, digits: { min: 0, max: 63, default: 32, unit: 'count' } },
  forMs: { max: 10_000, default: 5000 },
  targets: commandable,
  begin: (context, { target }, { times = 0, digits = 0 }) => {
    const { topic, payload } = forge(context, target, context.session.firmware.key, 1);
    const cut = payload.replace(/"mac_hex":"([0-9a-f]+)"/, (_, mac: string) => `"mac_hex":"${mac.slice(0, digits)}"`);
    return inject(context, target, times, { topic, payload: cut });
  },
};

/** Hears the engine's commands to the device, the first of each. */
function listen(context: FaultContext, device: string, heard: (hop: Hop, attacker: Attacker) => void): ActiveFault {
  const seen = new Set<string>();
  const attacker: Attacker = new Attacker(context.session, controllerOf(context, device), (hop) => {
    if (!hop.topic.endsWith(`/${device}/cmd`) || seen.has(hop.payload)) return;
    seen.add(hop.payload);
    heard(hop, attacker);
  });
  return {
    get fired() {
      return attacker.arrived;
    },
    heal: (atUs) => attacker.end(atUs),
  };
}

const replayed: FaultKind = {
  name: 'security.replayed',
  group: 'security',
  title: 'Commands of the engine come again later from somebody else',
  values: { afterMs: span(50, 60_000, 4000) },
  forMs: { max: 120_000, default: 60_000 },
  targets: commandable,
  begin: (context, { target }, { afterMs = 0 }) =>
    listen(context, target, ({ topic, payload, atUs }, attacker) =>
      attacker.send(topic, payload, atUs + afterMs * US_PER_MS),
    ),
};

/**
 * A command of an engine that was replaced. A controller learns of an epoch by the first command of it, so the attack
 * waits for one.
 */
const oldEpoch: FaultKind = {
  name: 'security.old_epoch',
  group: 'security',
  title: 'A true command of an older epoch',
  values: { afterMs: span(50, 60_000, 1000) },
  forMs: { max: 120_000, default: 60_000 },
  targets: commandable,
  begin: (context, { target }, { afterMs = 0 }) => {
    const { topic, payload } = forge(context, target, context.session.firmware.key, 0);
    return listen(context, target, ({ atUs }, attacker) => attacker.send(topic, payload, atUs + afterMs * US_PER_MS));
  },
};

/** Somebody in the middle keeps a command from its controller, and lets it through when the engine has long given it up. */
const expired: FaultKind = {
  name: 'security.expired',
  group: 'security',
  title: 'A true command is held back and comes after its time',
  excuses: { 19: 'a command of the contract v8 has no time to live, and a controller no clock to judge it by' },
  values: { afterMs: span(10_000, 60_000, 12_000) },
  forMs: { max: 120_000, default: 60_000 },
  targets: commandable,
  begin: (context, { target }, { afterMs = 0 }) => {
    let kept: string | undefined;
    let letThroughUs = Number.POSITIVE_INFINITY;
    const { session } = context;
    const attacker: Attacker = new Attacker(session, controllerOf(context, target), (hop) => {
      if (!hop.topic.endsWith(`/${target}/cmd`)) return;
      if (kept === undefined) {
        kept = hop.payload;
        letThroughUs = hop.atUs + afterMs * US_PER_MS;
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

export const INJECTIONS: readonly FaultKind[] = [forged, truncated, replayed, oldEpoch, expired];
