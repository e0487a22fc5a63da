/** The contract's vectors through the firmware, and the rules of idempotency, fencing and sequences. */
import { compileTable, REASON_CODES } from '@understudy/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { controller, device } from '../test-utils/definitions.ts';
import { FakeHost, start } from '../test-utils/fake-host.ts';
import { testModule } from '../test-utils/module.ts';
import { freshId, signed } from '../test-utils/sign.ts';
import { commandVectors, rejectPayload, rejectVectors, vectorDefinition, wirePayload } from '../vectors/vectors.ts';

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await testModule();
}, 120_000);

describe('vectors', () => {
  it('has the golden vector among them', () => {
    expect(commandVectors()[0]?.mac_hex).toBe('4bfa523f1e7dc0dca3ec6820a7e4dfd44655f12d723777ea3070c9d6353ca239');
  });

  it('computes the MAC of every command over the raw parameter bytes', () => {
    const table = compileTable(
      { room: 'clockwork' },
      controller({ d: device({ driver: 'relay', pins: { out: 1 } }, {}) }),
    );
    const host = new FakeHost(module);
    for (const vector of commandVectors()) {
      host.boot(table, 0, Buffer.from(vector.key_hex, 'hex'));
      expect(host.mac(wirePayload(vector)), vector.canonical).toBe(vector.mac_hex);
    }
  });

  it.each(rejectVectors().map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const { context, expected } = vector;
    const host = new FakeHost(module);
    host.pins[0] = 1;
    host.boot(compileTable({ room: 'clockwork' }, vectorDefinition(context)), 0, Buffer.from(context.key_hex, 'hex'));
    host.link(true);
    const topic = `room/clockwork/device/${context.device_id}/cmd`;
    host.message(
      topic,
      signed({ device: context.device_id, sequence: context.last_sequence, op: 'noop', epoch: context.highest_epoch }),
    );
    host.forget();
    const before = REASON_CODES.map((_code, index) => host.counter(index));
    host.message(topic, rejectPayload(vector));
    host.advance(600);
    const acks = host.messages('/ack');
    if (expected === 'ACCEPTED') {
      expect(acks.map((ack) => ack.status)).toEqual(['ACCEPTED', 'COMPLETED']);
      return;
    }
    const raised = REASON_CODES.filter((_code, index) => host.counter(index) !== before[index]);
    expect(raised).toEqual([expected]);
    for (const ack of acks) expect(ack).toMatchObject({ status: 'REJECTED', reason_code: expected });
    expect(host.writes).toEqual([]);
  });
});

