/**
 * One MQTT connection that comes back by itself. Each attempt is a client of its own with a clean session, so that
 * nothing of a lost connection (an old command, an old subscription) lives on in the next one; every connect subscribes.
 */
import { connect as connectSocket, type Socket } from 'node:net';
import type { BusConnection, BusConnectOptions, BusListener } from '@understudy/ports';
import { MqttClient } from 'mqtt';
import { ADAPTER_LIMITS } from '../limits.ts';
import { SendWindow } from './send-window.ts';

/** A message that came before the subscriptions were granted. */
interface EarlyMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly retained: boolean;
  readonly duplicate: boolean;
}

export class MqttConnection implements BusConnection {
  readonly #address: { readonly host: string; readonly port: number };
  readonly #options: BusConnectOptions;
  readonly #listener: BusListener;
  #client: MqttClient | undefined;
  #socket: Socket | undefined;
  #window: SendWindow | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waitMs: number = ADAPTER_LIMITS.reconnectFirstMs;
  #reason = 'connection closed';
  #ended = false;

  constructor(
    address: { readonly host: string; readonly port: number },
    options: BusConnectOptions,
    listener: BusListener,
  ) {
    this.#address = address;
    this.#options = options;
    this.#listener = listener;
  }

  /** Starts the first attempt, after the caller has returned. */
  start(): void {
    this.#timer = setTimeout(() => this.#open(), 0);
  }

  publish(topic: string, payload: string | Uint8Array, qos: 0 | 1, retain: boolean): boolean {
    return this.#window?.push({ topic, payload, qos, retain }) ?? false;
  }

  async close(): Promise<void> {
    const client = this.#end();
    if (client === undefined) return;
    const socket = this.#socket;
    await new Promise<void>((resolve) => {
      const timeout = setTimeout(() => socket?.destroy(), ADAPTER_LIMITS.closeTimeoutMs);
      client.once('close', () => {
        clearTimeout(timeout);
        resolve();
      });
      if (client.connected) client.end(false);
      else client.end(true);
    });
    client.removeAllListeners('message');
  }

  async cut(): Promise<void> {
    const client = this.#end();
    if (client === undefined) return;
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    this.#socket?.destroy();
    await closed;
  }

  /** No further attempt and no further call; the client that is left to be ended, if one is open. */
  #end(): MqttClient | undefined {
    this.#ended = true;
    this.#window = undefined;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    return client;
  }

  #open(): void {
    const { clientId, will } = this.#options;
    const client = new MqttClient(() => this.#connectSocket(), {
      protocolVersion: 5,
      clientId,
      clean: true,
      keepalive: ADAPTER_LIMITS.keepAliveS,
      connectTimeout: ADAPTER_LIMITS.connectTimeoutMs,
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
      autoAssignTopicAlias: false,
      autoUseTopicAlias: false,
      ...(will === undefined ? {} : { will: { ...will, payload: Buffer.from(will.payload) } }),
    });
    this.#client = client;
    const early: EarlyMessage[] = [];
    let receiveMaximum = 65_535;
    client.on('error', (error) => {
      this.#reason = error.message;
    });
    client.on('message', (topic, payload, { retain, dup }) => {
      if (this.#ended) return;
      if (this.#window !== undefined) this.#listener.message(topic, payload, retain, dup);
      else if (early.length < ADAPTER_LIMITS.earlyMessages) {
        early.push({ topic, payload, retained: retain, duplicate: dup });
      }
    });
    client.on('connect', ({ properties }) => {
      receiveMaximum = properties?.receiveMaximum ?? receiveMaximum;
      this.#subscribe(client, () => this.#up(client, receiveMaximum, early));
    });
    client.on('close', () => this.#closed(client));
  }

  #connectSocket(): Socket {
    this.#socket = connectSocket({ ...this.#address, noDelay: true });
    return this.#socket;
  }

  #subscribe(client: MqttClient, granted: () => void): void {
    const { subscriptions } = this.#options;
    if (subscriptions.length === 0) {
      granted();
      return;
    }
    client.subscribe([...subscriptions], { qos: 1 }, (error, grants) => {
      if (this.#ended || client !== this.#client) return;
      const refused = grants?.find(({ qos }) => qos >= 128);
      if (error === null && refused === undefined) {
        granted();
        return;
      }
      this.#reason = error?.message ?? `subscription to ${refused?.topic} was refused`;
      this.#socket?.destroy();
    });
  }

  #up(client: MqttClient, receiveMaximum: number, early: EarlyMessage[]): void {
    this.#waitMs = ADAPTER_LIMITS.reconnectFirstMs;
    this.#window = new SendWindow(receiveMaximum, ({ topic, payload, qos, retain }, acknowledged) => {
      if (client !== this.#client || !client.connected) return;
      // mqtt.js takes text or a Buffer; the callback of QoS 0 comes when it is written and counts for nothing.
      const body =
        typeof payload === 'string' ? payload : Buffer.from(payload.buffer, payload.byteOffset, payload.length);
      client.publish(topic, body, { qos, retain }, qos === 1 ? acknowledged : undefined);
    });
    this.#listener.up();
    for (const { topic, payload, retained, duplicate } of early.splice(0)) {
      if (!this.#ended) this.#listener.message(topic, payload, retained, duplicate);
    }
  }

  #closed(client: MqttClient): void {
    if (this.#ended || client !== this.#client) return;
    const wasUp = this.#window !== undefined;
    this.#window = undefined;
    this.#client = undefined;
    client.end(true);
    this.#timer = setTimeout(() => this.#open(), this.#waitMs);
    this.#waitMs = Math.min(this.#waitMs * 2, ADAPTER_LIMITS.reconnectLongestMs);
    const reason = this.#reason;
    this.#reason = 'connection closed';
    if (wasUp) this.#listener.down(reason);
  }
}
