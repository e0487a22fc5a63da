import { fileURLToPath } from 'node:url';
import { type ControllerDefinition, compileTable } from '@understudy/contract';
import { buildFirmware } from '@understudy/firmware';
import { beforeAll, describe, expect, it } from 'vitest';
import { ControllerHost } from '../src/index.ts';

const BOX: ControllerDefinition = {
  controller: 'box',
  title: 'Box',
  zone: 'hall',
  heartbeatMs: 1000,
  estopPin: 40,
  devices: {
    gate: {
      title: 'Gate',
      safetyClass: 'CRITICAL',
      units: {
        lock: { driver: 'lock', pins: { coil: 3 } },
        push: { driver: 'contact', pins: { in: 4 }, params: { debounceMs: 20 } },
      },
      operations: { lock: { unit: 'lock', verb: 'lock' }, unlock: { unit: 'lock', verb: 'unlock' } },
    },
  },
};
const S = 1_000_000;

let module: WebAssembly.Module;
beforeAll(async () => {
  const cacheDir = fileURLToPath(new URL('../../.cache/firmware', import.meta.url));
  module = await WebAssembly.compile(new Uint8Array((await buildFirmware({ cacheDir })).wasm));
});

/** A healthy controller, powered at 0, with everything that it published. */
function boot(options: { clockOffsetMs?: number; table?: Uint8Array } = {}) {
  const published: { topic: string; payload: Record<string, unknown>; atUs: number }[] = [];
  const host = new ControllerHost({
    index: 0,
    module,
    table: options.table ?? compileTable({ room: 'small' }, BOX),
    key: new Uint8Array(32),
    seed: 1,
    clockOffsetMs: options.clockOffsetMs ?? 0,
    listener: {
      publish: (_controller, topic, payload, _qos, _retain, atUs) =>
        published.push({ topic, payload: JSON.parse(payload) as Record<string, unknown>, atUs }),
    },
  });
  host.drive(40, 1, 0);
  host.drive(4, 1, 0);
  host.powerOn(0, 0);
  return { host, published };
}

function runTo(host: ControllerHost, toUs: number): number {
  let runs = 0;
  for (; host.nextAtUs <= toUs; runs += 1) host.run(host.nextAtUs);
  return runs;
}
const kinds = (published: readonly { topic: string }[]) => published.map(({ topic }) => topic.split('/').at(-1));

describe('ControllerHost', () => {
  it('drives boot states before anything is published, and says hello on connect', () => {
    const { host, published } = boot();
    expect(host.pins.level(3)).toBe(1);
    expect(published).toEqual([]);
    host.link(true, 1000);
    expect(kinds(published).slice(0, 2)).toEqual(['hello', 'presence']);
    expect(host.will()?.topic).toBe('room/small/controller/box/presence');
    expect(host.subscriptions()).toContain('room/small/device/box_gate/cmd');
  });

  it('beats once a second and sleeps in between', () => {
    const { host, published } = boot();
    host.link(true, 0);
    published.length = 0;
    const runs = runTo(host, 10 * S);
    expect(kinds(published).filter((kind) => kind === 'heartbeat').length).toBeGreaterThanOrEqual(9);
    expect(runs).toBeLessThan(40);
  });

  it('says every minute that it is online, whatever a last will has said meanwhile', () => {
    const { host, published } = boot();
    host.link(true, 0);
    published.length = 0;
    runTo(host, 130 * S);
    const said = published.filter(({ topic }) => topic.endsWith('/presence'));
    expect(said.map(({ payload }) => payload.presence)).toEqual(['ONLINE', 'ONLINE']);
    expect(said.map(({ atUs }) => Math.round(atUs / S / 60))).toEqual([1, 2]);
  });

  it('beats on across the wrap of the ms count', () => {
    const { host, published } = boot({ clockOffsetMs: 2 ** 32 - 5000 });
    host.link(true, 0);
    published.length = 0;
    runTo(host, 10 * S);
    expect(kinds(published).filter((kind) => kind === 'heartbeat').length).toBeGreaterThanOrEqual(9);
  });

  it('wakes at once when a watched pin changes, and publishes after the debounce', () => {
    const { host, published } = boot();
    host.link(true, 0);
    runTo(host, S);
    published.length = 0;
    host.drive(4, 0, 1_200_000);
    expect(host.nextAtUs).toBe(1_200_000);
    runTo(host, 1_300_000);
    const states = published.filter(({ topic }) => topic.endsWith('/state'));
    expect(states.map(({ payload }) => payload.state)).toEqual([{ locked: true, active: true, count: 1 }]);
    expect(states[0]?.atUs).toBe(1_220_000);
  });

  it('keeps storage over power, counts boots, and floats its outputs in between', () => {
    const { host, published } = boot();
    host.powerOff(S);
    expect([host.powered, host.pins.level(3), host.nextAtUs]).toEqual([false, -1, Number.POSITIVE_INFINITY]);
    host.powerOn(2 * S, 3);
    host.link(true, 2 * S);
    expect(published[0]?.payload).toMatchObject({ boot_count: 2, boot_reason: 'BROWN_OUT' });
    expect(host.pins.level(3)).toBe(1);
  });

  it('hands over messages of any size without harm', () => {
    const { host, published } = boot();
    host.link(true, 0);
    published.length = 0;
    const topic = 'room/small/device/box_gate/cmd';
    for (const payload of ['', 'x', 'x'.repeat(2049), '€'.repeat(2000), new Uint8Array(5000).fill(255)]) {
      host.deliver(topic, payload, 0, 1000);
    }
    host.deliver(`${'t'.repeat(500)}`, '{}', 0, 1000);
    runTo(host, 2 * S);
    expect(host.pins.level(3)).toBe(1);
    expect(kinds(published)).toContain('heartbeat');
  });

  it('says in every message that its table is bad, and does nothing', () => {
    const { host, published } = boot({ table: new Uint8Array(64) });
    host.link(true, 0);
    runTo(host, 3 * S);
    expect(host.pins.level(3)).not.toBe(1);
    const told = published.filter(({ topic }) => topic.endsWith('/hello') || topic.endsWith('/heartbeat'));
    expect(told.length).toBeGreaterThanOrEqual(3);
    for (const { payload } of told) {
      expect(payload.safety_state).toMatchObject({ kind: 'FAULT', latched: true, reason_code: 'BAD_TABLE' });
    }
  });

  it('does nothing while hung, and goes on afterwards', () => {
    const { host, published } = boot();
    host.link(true, 0);
    published.length = 0;
    host.hang(true, S);
    expect(host.nextAtUs).toBe(Number.POSITIVE_INFINITY);
    host.hang(false, 5 * S);
    runTo(host, 7 * S);
    expect(published.length).toBeGreaterThan(0);
    expect(published.every(({ atUs }) => atUs >= 5 * S)).toBe(true);
  });

  it('finds out when it goes on that its connection came up meanwhile', () => {
    const { host, published } = boot();
    host.hang(true, S);
    host.link(true, 2 * S);
    host.hang(true, 3 * S);
    expect(published).toEqual([]);
    host.hang(false, 5 * S);
    expect(kinds(published).slice(0, 2)).toEqual(['hello', 'presence']);
    host.hang(true, 6 * S);
    host.link(true, 7 * S);
    host.powerOff(8 * S);
    published.length = 0;
    host.hang(false, 9 * S);
    expect(published).toEqual([]);
  });
});
