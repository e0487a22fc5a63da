import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MessageHash } from './message-hash.ts';
import { RollingHash } from './rolling-hash.ts';

const KNOWN = 'room/hut/controller/board/heartbeat';

interface Message {
  readonly topic: string;
  readonly payload: string | null;
  readonly retain: boolean;
}

/** The digest of messages, of which none is remembered when `topics` is empty. */
function digest(messages: readonly Message[], topics: readonly string[]): string {
  const hash = new RollingHash();
  const messageHash = new MessageHash(hash, topics);
  for (const { topic, payload, retain } of messages) messageHash.add(topic, payload, retain);
  return hash.digest();
}

const part = fc.constantFrom('"uptime_ms":', '0', '17', ',"a":1', '}', '', '\\', 'é');
const message: fc.Arbitrary<Message> = fc.record({
  topic: fc.constantFrom(KNOWN, 'room/hut/controller/other/heartbeat'),
  payload: fc.option(fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''))),
  retain: fc.boolean(),
});

test('what a topic said before changes nothing: an engine from a snapshot goes on with the same hash', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 12 }), (messages) => {
      expect(digest(messages, [KNOWN])).toBe(digest(messages, []));
    }),
  );
});

test('tells messages apart by topic, retain flag, every part of the payload, and by none', () => {
  const beat = (uptime: string, rest = '"a":1'): string => `{"uptime_ms":${uptime},${rest}}`;
  const said = (payload: string | null, topic = KNOWN, retain = false): Message => ({ topic, payload, retain });
  const last = [
    said(beat('1')),
    said(beat('2')),
    said(beat('12')),
    said(beat('1', '"a":2')),
    said(` ${beat('1')}`),
    said(beat('1'), 'room/hut/controller/other/heartbeat'),
    said(beat('1'), KNOWN, true),
    said(null),
    said(''),
  ];
  const digests = last.map((one) => digest([said(beat('0')), said(beat('0')), one], [KNOWN]));
  expect(new Set(digests).size).toBe(digests.length);
});

test('says which messages repeat the one before them on a topic that recurs', () => {
  const messageHash = new MessageHash(new RollingHash(), [KNOWN]);
  const repeats = (payload: string | null, topic = KNOWN) => messageHash.add(topic, payload, false);
  const beat = (uptime: string): string => `{"uptime_ms":${uptime}}`;
  expect(
    ['1', '2', '999999999999999', '01', '7', '1234567890123456', '7', '-1', '7'].map((one) => repeats(beat(one))),
  ).toEqual([false, true, true, false, true, false, true, false, false]);
  expect([null, null, beat('1')].map((one) => repeats(one))).toEqual([false, false, false]);
  expect([beat('1'), beat('2')].map((one) => repeats(one, 'room/hut/controller/other/heartbeat'))).toEqual([
    false,
    false,
  ]);
});
