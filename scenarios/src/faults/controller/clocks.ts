/** Clocks of controllers that run fast or slow, jump, or come to the end of their 32 bits. */
import type { VirtualSession } from '@understudy/twin';
import type { FaultKind } from '../fault-kind.ts';
import { Alarm } from '../network/alarm.ts';
import { span } from '../network/link-kind.ts';
import { controllers } from '../network/targets.ts';
import { indexOf, Reboot, WATCHDOG } from './boots.ts';

const WRAP_MS = 2 ** 32;

function disturbClock(session: VirtualSession, target: string, ppm: number, stepMs: number): void {
  session.world.disturb(indexOf(session, target), (host, atUs) => host.disturbClock(ppm, stepMs, atUs));
}

/** Fires for every whole ms by which it is off. */
const drift: FaultKind = {
  name: 'controller.clock_drift',
  group: 'controller',
  title: "A controller's clock runs fast or slow",
  values: { ppm: { min: -500, max: 500, default: 500, unit: 'ppm' } },
  forMs: { max: 3_600_000, default: 60_000 },
  targets: controllers,
  begin: ({ session }, { target }, { ppm = 0 }) => {
    const beganUs = session.nowUs;
    let endedUs: number | undefined;
    disturbClock(session, target, ppm, 0);
    return {
      get fired() {
        const spanUs = (endedUs ?? session.nowUs) - beganUs;
        return Math.floor((spanUs * Math.abs(ppm)) / 1_000_000 / 1000);
      },
      heal: (atUs) => {
        endedUs = atUs;
        disturbClock(session, target, 0, 0);
      },
    };
  },
};

/** Firmware takes a count that jumps ahead for time that has passed, and stands still for one that jumps back. */
const step: FaultKind = {
  name: 'controller.clock_step',
  group: 'controller',
  title: "A controller's clock jumps",
  excuses: { 20: 'devices without a read-back are COMPLETED after their usual time, by a clock that is ahead' },
  values: { byMs: { min: -60_000, max: 60_000, default: 5000, unit: 'ms' } },
  forMs: { max: 0, default: 0 },
  targets: controllers,
  begin: ({ session }, { target }, { byMs = 0 }) => {
    disturbClock(session, target, 0, byMs);
    return { fired: byMs === 0 ? 0 : 1, heal: () => undefined };
  },
};

/** The controller boots with a count that wraps so many ms later; fires at the wrap. */
const wrap: FaultKind = {
  name: 'controller.clock_wrap',
  group: 'controller',
  title: "A controller's ms count passes 2^32",
  values: { bootMs: span(20, 2000, 200), wrapAfterMs: span(100, 60_000, 4000) },
  forMs: { max: 90_000, default: 12_000 },
  targets: controllers,
  begin: ({ session }, record, { bootMs = 0, wrapAfterMs = 0 }) => {
    const { target } = record;
    const afterMs = record.forMs === 0 ? wrapAfterMs : Math.min(wrapAfterMs, Math.floor(record.forMs / 2));
    let fired = 0;
    const alarm = new Alarm(session, () => {
      fired += 1;
    });
    const reboot = new Reboot(session, target, WATCHDOG, (atUs) => {
      session.world.disturb(indexOf(session, target), (host) => {
        host.clock.offsetMs = WRAP_MS - afterMs;
      });
      alarm.set(atUs + afterMs * 1000);
    });
    reboot.cut(Math.min(bootMs, afterMs));
    return {
      get fired() {
        return fired;
      },
      heal: (atUs) => {
        reboot.end(atUs);
        alarm.end(atUs);
      },
    };
  },
};

export const CLOCKS: readonly FaultKind[] = [drift, step, wrap];
