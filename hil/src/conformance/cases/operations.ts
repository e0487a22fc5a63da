/** Operations over several units, of which a parameter selects one (ADR 0016). */
import type { DeviceDefinition, OperationDefinition, UnitDefinition } from '@understudy/contract';
import { type Case, same } from '../case.ts';
import { controller, ESTOP } from '../definitions.ts';
import type { Rig } from '../rig.ts';

const OUTS = [1, 2, 3] as const;
const DONE = ['ACCEPTED', 'COMPLETED'];
/** When a relay has switched. */
const SWITCHED_MS = 100;

const relay = (out: number, name: string): UnitDefinition => ({
  driver: 'relay',
  pins: { out },
  publish: { on: name },
});
/** The order of the units is the order of the values. */
const picked = (verb: string): OperationDefinition => ({
  units: ['c', 'a', 'b'],
  verb,
  select: 'n',
  parameters: { n: { type: 'integer', minimum: -1, maximum: 1 } },
});

const PANEL: DeviceDefinition = {
  title: 'test',
  safetyClass: 'CRITICAL',
  units: { a: relay(1, 'a'), b: relay(2, 'b'), c: relay(3, 'c') },
  operations: { on: picked('on'), off: picked('off'), all_on: { units: ['a', 'b', 'c'], verb: 'on' } },
};

const levels = (rig: Rig): number[] => OUTS.map((pin) => rig.level(pin));
async function done(rig: Rig, op: string, n: number): Promise<void> {
  same(`${op} ${n}`, await rig.order('c_d', op, { n }), ['ACCEPTED']);
  await rig.pass(SWITCHED_MS);
  same(`${op} ${n}`, rig.acks(), DONE);
}

const selects: Case = {
  name: 'operations: a parameter selects the one unit that is driven, from its minimum on, in the order of the units',
  run: async (rig) => {
    await rig.start(controller({ d: PANEL }));
    await done(rig, 'on', -1);
    same('first', levels(rig), [0, 0, 1]);
    await done(rig, 'on', 0);
    same('second', levels(rig), [1, 0, 1]);
    await done(rig, 'on', 1);
    same('third', levels(rig), [1, 1, 1]);
    await done(rig, 'off', 0);
    same('the second alone', levels(rig), [0, 1, 1]);
    same('state', rig.state('c_d'), { a: false, b: true, c: true });
  },
};

const beyond: Case = {
  name: 'operations: a selection beyond the units, or none, is refused and drives nothing',
  run: async (rig) => {
    await rig.start(controller({ d: PANEL }));
    for (const parameters of [{ n: -2 }, { n: 2 }, { n: 0.5 }, { n: '0' }, { n: null }, {}]) {
      same(JSON.stringify(parameters), await rig.order('c_d', 'on', parameters), ['INVALID_PARAMS']);
      same('outputs', rig.outputs(), []);
    }
    same('levels', levels(rig), [0, 0, 0]);
    await done(rig, 'on', 1);
    same('levels', levels(rig), [0, 1, 0]);
  },
};

const apart: Case = {
  name: 'operations: commands that select different units go on side by side, and the E-stop ends them all',
  run: async (rig) => {
    await rig.start(controller({ d: PANEL }));
    const first = await rig.dispatch('c_d', 'on', { n: -1 });
    await rig.pass(1);
    const second = await rig.dispatch('c_d', 'on', { n: 0 });
    await rig.pass(SWITCHED_MS);
    const ended = rig.of('/ack').map(({ command_id, status }) => [command_id, status]);
    same('acknowledged', ended, [
      [first, 'ACCEPTED'],
      [second, 'ACCEPTED'],
      [first, 'COMPLETED'],
      [second, 'COMPLETED'],
    ]);
    await rig.set(ESTOP, 0);
    same('levels', levels(rig), [0, 0, 0]);
    same('order', await rig.order('c_d', 'on', { n: 1 }), ['SAFETY_BLOCKED']);
  },
};

export const OPERATION_CASES: readonly Case[] = [selects, beyond, apart];
