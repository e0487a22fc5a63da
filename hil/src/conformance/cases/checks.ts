/** Every reason code, and the order of checks: of two things wrong with a command, the earlier one is named. */
import { encodeUtf8, REASON_CODES, type ReasonCode } from '@understudy/contract';
import { type Case, must, same } from '../case.ts';
import { BETWEEN, controller, device, ESTOP, LAMP, POST, STAGE } from '../definitions.ts';
import { KEY, type Order, payloadOf } from '../order.ts';
import { cmdTopic, type Rig } from '../rig.ts';

/** A motor that the E-stop does not stop, so that it can be busy and blocked at once. */
const BUSY_STAGE = controller({
  post: device(
    { driver: 'motor', pins: POST },
    { forward: [], reverse: [], stop: [] },
    { safetyClass: 'NON_CRITICAL' },
  ),
});
const DEVICE = 'c_post';
/** A command that finds nothing wrong but that the motor moves. */
const GOOD: Order = { device: DEVICE, sequence: 50, id: 50, op: 'reverse', epoch: 4 };

/** What is wrong, in the order of the checks; each is a change to the command or to what came before it. */
const WRONGS: readonly {
  readonly reason: ReasonCode | 'known';
  readonly order?: Partial<Order>;
  readonly before?: (rig: Rig) => Promise<void>;
}[] = [
  { reason: 'BAD_SCHEMA', order: { schema: 'v7' } },
  { reason: 'BAD_ROOM', order: { room: 'elsewhere' } },
  { reason: 'BAD_DEVICE', order: { device: 'c_other' } },
  { reason: 'AUTH_INVALID', order: { badMac: true } },
  { reason: 'STALE_EPOCH', order: { epoch: 2 } },
  { reason: 'known', order: { id: 1 } },
  { reason: 'STALE_SEQUENCE', order: { sequence: 1 } },
  { reason: 'UNSUPPORTED_ACTION', order: { action: 'MOVE' } },
  { reason: 'INVALID_PARAMS', order: { op: 'nonsense' } },
  { reason: 'SAFETY_BLOCKED', before: (rig) => rig.set(ESTOP, 0) },
  { reason: 'BUSY' },
];

async function put(rig: Rig, wrongs: readonly (typeof WRONGS)[number][]): Promise<unknown[]> {
  rig.erase();
  await rig.start(BUSY_STAGE, BETWEEN);
  same('the motion', await rig.command({ ...GOOD, op: 'forward', sequence: 10, id: 1 }), ['ACCEPTED']);
  let order = GOOD;
  for (const wrong of wrongs) {
    await wrong.before?.(rig);
    order = { ...order, ...wrong.order };
  }
  rig.forget();
  // To the post whatever the payload says: a wrong device is one that differs from its topic.
  await rig.send(cmdTopic(DEVICE), payloadOf(order));
  same('effects', rig.outputs(), []);
  return rig.acks();
}

const order: Case = {
  name: 'checks: of any two things wrong, the earlier in the order of checks is named',
  run: async (rig) => {
    for (const [index, first] of WRONGS.entries()) {
      const expected = [first.reason === 'known' ? 'ACCEPTED' : first.reason];
      for (const second of WRONGS.slice(index)) {
        // Last to first: where both change the same field, the earlier one's change counts.
        same(`${first.reason} and ${second.reason}`, await put(rig, [second, first]), expected);
      }
    }
  },
};

const changesNothing: Case = {
  name: 'checks: what fails before the signature passes changes nothing but counters',
  run: async (rig) => {
    await rig.start(STAGE, BETWEEN);
    const good: Order = { device: 'c_fog', sequence: 5, id: 5, op: 'on', epoch: 9 };
    for (const wrong of [{ schema: 'v7' }, { room: 'x' }, { device: 'c_door' }, { badMac: true }]) {
      rig.forget();
      await rig.send(cmdTopic('c_fog'), payloadOf({ ...good, ...wrong }));
      same('acknowledgements', rig.acks().length, 1);
      same(
        'effects and slots',
        rig.effects.filter(({ kind }) => kind !== 'publish'),
        [],
      );
    }
    same('lower epoch, lower sequence, same id', await rig.command({ ...good, epoch: 1, sequence: 1 }), ['ACCEPTED']);
  },
};

const silent: Case = {
  name: 'checks: a message whose ids cannot be read is counted, never acknowledged',
  run: async (rig) => {
    await rig.start(LAMP);
    const whole = new TextDecoder().decode(payloadOf({ device: 'c_lamp', sequence: 1, id: 1, op: 'on' }));
    const spoilt = [
      whole.replace('"command_id"', '"command"'),
      whole.replace('"correlation_id":"00000000-', '"correlation_id":"0000000-'),
      whole.replace('"command_id":"00000000', '"command_id":"0000000g'),
      whole.replace('-8000-', '-8000_'),
    ];
    for (const text of spoilt) {
      rig.forget();
      await rig.send(cmdTopic('c_lamp'), encodeUtf8(text));
      same('acknowledgements', rig.acks(), []);
      same('effects', rig.outputs(), []);
    }
    same('counted', (await rig.dut.counters())[REASON_CODES.indexOf('BAD_SCHEMA')], spoilt.length);
  },
};

