/** Resets at the worst moment: between a command and its effect, between the effect and its acknowledgement, or without memory. */
import type { ActiveFault, FaultContext, FaultKind } from '../fault-kind.ts';
import { Alarm } from '../network/alarm.ts';
import { span } from '../network/link-kind.ts';
import { broker, controllers } from '../network/targets.ts';
import { indexOf, Reboot, WATCHDOG } from './boots.ts';

/** Slots of a controller's storage, as docs/seams.md section 1 lists them. */
const SEQUENCE_SLOTS = { first: 4, past: 8 };
const ALL_SLOTS = { first: 0, past: 8 };
const BOOT = span(50, 10_000, 800);
const WINDOW = { max: 120_000, default: 60_000, least: 30_000 };

/** What else happens when the command is on its way to `client`, and when the power goes. */
interface Hooks {
  begin?(client: number): void;
  cut?(): void;
}

/** Cuts the power of whoever the next command is for, `afterMs` after it was sent on to it; once. */
function resetAtCommand({ session }: FaultContext, bootMs: number, afterMs: number, hooks: Hooks): ActiveFault {
  let reboot: Reboot | undefined;
  const active = {
    fired: 0,
    heal: (atUs: number) => {
      remove();
      alarm.end(atUs);
      reboot?.end(atUs);
      hooks.cut?.();
    },
  };
  const alarm = new Alarm(session, () => {
    active.fired += 1;
    hooks.cut?.();
    reboot?.cut(bootMs);
  });
  const remove = session.network.addFault((hop) => {
    const controller = session.world.controllerIds[hop.client - 1];
    if (controller === undefined || hop.toBroker || reboot !== undefined || !hop.topic.endsWith('/cmd')) return;
    reboot = new Reboot(session, controller, WATCHDOG);
    hooks.begin?.(hop.client);
    alarm.set(hop.atUs + afterMs * 1000);
  });
  return active;
}

const beforeEffect: FaultKind = {
  name: 'controller.reset_before_effect',
  group: 'controller',
  title: 'A controller resets while the next command is on its way to it',
  values: { bootMs: BOOT },
  forMs: WINDOW,
  targets: broker,
  begin: (context, _record, { bootMs = 0 }) => resetAtCommand(context, bootMs, 0, {}),
};

const beforeAck: FaultKind = {
  name: 'controller.reset_before_ack',
  group: 'controller',
  title: 'A controller resets after the effect of the next command, and its acknowledgement never leaves',
  values: { bootMs: BOOT, effectMs: span(1, 3000, 60) },
  forMs: WINDOW,
  targets: broker,
  begin: (context, _record, { bootMs = 0, effectMs = 0 }) => {
    let remove: (() => void) | undefined;
    return resetAtCommand(context, bootMs, effectMs, {
      begin: (client) => {
        remove = context.session.network.addFault((hop) => {
          if (hop.client === client && hop.toBroker && hop.topic.endsWith('/ack')) hop.taken = true;
        });
      },
      cut: () => remove?.(),
    });
  },
};

const forgetful: FaultKind = {
  name: 'controller.reset_forgetful',
  group: 'controller',
  title: 'A controller resets and has lost what commands it has seen',
  values: { bootMs: BOOT, wholeStorage: { min: 0, max: 1, default: 0, unit: 'flag' } },
  forMs: { max: 30_000, default: 12_000 },
  targets: controllers,
  begin: ({ session }, { target }, { bootMs = 0, wholeStorage = 0 }) => {
    const slots = wholeStorage === 1 ? ALL_SLOTS : SEQUENCE_SLOTS;
    const reboot = new Reboot(session, target, WATCHDOG);
    let fired = 0;
    session.world.disturb(indexOf(session, target), (host) => {
      host.storage.erase(slots.first, slots.past);
      fired += 1;
    });
    reboot.cut(bootMs);
    return { fired, heal: (atUs) => reboot.end(atUs) };
  },
};

const loop: FaultKind = {
  name: 'controller.reboot_loop',
  group: 'controller',
  title: 'A controller boots again and again',
  values: { everyMs: span(300, 10_000, 2000), bootMs: span(20, 2000, 200) },
  forMs: { max: 60_000, default: 10_000 },
  targets: controllers,
  begin: ({ session }, { target }, { everyMs = 0, bootMs = 0 }) => {
    const reboot = new Reboot(session, target, WATCHDOG);
    const active = {
      fired: 0,
      nextAtUs: session.nowUs,
      due: (atUs: number) => {
        active.fired += 1;
        active.nextAtUs = atUs + (everyMs + bootMs) * 1000;
        reboot.cut(bootMs);
      },
      heal: (atUs: number) => reboot.end(atUs),
    };
    return active;
  },
};

export const RESETS: readonly FaultKind[] = [beforeEffect, beforeAck, forgetful, loop];
