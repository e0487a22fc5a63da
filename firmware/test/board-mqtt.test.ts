/** The boards' MQTT session (ADR 0017) against a real broker. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { compileParts } from './compile-parts.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-mqtt-'));
const program = join(folder, 'mqtt-peer');
const seen: { topic: string; payload: string; qos: number; retain: boolean }[] = [];
let broker: ChildProcess | undefined;
let observer: MqttClient;
let connected: MqttClient | undefined;
let port: number;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

beforeAll(async () => {
  compileParts('mqtt-peer', program);
  port = await freePort();
  const config = join(folder, 'mosquitto.conf');
  const account = process.getuid?.() === 0 ? 'user root\n' : '';
  writeFileSync(config, `${account}listener ${port} 127.0.0.1\nallow_anonymous true\nmax_packet_size 100000\n`);
  broker = spawn('/usr/sbin/mosquitto', ['-c', config], { stdio: 'ignore' });
  connected = await vi.waitFor(
    () => connectAsync({ port, host: '127.0.0.1', protocolVersion: 4, reconnectPeriod: 0, connectTimeout: 1000 }),
    { timeout: 10_000 },
  );
  observer = connected;
  observer.on('message', (topic, payload, { qos, retain }) => {
    seen.push({ topic, payload: payload.toString(), qos, retain });
  });
  await observer.subscribeAsync('peer/+', { qos: 1 });
}, 120_000);

afterAll(async () => {
  // Whatever of it began: a failure there is told by itself.
  await connected?.endAsync();
  broker?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a peer that is connected when this returns; `ended` gives its exit code. */
async function startPeer(): Promise<{ readonly ended: Promise<number | null> }> {
  const child = spawn(program, [String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return { ended };
}
const of = (topic: string) => seen.filter((message) => message.topic === topic);

describe("the boards' MQTT session", () => {
  it('publishes, answers, keeps alive, and leaves its last will', async () => {
    const { ended } = await startPeer();
    await vi.waitFor(() => expect(of('peer/presence').map(({ payload }) => payload)).toEqual(['ONLINE']));
    const long = 'x'.repeat(2048);
    await observer.publishAsync('peer/in', 'first', { qos: 1 });
    await observer.publishAsync('peer/in', long, { qos: 1 });
    await observer.publishAsync('peer/in', 'by QoS 0', { qos: 0 });
    await vi.waitFor(() =>
      expect(of('peer/out')).toEqual([
        { topic: 'peer/out', payload: 'first', qos: 1, retain: false },
        { topic: 'peer/out', payload: long, qos: 1, retain: false },
        { topic: 'peer/out', payload: 'by QoS 0', qos: 1, retain: false },
      ]),
    );
    // Its keep-alive is 2 s; the broker cuts a silent client after one and a half times that.
    await new Promise((resolve) => setTimeout(resolve, 3500));
    await observer.publishAsync('peer/in', 'still there', { qos: 1 });
    await vi.waitFor(() => expect(of('peer/out').at(-1)?.payload).toBe('still there'));
    await observer.publishAsync('peer/in', 'stop', { qos: 1 });
    expect(await ended).toBe(0);
    await vi.waitFor(() => expect(of('peer/presence').map(({ payload }) => payload)).toEqual(['ONLINE', 'OFFLINE']));
  }, 20_000);

  it('takes what is longer than its buffer as cut, and goes on', async () => {
    seen.length = 0;
    const { ended } = await startPeer();
    await vi.waitFor(() => expect(of('peer/presence').at(-1)?.payload).toBe('ONLINE'));
    await observer.publishAsync('peer/in', 'y'.repeat(50_000), { qos: 1 });
    await observer.publishAsync('peer/in', 'after', { qos: 1 });
    await vi.waitFor(() => expect(of('peer/out').at(-1)?.payload).toBe('after'));
    expect(of('peer/out')[0]?.payload).toMatch(/^y{4000,4096}$/);
    await observer.publishAsync('peer/in', 'stop', { qos: 1 });
    expect(await ended).toBe(0);
  }, 20_000);
});
