/** What players do is never lost: presses between publications, presses while the link is down; bounces are no presses. */
import { type Case, same } from '../case.ts';
import { controller, device } from '../definitions.ts';
import type { Rig } from '../rig.ts';

const IN = 1;
const BUTTON = controller({ button: device({ driver: 'contact', pins: { in: IN }, params: { debounceMs: 20 } }) });

async function press(rig: Rig, ms: number): Promise<void> {
  await rig.set(IN, 0);
  await rig.pass(ms);
  await rig.set(IN, 1);
  await rig.pass(30);
}
const counts = (rig: Rig): unknown[] => rig.of('c_button/state').map(({ state }) => state);

const short: Case = {
  name: 'inputs: a short press is published as pressed and as counted',
  run: async (rig) => {
    await rig.start(BUTTON, { [IN]: 1 });
    rig.forget();
    await press(rig, 21);
    same('states', counts(rig), [
      { active: true, count: 1 },
      { active: false, count: 1 },
    ]);
  },
};

const offline: Case = {
  name: 'inputs: presses while the link is down are in the count that is published on connect',
  run: async (rig) => {
    await rig.start(BUTTON, { [IN]: 1 });
    await rig.link(false);
    rig.forget();
    for (let times = 0; times < 3; times += 1) await press(rig, 25);
    same('said meanwhile', rig.messages, []);
    await rig.link(true);
    same('state', rig.state('c_button'), { active: false, count: 3 });
  },
};

const bounce: Case = {
  name: 'inputs: a bounce is no press, and one press that bounces is one',
  run: async (rig) => {
    await rig.start(BUTTON, { [IN]: 1 });
    rig.forget();
    for (let times = 0; times < 5; times += 1) await press(rig, 19);
    same('states', counts(rig), []);
    for (const ms of [2, 3, 1, 5]) {
      await rig.set(IN, 0);
      await rig.pass(ms);
      await rig.set(IN, 1);
      await rig.pass(ms);
    }
    await press(rig, 40);
    same('states', counts(rig), [
      { active: true, count: 1 },
      { active: false, count: 1 },
    ]);
  },
};

const blocked: Case = {
  name: 'inputs: sensors go on telling while the controller is blocked',
  run: async (rig) => {
    await rig.start(BUTTON, { [IN]: 1 });
    await rig.pass(20_000);
    rig.forget();
    await press(rig, 25);
    same('states', counts(rig), [
      { active: true, count: 1 },
      { active: false, count: 1 },
    ]);
  },
};

export const INPUT_CASES: readonly Case[] = [short, offline, bounce, blocked];
