/** The safety supervisor: boot, E-stop, faults, the engine's silence, and the clock that wraps. */
import { compileTable } from '@understudy/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { controller, device, ESTOP } from '../test-utils/definitions.ts';
import { FakeHost, start } from '../test-utils/fake-host.ts';
import { testModule } from '../test-utils/module.ts';
import { signed } from '../test-utils/sign.ts';

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await testModule();
}, 120_000);

const FOG = 1;
const POST = { step: 2, low: 3, high: 4 };
const COIL = 5;
const LAMP = 6;
const definition = controller(
  {
    fog: device({ driver: 'relay', pins: { out: FOG } }, { on: [], off: [] }),
    post: device({ driver: 'motor', pins: POST }, { forward: [], reverse: [], stop: [] }),
    door: device({ driver: 'lock', pins: { coil: COIL }, params: { idleLocked: 2 } }, { lock: [], unlock: [] }),
    lamp: device(
      { driver: 'relay', pins: { out: LAMP }, params: { safeOn: 1 } },
      { on: [] },
      { safetyClass: 'NON_CRITICAL' },
    ),
  },
  { engineHeartbeatLimitMs: 12_000 },
);
const HEARTBEAT = '{"schema":"v8","room_id":"clockwork","uptime_ms":1,"epoch":1}';
const beat = (host: FakeHost, payload = HEARTBEAT, flags = 0) =>
  host.message('room/clockwork/core/heartbeat', payload, flags);

/** A healthy controller: chain closed, no limit reached. */
function healthy(store?: Map<number, Uint8Array>, now = 1000): FakeHost {
  const host = new FakeHost(module, store === undefined ? { now } : { store, now });
  host.pins[ESTOP] = 1;
  host.pins[POST.low] = 1;
  host.pins[POST.high] = 1;
  host.boot(compileTable({ room: 'clockwork' }, definition));
  host.link(true);
  return host;
}
let sequence = 0;
function order(host: FakeHost, name: string, op: string): unknown[] {
  sequence += 1;
  host.forget();
  host.message(`room/clockwork/device/c_${name}/cmd`, signed({ device: `c_${name}`, sequence, op }));
  return host.messages(`c_${name}/ack`).map((ack) => ack.reason_code ?? ack.status);
}
const safety = (host: FakeHost, name: string) => host.messages(`c_${name}/state`).at(-1)?.safety_state;

describe('boot', () => {
  it('drives the boot states before anything is published, then hello, presence, heartbeat and every state', () => {
    const host = new FakeHost(module);
    host.pins.fill(1);
    host.boot(compileTable({ room: 'clockwork' }, definition));
    expect(host.pins[FOG]).toBe(0);
    expect(host.pins[COIL]).toBe(1);
    expect(host.published).toEqual([]);
    host.link(true);
    const topics = host.published.map((message) => message.topic.replace('room/clockwork/', ''));
    expect(topics).toEqual([
      'controller/c/hello',
      'controller/c/presence',
      'controller/c/heartbeat',
      'device/c_fog/state',
      'device/c_post/state',
      'device/c_door/state',
      'device/c_lamp/state',
    ]);
    expect(host.published.map((message) => message.flags)).toEqual([3, 3, 0, 3, 3, 3, 3]);
    expect(host.messages('/hello')[0]).toMatchObject({ boot_count: 1, boot_reason: 'POWER_ON' });
    expect(host.will()).toEqual([
      'room/clockwork/controller/c/presence',
      '{"schema":"v8","room_id":"clockwork","controller_id":"c","presence":"OFFLINE"}',
    ]);
  });

  it('counts its boots', () => {
    const first = healthy();
    expect(healthy(first.store).messages('/hello')[0]).toMatchObject({ boot_count: 2 });
  });

  it('with a corrupt table drives nothing and says so in every message', () => {
    const table = compileTable({ room: 'clockwork' }, definition);
    for (let index = 24; index < table.length; index += 1) {
      const bad = table.slice();
      bad[index] = (bad[index] ?? 0) ^ 0x10;
      const host = new FakeHost(module);
      host.pins[ESTOP] = 1;
      host.boot(bad);
      host.link(true);
      host.advance(3000);
      expect(host.writes).toEqual([]);
      const said = [...host.messages('/hello'), ...host.messages('/heartbeat')];
      expect(said.length).toBe(5);
      for (const message of said) {
        expect(message.safety_state).toEqual({ kind: 'FAULT', reason_code: 'BAD_TABLE', latched: true });
      }
    }
  });
});

