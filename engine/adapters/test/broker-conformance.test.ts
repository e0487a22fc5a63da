/** What the engine needs of any broker, run on the embedded one and on Mosquitto alike. */
import { type Broker, createMqttBus, startEmbeddedBroker } from '@understudy/adapters';
import type { Bus, BusConnectOptions } from '@understudy/ports';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BusProbe } from './bus-probe.ts';
import { startMosquitto } from './mosquitto.ts';

const BROKERS: readonly [string, (options?: { readonly port?: number }) => Promise<Broker>][] = [
  ['embedded aedes', startEmbeddedBroker],
  ['mosquitto', startMosquitto],
];

describe.each(BROKERS)('%s', (_name, startBroker) => {
  let broker: Broker;
  let bus: Bus;
  let probes: BusProbe[] = [];

  beforeEach(async () => {
    broker = await startBroker();
    bus = createMqttBus(broker.url);
    probes = [];
  });
  afterEach(async () => {
    await Promise.all(probes.map(({ connection }) => connection.close()));
    await broker.close();
  });

  /** A connection that is up. */
  async function connect(clientId: string, options: Partial<BusConnectOptions> = {}): Promise<BusProbe> {
    const probe = new BusProbe(bus, { clientId, ...options });
    probes.push(probe);
    await probe.isUp();
    return probe;
  }

  test('messages arrive with their bytes, in order within a QoS (MQTT promises no more)', async () => {
    const listener = await connect('listener', { subscriptions: ['room/+/device/+/state'] });
    const sender = await connect('sender');
    const bytes = Uint8Array.of(0xff, 0x00, 0xc0, 0x41);
    expect(sender.connection.publish('room/a/device/b/state', bytes, 1, false)).toBe(true);
    expect(sender.connection.publish('room/a/device/b/state', 'ä', 0, false)).toBe(true);
    expect(sender.connection.publish('room/a/device/b/other', 'unheard', 1, false)).toBe(true);
    expect(sender.connection.publish('room/a/device/c/state', 'last', 1, false)).toBe(true);
    await listener.until(({ messages }) => messages.length >= 3);
    const heard = listener.messages.map(({ payload }) => payload);
    expect(heard.filter((payload) => payload !== 'Ã¤')).toEqual(['\xff\x00\xc0A', 'last']);
    expect(heard).toContain('Ã¤');
  });

  test('a burst beyond any receive maximum arrives whole and in order', async () => {
    const listener = await connect('listener', { subscriptions: ['burst'] });
    const sender = await connect('sender');
    for (let count = 0; count < 500; count++) sender.connection.publish('burst', String(count), 1, false);
    await listener.until(({ messages }) => messages.length === 500);
    expect(listener.messages.map(({ payload }) => Number(payload))).toEqual([...Array(500).keys()]);
    expect(sender.events).toEqual(['up']);
  });

  test('a retained message is given to who comes later, marked as retained; a live one is not marked', async () => {
    const sender = await connect('sender');
    const early = await connect('early', { subscriptions: ['r/#'] });
    sender.connection.publish('r/state', 'old', 1, true);
    sender.connection.publish('r/state', 'new', 1, true);
    await early.until(({ messages }) => messages.length === 2);
    const late = await connect('late', { subscriptions: ['r/#'] });
    await late.until(({ messages }) => messages.length === 1);
    expect(early.messages.map(({ payload, retained }) => [payload, retained])).toEqual([
      ['old', false],
      ['new', false],
    ]);
    expect(late.messages.map(({ payload, retained }) => [payload, retained])).toEqual([['new', true]]);
    expect(late.events).toEqual(['up', 'message']);
  });

  test('a command that was not retained is not given to who comes later', async () => {
    const sender = await connect('sender');
    const early = await connect('early', { subscriptions: ['+/cmd', 'marker'] });
    sender.connection.publish('device/cmd', 'open', 1, false);
    await early.until(({ messages }) => messages.length === 1);
    const late = await connect('late', { subscriptions: ['+/cmd', 'marker'] });
    sender.connection.publish('marker', '', 1, false);
    await late.until(({ messages }) => messages.length > 0);
    expect(late.messages.map(({ topic }) => topic)).toEqual(['marker']);
  });

  test('the last will is published when a connection is cut, and kept; not after a goodbye', async () => {
    const will = { topic: 'c/presence', payload: 'OFFLINE', qos: 1, retain: true } as const;
    const watcher = await connect('watcher', { subscriptions: ['c/presence'] });
    const polite = await connect('polite', { will });
    await polite.connection.close();
    const cut = await connect('cut', { will });
    cut.connection.publish('c/presence', 'ONLINE', 1, true);
    await watcher.until(({ messages }) => messages.length === 1);
    await cut.connection.cut();
    await watcher.until(({ messages }) => messages.length === 2);
    expect(watcher.messages.map(({ payload }) => payload)).toEqual(['ONLINE', 'OFFLINE']);
    const late = await connect('late', { subscriptions: ['c/presence'] });
    await late.until(({ messages }) => messages.length === 1);
    expect(late.messages[0]).toMatchObject({ payload: 'OFFLINE', retained: true });
    expect(cut.events).toEqual(['up']);
  });

  test('a second connection with the same client id ends the first, which comes back', async () => {
    const first = await connect('same');
    const second = new BusProbe(bus, { clientId: 'same' });
    await second.isUp();
    await first.until(({ events }) => events.includes('down'));
    await second.connection.close();
    await first.until(({ events }) => events.filter((event) => event === 'up').length >= 2);
  });

  test('after the broker has restarted, connections come back and are subscribed again', async () => {
    const listener = await connect('listener', { subscriptions: ['again'] });
    const sender = await connect('sender');
    await broker.close();
    await Promise.all(probes.map((probe) => probe.until(({ events }) => events.includes('down'))));
    expect(sender.connection.publish('again', 'while down', 1, false)).toBe(false);
    broker = await startBroker({ port: broker.port });
    for (const probe of probes)
      await probe.until(({ events }) => events.filter((event) => event === 'up').length === 2);
    sender.connection.publish('again', 'after', 1, false);
    await listener.until(({ messages }) => messages.length === 1);
    expect(listener.messages[0]?.payload).toBe('after');
  });

  test('nothing is heard after close, and publish says so', async () => {
    const listener = await connect('listener', { subscriptions: ['t'] });
    const sender = await connect('sender');
    await listener.connection.close();
    expect(listener.connection.publish('t', 'x', 1, false)).toBe(false);
    sender.connection.publish('t', 'x', 1, false);
    const witness = await connect('witness', { subscriptions: ['t'] });
    sender.connection.publish('t', 'y', 1, false);
    await witness.until(({ messages }) => messages.length === 1);
    expect(listener.events).toEqual(['up']);
  });
});

test('a taken port is named', async () => {
  const broker = await startEmbeddedBroker();
  await expect(startEmbeddedBroker({ port: broker.port })).rejects.toMatchObject({
    code: 'PORT_TAKEN',
    seen: String(broker.port),
  });
  await broker.close();
});

test('closing a bus that never found a broker leaves nothing open', async () => {
  const probe = new BusProbe(createMqttBus('mqtt://127.0.0.1:1'), { clientId: 'nobody' });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await probe.connection.close();
  expect(probe.events).toEqual([]);
});
