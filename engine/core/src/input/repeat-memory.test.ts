import { type MessageParser, parseHeartbeat, parseState } from '@understudy/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MessageHash } from '../hash/message-hash.ts';
import { RollingHash } from '../hash/rolling-hash.ts';
import { RepeatMemory } from './repeat-memory.ts';

const SAFE = '{"kind":"SAFE","latched":false}';
const beat = (uptime: string, rest = `"firmware_version":"1","safety_state":${SAFE}`): string =>
  `{"schema":"v8","room_id":"hut","controller_id":"board","uptime_ms":${uptime},${rest}}`;

const TOPIC = 'room/hut/controller/board/heartbeat';

/** A memory as the engine uses it: told by the hash which messages repeat. */
function reader<Message>(parse: MessageParser<Message>, id: string): (payload: string | null) => unknown {
  const memory = new RepeatMemory(parse);
  const hash = new MessageHash(new RollingHash(), [TOPIC]);
  return (payload) => memory.read(payload, 'hut', id, hash.add(TOPIC, payload, false));
}
const heartbeats = (): Read => reader(parseHeartbeat, 'board') as Read;
type Read = (payload: string | null) => ReturnType<typeof parseHeartbeat>;

/** What both say, but for the uptime. */
function both(memory: Read, payload: string | null): readonly unknown[] {
  return [memory(payload), parseHeartbeat(payload, 'hut', 'board')].map((read) =>
    read.ok ? { ...read.value, uptime_ms: 0 } : read,
  );
}
function same(memory: Read, payload: string | null): void {
  const [seen, expected] = both(memory, payload);
  expect(seen).toEqual(expected);
}

describe('RepeatMemory', () => {
  it('says of every heartbeat what the parser says', () => {
    const memory = heartbeats();
    const fault = `"firmware_version":"1","safety_state":{"kind":"FAULT","reason_code":"SENSOR_FAULT","latched":true}`;
    for (const payload of [
      beat('1'),
      beat('2'),
      beat('999999999999999'),
      beat('3', fault),
      beat('4', fault),
      beat('5'),
    ]) {
      same(memory, payload);
    }
  });

  it.each(['', '-1', '01', '1.5', '1e3', '1 2', '99999999999999999999', '"1"', 'null', '1,"x":2', '1}'])(
    'takes no %j for an uptime that the parser refuses',
    (uptime) => {
      const memory = heartbeats();
      same(memory, beat('1'));
      same(memory, beat(uptime));
      same(memory, beat('2'));
    },
  );

  it('is of one mind with the parser after any edit of a good one', () => {
    const good = beat('1234');
    const edits = fc.record({
      at: fc.nat(good.length),
      cut: fc.nat(6),
      put: fc.string({ unit: fc.constantFrom('0', '7', '"', ',', '}', '{', 'e', '.', '-', 'a', ' '), maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 8 }), (list) => {
        const memory = heartbeats();
        same(memory, good);
        for (const { at, cut, put } of list) same(memory, good.slice(0, at) + put + good.slice(at + cut));
      }),
    );
  });

  it('does not know what is no text', () => {
    const memory = heartbeats();
    same(memory, beat('1'));
    same(memory, null);
  });

  const state = (uptime: string, inside: string): string =>
    `{"schema":"v8","room_id":"hut","device_id":"door","safety_state":${SAFE},"uptime_ms":${uptime},"state":{${inside}}}`;

  it.each([
    ['a property of that name', '"uptime_ms":1', '"uptime_ms":2'],
    ['an escape that hides the key', '"uptime\\u005fms":1', '"uptime\\u005fms":2'],
    ['a text that holds it', '"text":"\\"uptime_ms\\":1"', '"text":"\\"uptime_ms\\":2"'],
  ])('is not taken in by %s', (_name, before, after) => {
    for (const hidden of ['uptime_ms', 'uptime\\u005fms']) {
      const read = reader(parseState, 'door');
      for (const inside of [before, before, after, after, before]) {
        const payload = state('7', inside).replace('uptime_ms', hidden);
        expect(read(payload)).toEqual(parseState(payload, 'hut', 'door'));
      }
    }
  });
});
