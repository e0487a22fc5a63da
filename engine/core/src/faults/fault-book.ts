/**
 * Faults: a stream of each as it happens (`core/fault`), and the open ones (`core/faults`, retained).
 * Written as canonical JSON: details come back from a snapshot in another order of keys.
 */
import {
  canonicalJson,
  coreDeviceTopic,
  coreTopic,
  FAULT_SEVERITIES,
  type FaultSeverity,
  LIMITS,
  SCHEMA_VERSION,
} from '@understudy/contract';
import { type Core, unixMs } from '../core.ts';

export interface Fault {
  /** Number in the live view; rises. */
  readonly number: number;
  /** Identity: raising it again while it is open changes nothing. */
  readonly key: string;
  readonly kind: string;
  readonly severity: FaultSeverity;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly atUs: number;
}

export interface FaultReport {
  /** Capitals and underscores. */
  readonly kind: string;
  readonly severity: FaultSeverity;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What a device's retained topic says: its last fault, or that it is over. */
interface SaidOfDevice {
  readonly fault: Fault;
  readonly cleared: boolean;
}

export interface SavedFaults {
  readonly count: number;
  readonly open: readonly Fault[];
  readonly changed: boolean;
  readonly ofDevices: readonly (readonly [string, SaidOfDevice])[];
}

const MESSAGE_LENGTH = 512;

export class FaultBook {
  readonly #core: Core;
  readonly #open = new Map<string, Fault>();
  /** By device: what is retained, to be said again. At most one each. */
  readonly #ofDevices = new Map<string, SaidOfDevice>();
  #count = 0;
  #changed = true;

  constructor(core: Core) {
    this.#core = core;
  }

  get open(): ReadonlyMap<string, Fault> {
    return this.#open;
  }

  /** Opens a fault and publishes it; while one with this key is open nothing happens. */
  raise(key: string, report: FaultReport): void {
    if (this.#open.has(key)) return;
    if (this.#open.size >= LIMITS.openFaults) this.#dropOne();
    const fault = this.#make(key, report);
    this.#open.set(key, fault);
    this.#changed = true;
    this.#core.marks.touchIn('fault', fault.number);
    this.#publish(fault);
  }

  /** Publishes a fault that is over as soon as it has happened. */
  report(report: FaultReport): void {
    this.#publish(this.#make('', report));
  }

  close(key: string): void {
    const fault = this.#open.get(key);
    if (fault === undefined) return;
    this.#open.delete(key);
    this.#changed = true;
    this.#core.marks.touchIn('fault', fault.number);
    const { device } = fault.details;
    if (typeof device !== 'string') return;
    // The retained topic holds one fault: another that is still open must not be hidden by the end of this one.
    const other = [...this.#open.values()].findLast((one) => one.details.device === device);
    this.#sayOfDevice(device, other === undefined ? { fault, cleared: true } : { fault: other, cleared: false });
  }

  /** At the end of a step: publishes the list of open faults when it has changed. */
  flush(): void {
    if (!this.#changed || !this.#core.outbox.busUp) return;
    this.#changed = false;
    const faults = [...this.#open.values()].map((fault) => this.#fields(fault));
    const body = { schema: SCHEMA_VERSION, room_id: this.#core.room.id, faults };
    this.#core.outbox.publish(coreTopic(this.#core.room.id, 'faults'), canonicalJson(body), 1, true);
  }

  /** Everything retained must be published again: the broker may have lost it, or never had it. */
  republish(): void {
    this.#changed = true;
    for (const [device, said] of this.#ofDevices) this.#publishOfDevice(device, said);
  }

  save(): SavedFaults {
    return {
      count: this.#count,
      open: [...this.#open.values()],
      changed: this.#changed,
      ofDevices: [...this.#ofDevices],
    };
  }

  load(saved: SavedFaults): void {
    this.#count = saved.count;
    this.#changed = saved.changed;
    this.#open.clear();
    this.#ofDevices.clear();
    for (const [device, said] of saved.ofDevices) this.#ofDevices.set(device, said);
    for (const fault of saved.open) this.#open.set(fault.key, fault);
  }

  #make(key: string, report: FaultReport): Fault {
    return {
      number: ++this.#count,
      key,
      kind: report.kind,
      severity: report.severity,
      message: report.message.slice(0, MESSAGE_LENGTH),
      details: report.details ?? {},
      atUs: this.#core.nowUs,
    };
  }

  /** Makes room: the oldest of the mildest goes, so that a crowd of warnings never hides what is critical. */
  #dropOne(): void {
    for (const severity of FAULT_SEVERITIES) {
      for (const fault of this.#open.values()) {
        if (fault.severity !== severity) continue;
        this.#core.counters.add('fault_dropped');
        this.close(fault.key);
        return;
      }
    }
  }

  #publish(fault: Fault): void {
    this.#core.counters.add(`fault_${fault.kind.toLowerCase()}`);
    const body = { schema: SCHEMA_VERSION, room_id: this.#core.room.id, ...this.#fields(fault) };
    this.#core.outbox.publish(coreTopic(this.#core.room.id, 'fault'), canonicalJson(body), 1, false);
    const { device } = fault.details;
    if (typeof device === 'string') this.#sayOfDevice(device, { fault, cleared: false });
  }

  #sayOfDevice(device: string, said: SaidOfDevice): void {
    this.#ofDevices.set(device, said);
    this.#publishOfDevice(device, said);
  }

  #publishOfDevice(device: string, { fault, cleared }: SaidOfDevice): void {
    const room = this.#core.room.id;
    const body = {
      schema: SCHEMA_VERSION,
      room_id: room,
      device_id: device,
      ...this.#fields(fault),
      ...(cleared ? { cleared } : {}),
    };
    this.#core.outbox.publish(coreDeviceTopic(room, device, 'fault'), canonicalJson(body), 1, true);
  }

  #fields(fault: Fault): Record<string, unknown> {
    return {
      kind: fault.kind,
      severity: fault.severity,
      message: fault.message,
      details: fault.details,
      at_unix_ms: unixMs(this.#core, fault.atUs),
    };
  }
}
