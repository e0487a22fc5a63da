/** The engine's own topics: heartbeat, status each second and on change, and how it sees each device. */
import { canonicalJson, coreDeviceTopic, coreTopic, DEFAULTS, SCHEMA_VERSION } from '@understudy/contract';
import { type Core, unixMs } from '../core.ts';
import { at } from '../errors.ts';
import { TIMER } from '../timers/timer-ids.ts';

const US_PER_MS = 1000;

export class StatusPublisher {
  readonly #core: Core;
  readonly #heartbeatTopic: string;
  readonly #statusTopic: string;
  #changed = true;

  constructor(core: Core) {
    this.#core = core;
    this.#heartbeatTopic = coreTopic(core.room.id, 'heartbeat');
    this.#statusTopic = coreTopic(core.room.id, 'status');
  }

  /** Something that the status tells has changed; it is published at the end of the step. */
  touch(): void {
    this.#changed = true;
  }

  /** Whether a publication is due: only while the bus is down can it be so between steps. */
  save(): boolean {
    return this.#changed;
  }

  load(changed: boolean): void {
    this.#changed = changed;
  }

  heartbeat(): void {
    const uptimeMs = Math.floor(this.#core.nowUs / US_PER_MS);
    this.#core.outbox.publish(
      this.#heartbeatTopic,
      `{"schema":"${SCHEMA_VERSION}","room_id":"${this.#core.room.id}","uptime_ms":${uptimeMs},"epoch":${this.#core.options.epoch}}`,
      0,
      false,
    );
    this.#again(TIMER.CORE_HEARTBEAT, DEFAULTS.coreHeartbeatMs);
  }

  statusDue(): void {
    this.#changed = true;
    this.#again(TIMER.CORE_STATUS, DEFAULTS.coreStatusMs);
  }

  /** At the end of a step. */
  flush(): void {
    if (!this.#core.outbox.busUp) return;
    for (const device of this.#core.devices.takeChanged()) this.#publishDevice(device);
    if (!this.#changed) return;
    this.#changed = false;
    this.#core.outbox.publish(this.#statusTopic, JSON.stringify(this.#status()), 1, true);
  }

  /** Whole periods from engine time 0: a late step does not shift those that follow. */
  #again(timer: number, periodMs: number): void {
    const periodUs = periodMs * US_PER_MS;
    this.#core.timers.set(timer, (Math.floor(this.#core.nowUs / periodUs) + 1) * periodUs);
  }

  #status(): Record<string, unknown> {
    const { room, options, gate, nowUs } = this.#core;
    const reason = gate.pausedReason;
    const since = (name: 'BROKER_DOWN' | 'SAFETY_LATCHED' | 'MANUAL_PAUSE'): number | undefined => {
      const sinceUs = gate.sinceUs(name);
      return sinceUs === undefined ? undefined : unixMs(this.#core, sinceUs);
    };
    return {
      schema: SCHEMA_VERSION,
      room_id: room.id,
      uptime_ms: Math.floor(nowUs / US_PER_MS),
      tick_ms: DEFAULTS.tickMs,
      dry_run: options.dryRun === true,
      dispatch_enabled: reason === null,
      dispatch_paused_reason: reason ?? undefined,
      broker_down_since_unix_ms: since('BROKER_DOWN'),
      safety_latched_since_unix_ms: since('SAFETY_LATCHED'),
      manual_pause_since_unix_ms: since('MANUAL_PAUSE'),
      room_safety: this.#core.safety.state(),
      device_count: room.devices.length,
      offline_device_count: this.#core.devices.offlineCount,
      graph_active_nodes: this.#core.graph.activeNodes(),
      graph_version: room.source.graph.version,
      epoch: options.epoch,
    };
  }

  #publishDevice(index: number): void {
    const { room, devices, outbox } = this.#core;
    const device = at(room.devices, index);
    const seenAtUs = devices.seenAtUs(index);
    const body = {
      schema: SCHEMA_VERSION,
      room_id: room.id,
      device_id: device.id,
      presence: devices.presence(index) === 'ONLINE' ? 'ONLINE' : 'OFFLINE',
      safety_state: devices.safety(index) ?? { kind: 'BLOCKED', reason_code: 'UNSEEN', latched: false },
      last_seen_unix_ms: seenAtUs < 0 ? undefined : unixMs(this.#core, seenAtUs),
    };
    outbox.publish(coreDeviceTopic(room.id, device.id, 'status'), canonicalJson(body), 1, true);
  }
}
