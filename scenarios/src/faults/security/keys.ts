/** Keys that are not the same on both sides for a while. */

import { indexOf, Reboot } from '../controller/boots.ts';
import type { FaultKind } from '../fault-kind.ts';
import { span } from '../network/link-kind.ts';
import { controllers } from '../network/targets.ts';
import { otherKey } from './forgery.ts';

const SOFTWARE = 2;

/** A controller was given the next key too early: it refuses everything until it has the room's again. */
const skew: FaultKind = {
  name: 'security.key_skew',
  group: 'security',
  title: 'A controller holds another key than the engine',
  values: { bootMs: span(20, 5000, 300) },
  forMs: { max: 60_000, default: 12_000 },
  targets: controllers,
  begin: (context, { target }, { bootMs = 0 }) => {
    const { session } = context;
    const hold = (key: Uint8Array): void =>
      session.world.disturb(indexOf(session, target), (host) => {
        host.flash = { ...host.flash, key };
      });
    let fired = 0;
    const reboot = new Reboot(session, target, SOFTWARE, () => {
      fired += 1;
    });
    hold(otherKey(context));
    reboot.cut(bootMs);
    return {
      get fired() {
        return fired;
      },
      heal: (atUs) => {
        hold(session.firmware.key);
        reboot.end(atUs);
        session.power(target, true, SOFTWARE);
      },
    };
  },
};

export const KEYS: readonly FaultKind[] = [skew];
