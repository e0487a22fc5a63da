/** The contract's bounds, each at its last good value and one beyond. */
import { encodeUtf8, LIMITS, REASON_CODES } from '@understudy/contract';
import { type Case, same } from '../case.ts';
import { controller, device, LAMP } from '../definitions.ts';
import { type Order, payloadOf } from '../order.ts';
import { cmdTopic, type Rig } from '../rig.ts';

const DONE = ['ACCEPTED', 'COMPLETED'];

async function take(rig: Rig, id: number, change: (text: string) => string, extra = ''): Promise<unknown[]> {
  const order: Order = { device: 'c_lamp', sequence: id, id, extra };
  rig.forget();
  await rig.send(cmdTopic('c_lamp'), encodeUtf8(change(new TextDecoder().decode(payloadOf(order)))));
  return rig.acks();
}
const badSchemas = async (rig: Rig): Promise<number> =>
  (await rig.dut.counters())[REASON_CODES.indexOf('BAD_SCHEMA')] ?? -1;

const payload: Case = {
  name: `limits: a payload of ${LIMITS.payloadBytes} bytes is read, one byte more is not`,
  run: async (rig) => {
    await rig.start(LAMP);
    same('at the limit', await take(rig, 1, (text) => text.padEnd(LIMITS.payloadBytes, ' ')), DONE);
    same('beyond', await take(rig, 2, (text) => text.padEnd(LIMITS.payloadBytes + 1, ' ')), []);
    same('far beyond', await take(rig, 3, (text) => text.padEnd(3 * LIMITS.payloadBytes, ' ')), []);
    same('counted', await badSchemas(rig), 2);
  },
};

/** An object nested so that the message is `depth` deep. */
const nested = (depth: number, open: string, close: string): string =>
  `,"x":${open.repeat(depth - 1)}1${close.repeat(depth - 1)}`;

const depth: Case = {
  name: `limits: JSON ${LIMITS.jsonDepth} deep is read, one level more is not`,
  run: async (rig) => {
    await rig.start(LAMP);
    for (const [index, [open, close]] of (
      [
        ['{"a":', '}'],
        ['[', ']'],
      ] as const
    ).entries()) {
      same(
        'at the limit',
        await take(rig, 10 * index + 1, (text) => text, nested(LIMITS.jsonDepth, open, close)),
        DONE,
      );
      same('beyond', await take(rig, 10 * index + 2, (text) => text, nested(LIMITS.jsonDepth + 1, open, close)), []);
    }
    same('counted', await badSchemas(rig), 2);
  },
};

const keys: Case = {
  name: `limits: ${LIMITS.jsonKeys} keys in one message are read, one more is not`,
  run: async (rig) => {
    await rig.start(LAMP);
    // A command has ten members, `op` in its parameters and two in `auth`.
    const own = [...new TextDecoder().decode(payloadOf({ device: 'c_lamp', sequence: 1, id: 1 })).matchAll(/":/g)]
      .length;
    const more = (count: number): string => Array.from({ length: count }, (_, index) => `,"k${index}":0`).join('');
    same('at the limit', await take(rig, 1, (text) => text, more(LIMITS.jsonKeys - own)), DONE);
    same('beyond', await take(rig, 2, (text) => text, more(LIMITS.jsonKeys - own + 1)), []);
    same('twice the same', await take(rig, 3, (text) => text, ',"k":0,"k":0'), []);
    same('twice the same, spelt apart', await take(rig, 4, (text) => text, ',"k":0,"\\u006b":0'), []);
    same('counted', await badSchemas(rig), 3);
  },
};

const topics: Case = {
  name: "limits: a topic that is not a device's own is nobody's, however long or deep",
  run: async (rig) => {
    await rig.start(LAMP);
    const command = payloadOf({ device: 'c_lamp', sequence: 1, id: 1, op: 'on' });
    const own = cmdTopic('c_lamp');
    const others = [
      '',
      'x',
      own.slice(0, -1),
      `${own}/`,
      `${own}s`,
      own.toUpperCase(),
      `/${own}`,
      own.replace('clockwork', 'elsewhere'),
      `room/clockwork/controller/c/cmd`,
      'a/'.repeat(LIMITS.topicBytes / 2),
      own.padEnd(LIMITS.topicBytes, 'd'),
    ];
    rig.forget();
    for (const topic of others) await rig.send(topic, command);
    same('acknowledgements', rig.acks(), []);
    same('effects', rig.outputs(), []);
    await rig.live(60_000);
    const [telemetry] = rig.of('/telemetry').map((message) => message.values);
    same('counted', telemetry, { counters: { retained: 0, duplicate: 0, unknown_topic: others.length } });
  },
};

const ids: Case = {
  name: 'limits: ids of full length fit every topic and message',
  run: async (rig) => {
    const key = 'd'.repeat(31);
    const name = 'c'.repeat(LIMITS.idBytes - key.length - 1);
    const lamp = device({ driver: 'relay', pins: { out: 1 } }, { on: [] });
    await rig.start(controller({ [key]: lamp }, { controller: name }));
    same('states', rig.of(`/device/${name}_${key}/state`).length, 1);
    same('order', await rig.order(`${name}_${key}`, 'on'), ['ACCEPTED']);
  },
};

const numbers: Case = {
  name: 'limits: a number of a parameter is taken to its last digit, and nothing beyond its range',
  run: async (rig) => {
    const glow = device({ driver: 'dimmer', pins: { out: 1 } });
    const parameters = { brightness: { type: 'integer' as const, minimum: 0, maximum: 255 } };
    const operations = { set: { unit: 'u', verb: 'set', parameters } };
    await rig.start(controller({ glow: { ...glow, operations } }));
    const spellings = [
      '0',
      '255',
      '2.55e2',
      '1e2',
      '256',
      '-1',
      '254.5',
      '1e400',
      '0.1e1',
      '00',
      '+1',
      '.5',
      '1.',
      '-0',
      '0x10',
      '255.0',
      '4294967295',
      '18446744073709551616',
    ];
    for (const [index, spelling] of spellings.entries()) {
      const rawParameters = `{"brightness":${spelling},"op":"set"}`;
      const command = { device: 'c_glow', sequence: index + 1, id: index + 1, rawParameters };
      const taken = ['0', '255'].includes(spelling);
      const acks = await rig.command(command);
      // What other spellings mean is for the reference to say; here, no driver may differ and none may pass its range.
      if (taken) same(spelling, acks[0], 'ACCEPTED');
      for (const effect of rig.outputs()) {
        if (effect.kind === 'write') same(`${spelling} in range`, effect.value >= 0 && effect.value <= 255, true);
      }
      await rig.pass(600);
      await rig.beat();
    }
  },
};

export const LIMIT_CASES: readonly Case[] = [payload, depth, keys, topics, ids, numbers];
