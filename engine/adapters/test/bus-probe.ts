/** A bus listener that keeps what it hears and can be waited for. */
import type { Bus, BusConnection, BusConnectOptions, BusListener } from '@understudy/ports';
import { vi } from 'vitest';

export interface HeardMessage {
  readonly topic: string;
  readonly payload: string;
  readonly retained: boolean;
  readonly duplicate: boolean;
}

export class BusProbe implements BusListener {
  readonly events: string[] = [];
  readonly messages: HeardMessage[] = [];
  readonly connection: BusConnection;

  constructor(bus: Bus, options: Partial<BusConnectOptions> & { readonly clientId: string }) {
    this.connection = bus.connect({ subscriptions: [], ...options }, this);
  }

  up(): void {
    this.events.push('up');
  }

  down(): void {
    this.events.push('down');
  }

  message(topic: string, payload: Uint8Array, retained: boolean, duplicate: boolean): void {
    this.events.push('message');
    this.messages.push({ topic, payload: Buffer.from(payload).toString('latin1'), retained, duplicate });
  }

  /** Resolves when `holds`; rejects after ten seconds. */
  until(holds: (probe: BusProbe) => boolean): Promise<void> {
    return vi.waitFor(
      () => {
        if (!holds(this)) throw new Error(`heard ${JSON.stringify([this.events, this.messages.slice(-5)])}`);
      },
      { timeout: 10_000, interval: 5 },
    );
  }

  isUp(): Promise<void> {
    return this.until(({ events }) => events.includes('up'));
  }
}
