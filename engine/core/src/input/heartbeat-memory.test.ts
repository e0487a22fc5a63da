import { parseHeartbeat } from '@understudy/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeartbeatMemory } from './heartbeat-memory.ts';

const SAFE = '{"kind":"SAFE","latched":false}';
const beat = (uptime: string, rest = `"firmware_version":"1","safety_state":${SAFE}`): string =>
  `{"schema":"v8","room_id":"hut","controller_id":"board","uptime_ms":${uptime},${rest}}`;

/** What both say, but for the uptime. */
function both(memory: HeartbeatMemory, payload: string | null): readonly unknown[] {
  return [memory.read(payload, 'hut', 'board'), parseHeartbeat(payload, 'hut', 'board')].map((read) =>
    read.ok ? { ...read.value, uptime_ms: 0 } : read,
  );
}
function same(memory: HeartbeatMemory, payload: string | null): void {
  const [seen, expected] = both(memory, payload);
  expect(seen).toEqual(expected);
}

describe('HeartbeatMemory', () => {
  it('says of every heartbeat what the parser says', () => {
    const memory = new HeartbeatMemory();
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
      const memory = new HeartbeatMemory();
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
        const memory = new HeartbeatMemory();
        same(memory, good);
        for (const { at, cut, put } of list) same(memory, good.slice(0, at) + put + good.slice(at + cut));
      }),
    );
  });

  it('does not know what is no text', () => {
    const memory = new HeartbeatMemory();
    same(memory, beat('1'));
    same(memory, null);
  });
});