const retained: Case = {
  name: 'checks: a retained command is a breach of the contract and never done',
  run: async (rig) => {
    await rig.start(LAMP);
    const command: Order = { device: 'c_lamp', sequence: 1, id: 1, op: 'on' };
    same('retained', await rig.command(command, 1), ['BAD_SCHEMA']);
    same('effects', rig.outputs(), []);
    same('live', await rig.command(command), ['ACCEPTED']);
  },
};

/** How a device comes to say each reason; the ones of WRONGS are said there. */
const everyReason: Case = {
  name: 'checks: every reason code is given, each for its own cause',
  run: async (rig) => {
    const said = new Set<unknown>();
    for (const wrong of WRONGS) for (const ack of await put(rig, [wrong])) said.add(ack);
    rig.erase();
    await rig.start(STAGE, BETWEEN);
    await rig.order('c_post', 'forward');
    rig.forget();
    await rig.live(20_000);
    for (const ack of rig.acks()) said.add(ack);
    await rig.order('c_post', 'reverse');
    rig.put(POST.low, 0);
    await rig.set(POST.high, 0);
    for (const ack of rig.acks()) said.add(ack);
    rig.failWrites(1);
    await rig.order('c_door', 'lock');
    rig.forget();
    await rig.pass(1000);
    for (const { last_error } of rig.of('/heartbeat')) said.add(last_error);
    for (const reason of REASON_CODES) must('reasons', said.has(reason), reason, [...said]);
  },
};

const commonOperations: Case = {
  name: 'checks: the operations of every device, and none of them where commissioning is off',
  run: async (rig) => {
    await rig.start({ ...LAMP, ledPin: 9 });
    for (const op of ['noop', 'request_status', 'reset_safety']) {
      same(op, await rig.order('c_lamp', op), ['ACCEPTED', 'COMPLETED']);
      same(`states after ${op}`, rig.of('/state').length, op === 'request_status' ? 1 : 0);
      same(`${op} with a parameter`, await rig.order('c_lamp', op, { x: 1 }), ['INVALID_PARAMS']);
    }
    same('led', await rig.order('c_lamp', 'set_power_led', { on: true }), ['ACCEPTED', 'COMPLETED']);
    same('led pin', rig.level(9), 1);
    same('led without a value', await rig.order('c_lamp', 'set_power_led'), ['INVALID_PARAMS']);
    const quiet = controller({ lamp: device({ driver: 'relay', pins: { out: 1 } }, {}, { commissioning: false }) });
    await rig.start(quiet);
    for (const op of ['noop', 'request_status', 'set_power_led']) {
      same(`${op}, off`, await rig.order('c_lamp', op), ['INVALID_PARAMS']);
    }
    same('reset_safety', await rig.order('c_lamp', 'reset_safety'), ['ACCEPTED', 'COMPLETED']);
  },
};

const counters: Case = {
  name: 'checks: counters are published on the first device, once a minute, when they changed',
  run: async (rig) => {
    await rig.start(LAMP);
    rig.forget();
    await rig.send(cmdTopic('c_lamp'), KEY);
    await rig.live(130_000);
    const values = rig.of('/telemetry').map((message) => message.values);
    same('telemetry', values, [{ counters: { BAD_SCHEMA: 1, retained: 0, duplicate: 0, unknown_topic: 0 } }]);
  },
};

const acknowledgedFirst: Case = {
  name: 'checks: ACCEPTED goes out before the effect begins, the state before COMPLETED, with the real safety state',
  run: async (rig) => {
    await rig.start(LAMP);
    await rig.order('c_lamp', 'on');
    const seen = rig.effects.map((effect) =>
      effect.kind === 'publish' ? effect.topic.split('/').at(-1) : effect.kind,
    );
    same('order of effects', seen, ['store', 'ack', 'write', 'state']);
    await rig.pass(19);
    same('before it has settled', rig.acks(), ['ACCEPTED']);
    await rig.pass(1);
    same('then', rig.acks(), ['ACCEPTED', 'COMPLETED']);
    const { uptime_ms, safety_state } = rig.of('/ack').at(-1) ?? {};
    same('its last', { uptime_ms, safety_state }, { uptime_ms: 20, safety_state: { kind: 'SAFE', latched: false } });
  },
};

export const CHECK_CASES: readonly Case[] = [
  order,
  changesNothing,
  silent,
  retained,
  everyReason,
  commonOperations,
  counters,
  acknowledgedFirst,
];
