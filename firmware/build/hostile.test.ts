/** Property tests: whatever arrives, nothing traps, nothing moves, and both sides of the contract answer alike. */
import { checkCommand, createSigner, deviceOperations, REASON_CODES } from '@understudy/contract';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { bench } from '../test-utils/bench.ts';
import { controller, device } from '../test-utils/definitions.ts';
import { TEST_KEY } from '../test-utils/fake-host.ts';
import { testModule } from '../test-utils/module.ts';
import { signed } from '../test-utils/sign.ts';

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await testModule();
}, 120_000);

const motor = device({ driver: 'motor', pins: { step: 1, low: 2, high: 3 } }, { forward: [], stop: [] });
const definition = controller({
  d: motor,
  lamp: device({ driver: 'relay', pins: { out: 4 } }, { pulse: ['duration_ms'] }),
});
const TOPIC = 'room/clockwork/device/c_d/cmd';
const valid = Buffer.from(signed({ device: 'c_d', sequence: 1, op: 'forward', epoch: 2 }));

it('arbitrary bytes on any topic trap nothing and drive nothing', () => {
  const b = bench(module, definition, { 2: 1, 3: 1 });
  b.host.forget();
  const topics = fc.oneof(
    fc.constantFrom(TOPIC, 'room/clockwork/core/heartbeat', 'room/clockwork/device/c_lamp/cmd'),
    fc.string(),
  );
  const payloads = fc.oneof(
    fc.uint8Array({ maxLength: 2100 }),
    fc.json().map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(topics, payloads, fc.nat(3), (topic, payload, flags) => {
      b.host.message(topic.slice(0, 160), payload, flags);
      expect(b.host.writes).toEqual([]);
      expect(b.host.ramps).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

/** The command with bytes replaced, removed or put in. */
const mutated = fc
  .array(
    fc.tuple(
      fc.nat(valid.length - 1),
      fc.nat(3),
      fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('{}[]",:\\u09eE.+-tfn'))),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((edits) => {
    let bytes: number[] = [...valid];
    for (const [at, kind, byte] of edits) {
      if (kind === 0) bytes.splice(at, 1);
      else if (kind === 1) bytes.splice(at, 0, byte);
      else if (kind === 2) bytes[at] = byte;
      else bytes = bytes.slice(0, at);
    }
    return Uint8Array.from(bytes);
  });

it('a changed command drives nothing and is refused for the same reason as by the reference', () => {
  const b = bench(module, definition, { 2: 1, 3: 1 });
  b.host.forget();
  const context = {
    signer: createSigner(TEST_KEY),
    roomId: 'clockwork',
    deviceId: 'c_d',
    actions: ['SET' as const],
    operations: deviceOperations(motor),
    highestEpoch: 0,
    lastSequence: 0,
  };
  fc.assert(
    fc.property(mutated, (payload) => {
      const verdict = checkCommand(payload, context);
      if (verdict.verdict !== 'rejected') return;
      const before = REASON_CODES.map((_code, index) => b.host.counter(index));
      b.host.message(TOPIC, payload);
      const raised = REASON_CODES.filter((_code, index) => b.host.counter(index) !== before[index]);
      expect(raised).toEqual([verdict.reason]);
      const acks = b.host.messages('/ack');
      expect(acks.length).toBe(verdict.commandId !== undefined && verdict.correlationId !== undefined ? 1 : 0);
      expect(b.host.ramps).toEqual([]);
      b.host.forget();
    }),
    { numRuns: 3000 },
  );
});

it('JSON in any spelling is read as the reference reads it', () => {
  const b = bench(module, definition, { 2: 1, 3: 1 });
  const space = fc.constantFrom('', ' ', '\n\t');
  const escaped = (text: string): string =>
    [...text].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  fc.assert(
    fc.property(
      space,
      fc.boolean(),
      fc.constantFrom('op', 'room_id', 'alg', 'sequence', 'SET', 'clockwork'),
      (gap, doubled, word) => {
        b.host.forget();
        b.sequence += 1;
        const order = signed({ device: 'c_d', sequence: b.sequence, op: 'stop' });
        const spelt = doubled ? order.replaceAll(`"${word}"`, `"${escaped(word)}"`) : order;
        const payload = `${gap}${spelt.replace('{"schema":', `{${gap}"schema"${gap}:${gap}`)}${gap}`;
        // Inside `parameters` another spelling is another text, which the MAC does not cover.
        const expected = doubled && word === 'op' ? ['AUTH_INVALID'] : ['ACCEPTED', 'COMPLETED'];
        b.host.message(TOPIC, payload);
        expect(b.acks()).toEqual(expected);
      },
    ),
  );
});