describe('E-stop', () => {
  it('drives critical devices safe at once, latches, and survives a reset of the controller', () => {
    const host = healthy();
    order(host, 'fog', 'on');
    order(host, 'post', 'forward');
    host.forget();
    host.set(ESTOP, 0);
    expect(host.pins[FOG]).toBe(0);
    expect(host.pins[COIL]).toBe(0);
    expect(host.ramps).toContainEqual({ pin: POST.step, steps: 0, rate: 0, accel: 0 });
    expect(host.pins[LAMP]).toBe(0);
    expect(host.messages('c_post/ack')).toMatchObject([{ status: 'FAILED', reason_code: 'SAFETY_BLOCKED' }]);
    expect(safety(host, 'fog')).toEqual({ kind: 'E_STOP', reason_code: 'ESTOP_OPEN', latched: true });
    const again = healthy(host.store);
    expect(safety(again, 'fog')).toMatchObject({ kind: 'E_STOP', latched: true });
    expect(again.pins[COIL]).toBe(0);
    expect(order(again, 'fog', 'on')).toEqual(['SAFETY_BLOCKED']);
    expect(order(again, 'fog', 'noop')).toEqual(['ACCEPTED', 'COMPLETED']);
  });

  it('is reset only when the chain is closed again, and drives nothing then', () => {
    const host = healthy();
    host.set(ESTOP, 0);
    expect(order(host, 'fog', 'reset_safety')).toEqual(['SAFETY_BLOCKED']);
    host.set(ESTOP, 1);
    expect(safety(host, 'fog')).toEqual({ kind: 'E_STOP', reason_code: 'ESTOP_LATCHED', latched: true });
    host.set(ESTOP, 0);
    expect(safety(host, 'fog')).toMatchObject({ reason_code: 'ESTOP_OPEN' });
    host.set(ESTOP, 1);
    expect(order(host, 'fog', 'on')).toEqual(['SAFETY_BLOCKED']);
    expect(order(host, 'fog', 'reset_safety')).toEqual(['ACCEPTED', 'COMPLETED']);
    expect(host.writes).toEqual([]);
    expect(host.ramps).toEqual([]);
    expect(safety(host, 'door')).toEqual({ kind: 'SAFE', latched: false });
    expect(order(host, 'fog', 'on')).toEqual(['ACCEPTED']);
    host.set(ESTOP, 0);
    expect(host.pins[FOG]).toBe(0);
  });

  it('takes a lost or corrupt latch for a latched one', () => {
    const host = healthy();
    const corrupt = new Map(host.store);
    corrupt.set(3, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
    const lost = new Map(host.store);
    lost.delete(3);
    for (const store of [corrupt, lost]) expect(safety(healthy(store), 'fog')).toMatchObject({ kind: 'E_STOP' });
    expect(safety(healthy(host.store), 'fog')).toMatchObject({ kind: 'SAFE' });
  });
});

describe('heartbeats', () => {
  it('say the worst state of all devices from the first beat after it changed', () => {
    const host = healthy();
    const next = () => {
      host.forget();
      host.advance(1000);
      return host.messages('/heartbeat').map((message) => [message.safety_state, message.last_error]);
    };
    expect(next()).toEqual([[{ kind: 'SAFE', latched: false }, undefined]]);
    host.pins[POST.low] = 0;
    host.set(POST.high, 0);
    expect(next()).toEqual([[{ kind: 'FAULT', reason_code: 'SENSOR_FAULT', latched: true }, 'SENSOR_FAULT']]);
    host.set(ESTOP, 0);
    expect(next()).toEqual([[{ kind: 'E_STOP', reason_code: 'ESTOP_OPEN', latched: true }, 'SENSOR_FAULT']]);
    host.set(ESTOP, 1);
    expect(next()[0]?.[0]).toMatchObject({ reason_code: 'ESTOP_LATCHED' });
    host.pins[POST.low] = 1;
    host.set(POST.high, 1);
    expect(order(host, 'post', 'reset_safety')).toEqual(['ACCEPTED', 'COMPLETED']);
    expect(next()).toEqual([[{ kind: 'SAFE', latched: false }, undefined]]);
  });
});

describe("the engine's heartbeat", () => {
  it('lost beyond the limit leads to safe idle, which ends with the next one and drives nothing then', () => {
    const host = healthy();
    order(host, 'fog', 'on');
    host.advance(5000);
    beat(host);
    host.advance(11_999);
    expect(host.pins[FOG]).toBe(1);
    host.advance(1);
    expect(host.pins[FOG]).toBe(0);
    expect(host.pins[COIL]).toBe(1);
    expect(host.pins[LAMP]).toBe(1);
    expect(safety(host, 'post')).toEqual({ kind: 'BLOCKED', reason_code: 'ENGINE_SILENT', latched: false });
    expect(order(host, 'fog', 'on')).toEqual(['SAFETY_BLOCKED']);
    host.forget();
    beat(host);
    expect(safety(host, 'post')).toEqual({ kind: 'SAFE', latched: false });
    expect(host.writes).toEqual([]);
  });

  it('counts only when it is a live one of this room', () => {
    const host = healthy();
    host.advance(8000);
    beat(host, HEARTBEAT, 1);
    beat(host, '{"schema":"v8","room_id":"other","uptime_ms":1}');
    beat(host, 'alive');
    host.advance(4000);
    expect(safety(host, 'fog')).toMatchObject({ kind: 'BLOCKED' });
  });
});

describe('time', () => {
  it('stands still while the count of the board goes back', () => {
    const host = healthy();
    host.advance(5000);
    beat(host);
    host.forget();
    host.now -= 60_000;
    host.run();
    host.advance(3000);
    expect(host.messages('/heartbeat').map((message) => message.uptime_ms)).toEqual([6000, 7000, 8000]);
    expect(order(host, 'post', 'forward')).toEqual(['ACCEPTED']);
    host.now -= 60_000;
    host.run();
    host.advance(8999);
    expect(safety(host, 'post')).toMatchObject({ kind: 'SAFE' });
    // The engine has been silent for 12 s of the firmware's own time: its limit holds, however the count has jumped.
    host.advance(1);
    expect(safety(host, 'post')).toMatchObject({ kind: 'BLOCKED' });
  });

  it('passes 2^32 ms without a missed or early deadline', () => {
    const host = healthy(undefined, 2 ** 32 - 10_000);
    expect(order(host, 'post', 'forward')).toEqual(['ACCEPTED']);
    for (let beats = 0; beats < 4; beats += 1) {
      host.advance(4000);
      beat(host);
    }
    const beats = host.messages('/heartbeat').map((message) => message.uptime_ms);
    expect(beats).toEqual(Array.from({ length: 16 }, (_, index) => (index + 1) * 1000));
    expect(safety(host, 'post')).toMatchObject({ kind: 'SAFE' });
    expect(host.messages('c_post/ack')).toHaveLength(1);
    host.advance(4000);
    expect(host.messages('c_post/ack')).toMatchObject([{ status: 'ACCEPTED' }, { reason_code: 'MOTION_TIMEOUT' }]);
  });

  it('is tickless: an idle controller wakes for its heartbeats alone', () => {
    const host = healthy();
    const before = host.runs;
    for (let minute = 0; minute < 12; minute += 1) {
      host.advance(10_000);
      beat(host);
    }
    expect(host.runs - before).toBe(120);
    const refreshes = host.published.filter((message) => message.topic.endsWith('/state') && message.atMs > 1000);
    expect(refreshes.length).toBe(8);
    expect(new Set(refreshes.map((message) => message.atMs)).size).toBe(8);
  });

  it('without a link sends nothing and wakes for nothing but the limit', () => {
    const host = healthy();
    host.link(false);
    host.forget();
    host.advance(60_000);
    expect(host.published).toEqual([]);
    expect(host.dueAt).toBeUndefined();
    host.link(true);
    expect(host.messages('/state')).toHaveLength(4);
  });
});

it('refuses a controller that starts with both limits active', () => {
  const host = start(module, definition);
  expect(safety(host, 'post')).toEqual({ kind: 'FAULT', reason_code: 'SENSOR_FAULT', latched: true });
  expect(safety(host, 'fog')).toMatchObject({ kind: 'SAFE' });
});