describe('commands', () => {
  const lamp = controller({ lamp: device({ driver: 'relay', pins: { out: 1 } }, { on: [], off: [] }) });
  const topic = 'room/clockwork/device/c_lamp/cmd';
  const acks = (host: FakeHost) => host.messages('/ack').map((ack) => ack.reason_code ?? ack.status);

  it('acknowledges before the effect, and completes after the settle time with the state published first', () => {
    const host = start(module, lamp);
    host.forget();
    host.message(topic, signed({ device: 'c_lamp', sequence: 1, op: 'on' }));
    expect(host.published.map((message) => message.topic.split('/').at(-1))).toEqual(['ack', 'state']);
    host.advance(19);
    expect(acks(host)).toEqual(['ACCEPTED']);
    host.advance(1);
    expect(acks(host)).toEqual(['ACCEPTED', 'COMPLETED']);
    expect(host.messages('/ack')[1]).toMatchObject({ uptime_ms: 20, safety_state: { kind: 'SAFE', latched: false } });
  });

  it('acknowledges a known command again with its last status and does it once', () => {
    const host = start(module, lamp);
    const order = signed({ device: 'c_lamp', sequence: 1, op: 'on' });
    host.message(topic, order);
    host.forget();
    host.message(topic, order);
    expect(acks(host)).toEqual(['ACCEPTED']);
    host.advance(50);
    host.message(topic, order);
    expect(acks(host)).toEqual(['ACCEPTED', 'COMPLETED', 'COMPLETED']);
    expect(host.writes).toEqual([]);
  });

  it('remembers the last sixteen commands of a device, and refuses older ones by their sequence', () => {
    const host = start(module, lamp);
    const orders = Array.from({ length: 17 }, (_, index) =>
      signed({ device: 'c_lamp', sequence: index + 1, op: 'on' }),
    );
    for (const order of orders) {
      host.message(topic, order);
      host.advance(100);
    }
    host.forget();
    for (const order of orders) host.message(topic, order);
    expect(acks(host)).toEqual(['STALE_SEQUENCE', ...Array.from({ length: 16 }, () => 'COMPLETED')]);
    expect(host.writes).toEqual([]);
  });

  it('keeps the epoch and the sequences over a reset, so that nothing old is done again', () => {
    const first = start(module, lamp);
    const order = signed({ device: 'c_lamp', sequence: 5, op: 'on', epoch: 7 });
    first.message(topic, order);
    const host = start(module, lamp, first.store);
    host.forget();
    host.message(topic, order);
    host.message(topic, signed({ device: 'c_lamp', sequence: 9, op: 'on', epoch: 6 }));
    host.message(topic, signed({ device: 'c_lamp', sequence: 9, op: 'on' }));
    host.message(topic, signed({ device: 'c_lamp', sequence: 1, op: 'on', epoch: 8 }));
    expect(acks(host)).toEqual(['STALE_SEQUENCE', 'STALE_EPOCH', 'STALE_EPOCH', 'ACCEPTED']);
    expect(host.messages('/ack')).toHaveLength(4);
  });

  it('takes an epoch as accepted from an authentic command that is then refused', () => {
    const host = start(module, lamp);
    host.forget();
    host.message(topic, signed({ device: 'c_lamp', sequence: 1, op: 'nonsense', epoch: 3 }));
    host.message(topic, signed({ device: 'c_lamp', sequence: 2, op: 'on', epoch: 2 }));
    expect(acks(host)).toEqual(['INVALID_PARAMS', 'STALE_EPOCH']);
  });

  it('obeys nobody without a key, not even who signs with an empty one', () => {
    const host = new FakeHost(module);
    host.pins[0] = 1;
    host.boot(compileTable({ room: 'clockwork' }, lamp), 0, new Uint8Array(0));
    host.link(true);
    const order = JSON.parse(signed({ device: 'c_lamp', sequence: 1, op: 'on' }));
    const mac_hex = host.mac(Buffer.from(JSON.stringify(order)));
    host.message(topic, JSON.stringify({ ...order, auth: { alg: 'HMAC-SHA256', mac_hex } }));
    expect(acks(host)).toEqual(['AUTH_INVALID']);
  });

  it('refuses a retained command without doing it', () => {
    const host = start(module, lamp);
    host.forget();
    host.message(topic, signed({ device: 'c_lamp', sequence: 1, op: 'on' }), 1);
    expect(acks(host)).toEqual(['BAD_SCHEMA']);
    expect(host.writes).toEqual([]);
    host.message(topic, signed({ device: 'c_lamp', sequence: 1, op: 'on' }));
    expect(acks(host)).toEqual(['BAD_SCHEMA', 'ACCEPTED']);
  });

  it('answers the operations that every device has', () => {
    const host = start(module, { ...lamp, ledPin: 9 });
    for (const [index, op] of ['noop', 'request_status', 'reset_safety'].entries()) {
      host.forget();
      host.message(topic, signed({ device: 'c_lamp', sequence: index + 1, op }));
      expect(acks(host)).toEqual(['ACCEPTED', 'COMPLETED']);
      expect(host.messages('/state')).toHaveLength(op === 'request_status' ? 1 : 0);
    }
    host.message(topic, signed({ device: 'c_lamp', sequence: 9, op: 'set_power_led', parameters: { on: true } }));
    expect(host.pins[9]).toBe(1);
    const quiet = start(
      module,
      controller({ lamp: { ...device({ driver: 'relay', pins: { out: 1 } }, {}), commissioning: false } }),
    );
    quiet.forget();
    quiet.message(topic, signed({ device: 'c_lamp', sequence: 1, op: 'noop', id: freshId() }));
    expect(acks(quiet)).toEqual(['INVALID_PARAMS']);
  });

  it('publishes its counters on the first device once a minute, when they changed', () => {
    const host = start(module, lamp);
    host.message(topic, 'nonsense');
    host.advance(130_000);
    const values = host.messages('/telemetry').map((message) => message.values);
    expect(values).toEqual([{ counters: { BAD_SCHEMA: 1, retained: 0, duplicate: 0, unknown_topic: 0 } }]);
  });
});
