/** Processors that stand still while their outputs stay as they are, noticed or not. */
import type { Excuses, FaultKind } from '../fault-kind.ts';
import { KEEP_ALIVE_CUT_MS } from '../network/keep-alive.ts';
import { controllers } from '../network/targets.ts';
import { indexOf, WATCHDOG } from './boots.ts';

const NEVER_US = Number.POSITIVE_INFINITY;
const BEAT_US = 1_000_000;

/** Outputs and step generators go on without the firmware that watches over them. */
const STANDS_STILL: Excuses = {
  10: 'a processor that stands still keeps its locks as they are; the release button frees them through the wire',
  11: 'a processor that stands still cannot drive its outputs to their safe state',
  13: 'nothing counts the time of an output whose processor stands still',
  14: 'a step generator runs to the end of its steps when its processor stands still',
};

/** Everything stops, and the keep-alive cuts its connection. Healed, it goes on where it was. */
const hung: FaultKind = {
  name: 'controller.hung',
  group: 'controller',
  title: 'A controller hangs',
  values: {},
  forMs: { max: 60_000, default: 8000 },
  targets: controllers,
  excuses: STANDS_STILL,
  begin: ({ session }, { target }) => {
    const controller = indexOf(session, target);
    const client = session.clientOf(target);
    session.world.hang(controller, true);
    let isBarred = false;
    const active = {
      fired: 1,
      nextAtUs: session.nowUs + KEEP_ALIVE_CUT_MS * 1000,
      due: () => {
        active.nextAtUs = NEVER_US;
        isBarred = true;
        session.network.bar(client, true);
        session.breakLink(client, false);
      },
      heal: () => {
        session.world.hang(controller, false);
        if (isBarred) session.network.bar(client, false);
      },
    };
    return active;
  },
};

/** Everything at once, so that circuits in copper are all that is left; over before a keep-alive would cut. */
const allHung: FaultKind = {
  name: 'controller.all_hung',
  group: 'controller',
  title: 'Every controller hangs',
  values: {},
  forMs: { max: KEEP_ALIVE_CUT_MS - 100, default: 2000 },
  targets: () => [''],
  excuses: STANDS_STILL,
  begin: ({ session }) => {
    const all = session.world.controllerIds.map((id) => indexOf(session, id));
    const hang = (on: boolean): void => {
      for (const controller of all) session.world.hang(controller, on);
    };
    hang(true);
    return { fired: 1, heal: () => hang(false) };
  },
};

/** Its network task lives and goes on beating; the rest does not. A watchdog resets it in the end. */
const hungBeating: FaultKind = {
  name: 'controller.hung_beating',
  group: 'controller',
  title: 'A controller hangs, and its heartbeats are still sent',
  values: {},
  forMs: { max: 60_000, default: 10_000 },
  targets: controllers,
  excuses: STANDS_STILL,
  begin: ({ session }, { target }) => {
    const { network } = session;
    const client = session.clientOf(target);
    let beat: { readonly topic: string; readonly payload: string; readonly atUs: number } | undefined;
    let isHung = false;
    const remove = network.addFault(({ client: from, toBroker, topic, payload, atUs }) => {
      if (from === client && toBroker && topic.endsWith('/heartbeat') && !isHung) beat = { topic, payload, atUs };
    });
    const active = {
      fired: 0,
      nextAtUs: session.nowUs,
      due: (atUs: number) => {
        active.nextAtUs = atUs + BEAT_US;
        // It hangs right after a beat of its own, which is the pattern of those that follow.
        if (beat === undefined) active.nextAtUs = atUs + BEAT_US / 10;
        if (beat === undefined) return;
        if (!isHung) session.world.hang(indexOf(session, target), true);
        isHung = true;
        active.fired += 1;
        network.publish(client, beat.topic, aged(beat.payload, atUs - beat.atUs), 0, false, atUs);
      },
      heal: () => {
        remove();
        if (!isHung) return;
        session.world.hang(indexOf(session, target), false);
        session.power(target, true, WATCHDOG);
      },
    };
    return active;
  },
};

/** The heartbeat as it would be so much later. */
function aged(payload: string, spanUs: number): string {
  return payload.replace(
    /"uptime_ms":(\d+)/,
    (_, uptime) => `"uptime_ms":${Number(uptime) + Math.floor(spanUs / 1000)}`,
  );
}

export const HANGS: readonly FaultKind[] = [hung, allHung, hungBeating];
