/** The E-stop at bad moments: at a transition of the graph, bouncing, and pressed while somebody asks for a reset. */
import { coreTopic } from '@understudy/contract';
import type { VirtualSession } from '@understudy/twin';
import type { FaultKind } from '../fault-kind.ts';
import { ScriptedFault, type ScriptStep } from '../scripted-fault.ts';
import { ask, confirm } from './requests.ts';

const FOR_MS = { max: 120_000, default: 20_000 };
const LOOK_US = 1_000_000;

const buttonsOf: FaultKind['targets'] = ({ room }) =>
  Object.keys(room.manifest.circuits.estop.buttons).map((button) => `estop_${button}`);

function release(session: VirtualSession, button: string): void {
  if (session.world.truth(button)?.pressed === true) session.act(button, 'release');
}

export const ESTOP_AT_TRANSITION: FaultKind = {
  name: 'operator.estop_at_transition',
  group: 'operator',
  title: 'Somebody hits an E-stop at the moment at which the graph moves on',
  values: {
    nth: { min: 1, max: 5, default: 1, unit: 'transition' },
    holdMs: { min: 50, max: 60_000, default: 3000, unit: 'ms' },
  },
  forMs: { max: 600_000, default: 60_000, least: 60_000 },
  targets: buttonsOf,
  begin({ session, index }, { target }, { nth = 1, holdMs = 3000 }) {
    const { guests, network } = session;
    let left = nth;
    let nodes = '';
    let fired = 0;
    let releaseAtUs = Number.POSITIVE_INFINITY;
    let lookAtUs = session.nowUs + LOOK_US;
    const listen = (atUs: number): void =>
      network.connect(client, [coreTopic(index.room.manifest.room, 'status')], undefined, atUs);
    const client: number = guests.join({
      name: 'bystander',
      get nextAtUs() {
        return Math.min(releaseAtUs, left > 0 ? lookAtUs : Number.POSITIVE_INFINITY);
      },
      run(atUs) {
        // A broker that starts again has dropped its connection with everybody's.
        lookAtUs = atUs + LOOK_US;
        if (!network.isConnected(client)) listen(atUs);
        if (atUs < releaseAtUs) return;
        releaseAtUs = Number.POSITIVE_INFINITY;
        release(session, target);
      },
      receive(_topic, payload, _retained, atUs) {
        const seen = JSON.stringify((JSON.parse(payload) as { graph_active_nodes?: unknown }).graph_active_nodes);
        const moved = nodes !== '' && seen !== nodes;
        nodes = seen;
        if (!moved || left === 0) return;
        left -= 1;
        if (left > 0) return;
        if (session.act(target, 'press').ok) {
          fired += 1;
          releaseAtUs = atUs + holdMs * 1000;
        } else {
          // It is in already: the next transition will do.
          left = 1;
        }
      },
    });
    listen(session.nowUs);
    return {
      get fired() {
        return fired;
      },
      heal(atUs) {
        guests.leave(client, atUs);
        release(session, target);
      },
    };
  },
};

export const BOUNCING_ESTOP: FaultKind = {
  name: 'operator.bouncing_estop',
  group: 'operator',
  title: 'An E-stop is hit again and again, or its contact bounces',
  values: {
    times: { min: 2, max: 50, default: 6, unit: 'count' },
    everyMs: { min: 1, max: 2000, default: 15, unit: 'ms' },
  },
  forMs: FOR_MS,
  attends: 'button',
  targets: buttonsOf,
  begin({ session }, { target }, { times = 6, everyMs = 15 }) {
    const steps: ScriptStep[] = Array.from({ length: 2 * times }, (_, place) => ({
      afterMs: place * everyMs,
      act: () => session.act(target, place % 2 === 0 ? 'press' : 'release').ok,
    }));
    return new ScriptedFault(session.nowUs, steps, () => release(session, target));
  },
};

export const RESET_WHILE_PRESSED: FaultKind = {
  name: 'operator.reset_while_pressed',
  group: 'operator',
  title: 'Two people try to reset safety while a button is still pressed',
  values: { everyMs: { min: 1, max: 5000, default: 700, unit: 'ms' } },
  forMs: FOR_MS,
  attends: 'button',
  targets: buttonsOf,
  begin({ session }, { target }, { everyMs = 700 }) {
    // A request that finds the button let go of, by somebody else, is no evidence.
    const isIn = (): boolean => session.world.truth(target)?.pressed === true;
    const steps: ScriptStep[] = [
      { afterMs: 0, act: () => session.act(target, 'press').ok && false },
      { afterMs: everyMs, act: () => ask(session, 'ada', { action: 'REQUEST_SAFETY_RESET' }) && isIn() },
      { afterMs: 2 * everyMs, act: () => confirm(session, 'ben') && isIn() },
      { afterMs: 3 * everyMs, act: () => ask(session, 'cyd', { action: 'REQUEST_SAFETY_RESET' }) && isIn() },
      { afterMs: 4 * everyMs, act: () => ask(session, 'ada', { action: 'RESUME_DISPATCH' }) && isIn() },
    ];
    const patient = steps.map((step) => ({ ...step, ready: () => session.process.up }));
    return new ScriptedFault(session.nowUs, patient, () => release(session, target));
  },
};
