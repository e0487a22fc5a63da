/** Whatever arrives: nothing is driven, nothing is read outside its bytes (sanitizers on the native host look), no trap. */
import { encodeUtf8, LIMITS } from '@understudy/contract';
import { type Case, same } from '../case.ts';
import { BETWEEN, LAMP, STAGE } from '../definitions.ts';
import { payloadOf } from '../order.ts';
import { cmdTopic, type Rig } from '../rig.ts';

const command = payloadOf({ device: 'c_lamp', sequence: 7, id: 7, op: 'on', epoch: 1 });

async function drivesNothing(rig: Rig, payloads: Iterable<Uint8Array>, topic = cmdTopic('c_lamp')): Promise<void> {
  rig.forget();
  for (const payload of payloads) await rig.send(topic, payload);
  same('effects', rig.outputs(), []);
  same(
    'slots',
    rig.effects.filter(({ kind }) => kind === 'store'),
    [],
  );
}

/** An emulator takes its time for each message; the fuzz targets cut and change at every byte. */
const everyThird = <T>(all: readonly T[]): readonly T[] => all.filter((_, index) => index % 3 === 0);

const cut: Case = {
  name: 'hostile: a command cut anywhere does nothing',
  run: async (rig) => {
    await rig.start(LAMP);
    await drivesNothing(
      rig,
      Array.from(command, (_, at) => command.subarray(0, at)),
    );
    same(
      'the whole one',
      (await rig.command({ device: 'c_lamp', sequence: 7, id: 7, op: 'on', epoch: 1 }))[0],
      'ACCEPTED',
    );
  },
};

const changed: Case = {
  name: 'hostile: a command with a byte changed anywhere does nothing',
  run: async (rig) => {
    await rig.start(LAMP);
    const others = [0x00, 0x22, 0x5c, 0x7b, 0x7d, 0xff];
    const payloads = Array.from(command, (byte, at) => {
      const other = others[at % others.length] === byte ? 0x01 : (others[at % others.length] ?? 0);
      const payload = command.slice();
      payload[at] = other;
      return payload;
    });
    await drivesNothing(rig, everyThird(payloads));
  },
};

const deep: Case = {
  name: 'hostile: as many brackets, keys or escapes as a payload holds',
  run: async (rig) => {
    await rig.start(LAMP);
    const { payloadBytes } = LIMITS;
    const texts = [
      '['.repeat(payloadBytes),
      '{"a":'.repeat(payloadBytes / 5),
      `{${Array.from({ length: 400 }, (_, index) => `"${index}":1`).join(',')}}`,
      `{"${'\\u0041'.repeat(330)}":1}`,
      `{"a":"${'\\'.repeat(2000)}"}`,
      `{"a":${'9'.repeat(2000)}}`,
      `{"a":-${'0'.repeat(2000)}}`,
      `{"a":1e${'9'.repeat(2000)}}`,
      `{"a":"${'x'.repeat(2030)}`,
      '"'.repeat(payloadBytes),
      ' '.repeat(payloadBytes),
      'null',
      '[]',
      '{}',
      '{}{}',
      '{"a":1,}',
      '{"a":tru}',
      '{"a"}',
    ];
    await drivesNothing(rig, texts.map(encodeUtf8));
  },
};

/** Bytes that are no UTF-8: lone and missing continuations, overlong forms, surrogates, beyond the last character. */
const NOT_UTF8: readonly (readonly number[])[] = [
  [0x80],
  [0xbf],
  [0xc3],
  [0xc3, 0x28],
  [0xc0, 0xaf],
  [0xc1, 0xbf],
  [0xe0, 0x80, 0xaf],
  [0xe2, 0x82],
  [0xed, 0xa0, 0x80],
  [0xed, 0xbf, 0xbf],
  [0xf0, 0x80, 0x80, 0xaf],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf5, 0x80, 0x80, 0x80],
  [0xf0, 0x9f, 0x92],
  [0xfe],
  [0xff],
];

const utf8: Case = {
  name: 'hostile: bytes that are no UTF-8 make a command none, good ones do not matter',
  run: async (rig) => {
    await rig.start(LAMP);
    const mark = encodeUtf8('MARK');
    const spoilt = (bytes: readonly number[], id: number): Uint8Array => {
      const whole = payloadOf({ device: 'c_lamp', sequence: id, id, op: 'on', extra: ',"note":"MARK"' });
      const at = whole.findIndex((_, index) => mark.every((byte, offset) => whole[index + offset] === byte));
      return Uint8Array.of(...whole.subarray(0, at), ...bytes, ...whole.subarray(at + mark.length));
    };
    await drivesNothing(
      rig,
      NOT_UTF8.map((bytes, index) => spoilt(bytes, index + 1)),
    );
    await drivesNothing(
      rig,
      [[0x00], [0x0a], [0x1f], [...encodeUtf8('\\ud800')], [...encodeUtf8('\\udc00x')]].map((bytes) =>
        spoilt(bytes, 50),
      ),
    );
    rig.forget();
    await rig.send(cmdTopic('c_lamp'), spoilt([...encodeUtf8('é€😀\\ud83d\\ude00')], 60));
    same('good ones', rig.acks(), ['ACCEPTED']);
  },
};

const everywhere: Case = {
  name: "hostile: the engine's heartbeat is as strict, and no message of it drives anything",
  run: async (rig) => {
    await rig.start(STAGE, BETWEEN);
    await drivesNothing(
      rig,
      Array.from(command.subarray(0, 60), (_, at) => command.subarray(at)),
      'room/clockwork/core/heartbeat',
    );
    await rig.pass(11_999);
    same('still heard', rig.safety('c_fog'), { kind: 'SAFE', latched: false });
    await drivesNothing(
      rig,
      [encodeUtf8('{"schema":"v8","room_id":"other"}'), encodeUtf8('alive'), new Uint8Array(0)],
      'room/clockwork/core/heartbeat',
    );
    await rig.pass(1);
    same('silent', rig.safety('c_fog'), { kind: 'BLOCKED', reason_code: 'ENGINE_SILENT', latched: false });
  },
};

const storm: Case = {
  name: 'hostile: a storm of one command is answered every time and done once',
  run: async (rig) => {
    await rig.start(LAMP);
    const one = { device: 'c_lamp', sequence: 3, id: 3, op: 'on' };
    await rig.command(one);
    rig.forget();
    for (let times = 0; times < 100; times += 1)
      await rig.send(cmdTopic('c_lamp'), payloadOf(one), times % 2 === 0 ? 0 : 2);
    same('acknowledgements', rig.acks().length, 100);
    same('effects', rig.outputs(), []);
  },
};

export const HOSTILE_CASES: readonly Case[] = [cut, changed, deep, utf8, everywhere, storm];
