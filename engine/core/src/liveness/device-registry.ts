/**
 * What the engine knows of devices and controllers: presence, safety, state. Presence is judged from arrival in engine
 * time alone. Two profiles: a controller speaks for all its devices, or each device for itself; either keeps it alive.
 */
import { DEFAULTS, type Hello, type SafetyState } from '@understudy/contract';
import { controllerRestarted, readBack } from '../commands/read-back.ts';
import type { Core } from '../core.ts';
import { at } from '../errors.ts';
import { deviceReady } from '../graph/dispatch-node.ts';
import { checkBuild, type Mismatch, mismatchOf } from './build-check.ts';
import {
  type ControllerRecord,
  type DeviceRecord,
  type DeviceState,
  keptSafety,
  type SavedRegistry,
  type SeenPresence,
  type Source,
  sameSafety,
  unseenController,
  unseenDevice,
} from './records.ts';

const OFFLINE_AFTER_US = DEFAULTS.offlineAfterMs * 1000;
const NONE_CHANGED: readonly number[] = [];

export class DeviceRegistry {
  readonly #core: Core;
  readonly #devices: DeviceRecord[];
  readonly #controllers: ControllerRecord[];
  /** Devices whose retained status must be published at the end of the step. */
  readonly #dirty: number[] = [];
  #offline = 0;

  constructor(core: Core) {
    this.#core = core;
    this.#devices = core.room.devices.map(unseenDevice);
    this.#controllers = core.room.controllers.map(unseenController);
    this.#offline = this.#devices.length;
  }

  get offlineCount(): number {
    return this.#offline;
  }

  presence(device: number): SeenPresence {
    return at(this.#devices, device).presence;
  }

  safety(device: number): SafetyState | null {
    return at(this.#devices, device).safety;
  }

  /** Seen, and says SAFE. A device never seen is not. */
  safe(device: number): boolean {
    return at(this.#devices, device).safety?.kind === 'SAFE';
  }

  /** Whether what it says of the room may be believed: it is online, has told its state, and is not at fault. */
  isTrusted(device: number): boolean {
    const { presence, safety, state } = at(this.#devices, device);
    return presence === 'ONLINE' && state !== null && safety?.kind !== 'FAULT';
  }

  /** Why nothing is asked of a device: its controller was built or flashed for something else. Null when it fits. */
  mismatch(device: number): Mismatch['kind'] | null {
    return mismatchOf(this.#core, at(this.#core.room.devices, device).controller)?.kind ?? null;
  }

  state(device: number): DeviceState | undefined {
    return at(this.#devices, device).state ?? undefined;
  }

  controller(index: number): Readonly<ControllerRecord> {
    return at(this.#controllers, index);
  }

  /** When the device or its controller last gave a sign of life, in µs; -1 for never. */
  seenAtUs(device: number): number {
    const { controller } = at(this.#core.room.devices, device);
    return Math.max(at(this.#devices, device).own.seenAtUs, at(this.#controllers, controller).seenAtUs);
  }

  /** A controller's heartbeat: all its devices are alive. */
  controllerAlive(index: number, safety: SafetyState, firmwareVersion: string): void {
    const record = at(this.#controllers, index);
    this.#alive(record);
    if (record.presence !== 'ONLINE') this.#setController(index, 'ONLINE');
    if (record.firmwareVersion !== firmwareVersion) {
      record.firmwareVersion = firmwareVersion;
      this.#touchController(index);
    }
    if (sameSafety(record.safety, safety)) {
      if (!this.#core.safety.latched) this.#latchOn(safety, at(this.#core.room.controllers, index).id, null);
      return;
    }
    const before = record.safety;
    record.safety = keptSafety(safety);
    this.#touchController(index);
    this.#latchOn(safety, at(this.#core.room.controllers, index).id, before);
    if (safety.kind === 'SAFE') this.#core.reset.progress();
  }

  controllerPresence(index: number, online: boolean): void {
    const record = at(this.#controllers, index);
    if (online) this.#alive(record);
    this.#setController(index, online ? 'ONLINE' : 'OFFLINE');
  }

  /** A controller introduces itself; a new boot count tells that it has restarted. */
  controllerGreets(index: number, hello: Hello, live: boolean): void {
    const record = at(this.#controllers, index);
    const restarted = record.bootCount !== null && record.bootCount !== hello.boot_count;
    record.firmwareVersion = hello.firmware_version;
    record.bootCount = hello.boot_count;
    record.contractHash = hello.contract_hash;
    record.tableHash = hello.table_hash ?? null;
    this.#touchController(index);
    checkBuild(this.#core, index);
    if (!restarted || !live) return;
    const { id, devices } = at(this.#core.room.controllers, index);
    controllerRestarted(this.#core, devices);
    this.#core.faults.report({
      kind: 'CONTROLLER_RESTARTED',
      severity: 'WARN',
      message: `${id} has restarted: its outputs are in their boot states`,
      details: { controller: id, boot_count: hello.boot_count },
    });
  }

  /** A device's own heartbeat (per-device profile). */
  deviceAlive(device: number, safety: SafetyState): void {
    const record = at(this.#devices, device);
    this.#alive(record.own);
    record.own.presence = 'ONLINE';
    this.#derive(device);
    this.deviceSafety(device, safety);
  }

  devicePresence(device: number, online: boolean): void {
    const record = at(this.#devices, device);
    if (online) this.#alive(record.own);
    record.own.presence = online ? 'ONLINE' : 'OFFLINE';
    this.#derive(device);
  }

  /** The device's properties. `live`: not a retained copy, so it tells of now. */
  deviceState(device: number, safety: SafetyState, state: DeviceState, live: boolean): void {
    const record = at(this.#devices, device);
    const isFirst = record.state === null;
    record.state = state;
    this.#core.marks.touchIn('device', at(this.#core.room.devices, device).id);
    if (live) {
      this.deviceSafety(device, safety);
      readBack(this.#core, device);
    } else {
      record.safety ??= keptSafety(safety);
    }
    this.#core.reactions.deviceChanged(device);
    if (isFirst) this.#core.interlocks.trustChanged(device);
  }

  /** What a device says of its own safety, in a state, an acknowledgement or a heartbeat that has just come. */
  deviceSafety(device: number, safety: SafetyState): void {
    const record = at(this.#devices, device);
    if (sameSafety(record.safety, safety)) {
      if (!this.#core.safety.latched) this.#latchOn(safety, at(this.#core.room.devices, device).id, null);
      return;
    }
    const before = record.safety;
    record.safety = keptSafety(safety);
    this.#touch(device);
    this.#latchOn(safety, at(this.#core.room.devices, device).id, before);
    if (before?.kind === 'FAULT') this.#core.interlocks.trustChanged(device);
    if (safety.kind !== 'SAFE') return;
    this.#core.reset.progress();
    if (record.presence === 'ONLINE') deviceReady(this.#core, device);
  }

  /** Declares offline what has been silent for too long. */
  sweep(): void {
    const limitUs = this.#core.nowUs - OFFLINE_AFTER_US;
    this.#controllers.forEach((record, index) => {
      if (record.presence === 'ONLINE' && record.seenAtUs < limitUs) this.#setController(index, 'OFFLINE');
    });
    this.#devices.forEach(({ own }, device) => {
      if (own.presence !== 'ONLINE' || own.seenAtUs >= limitUs) return;
      own.presence = 'OFFLINE';
      this.#derive(device);
    });
  }

  /** Every device's retained status must be published again: the broker may have lost it. */
  republish(): void {
    for (const device of this.#core.room.devices) this.#publishLater(device.index);
  }

  /** Devices that changed in this step, once each; the list is empty afterwards. */
  takeChanged(): readonly number[] {
    if (this.#dirty.length === 0) return NONE_CHANGED;
    for (const device of this.#dirty) at(this.#devices, device).changed = false;
    return this.#dirty.splice(0);
  }

  save(): SavedRegistry {
    return {
      devices: this.#devices.map(({ own, presence, safety, state }) => ({ own: { ...own }, presence, safety, state })),
      controllers: this.#controllers.map((record) => ({ ...record })),
      dirty: [...this.#dirty],
    };
  }

  load(saved: SavedRegistry): void {
    saved.devices.forEach((from, index) => {
      Object.assign(at(this.#devices, index), { ...from, own: { ...from.own } });
    });
    saved.controllers.forEach((from, index) => {
      Object.assign(at(this.#controllers, index), from);
    });
    for (const device of saved.dirty) at(this.#devices, device).changed = true;
    this.#dirty.splice(0, this.#dirty.length, ...saved.dirty);
    this.#offline = this.#devices.filter((record) => record.presence !== 'ONLINE').length;
  }

  #alive(source: Source): void {
    source.seenAtUs = this.#core.nowUs;
  }

  #setController(index: number, presence: SeenPresence): void {
    const record = at(this.#controllers, index);
    if (record.presence === presence) return;
    const seenBefore = record.presence !== 'UNSEEN';
    record.presence = presence;
    this.#touchController(index);
    const { id, devices } = at(this.#core.room.controllers, index);
    const key = `controller/${id}`;
    if (presence === 'ONLINE') this.#core.faults.close(key);
    else if (seenBefore) {
      const message = `${id} is offline`;
      this.#core.faults.raise(key, {
        kind: 'CONTROLLER_OFFLINE',
        severity: 'WARN',
        message,
        details: { controller: id },
      });
    }
    for (const device of devices) this.#derive(device);
  }

  /** The device is online when its controller or it itself is. */
  #derive(device: number): void {
    const record = at(this.#devices, device);
    const compiled = at(this.#core.room.devices, device);
    const fromController = at(this.#controllers, compiled.controller).presence;
    const own = record.own.presence;
    const presence =
      fromController === 'ONLINE' || own === 'ONLINE' ? 'ONLINE' : own === 'UNSEEN' ? fromController : own;
    if (record.presence === presence) return;
    const wasOnline = record.presence === 'ONLINE';
    record.presence = presence;
    if (presence === 'ONLINE') this.#offline--;
    else if (wasOnline) this.#offline++;
    this.#touch(device);
    this.#core.reactions.deviceChanged(device);
    if (presence !== 'ONLINE') return;
    this.#core.interlocks.trustChanged(device);
    this.#core.interlocks.reassert(device);
    if (this.#core.safety.latched) this.#core.safety.makeSafe(device);
    if (this.safe(device)) deviceReady(this.#core, device);
  }

  #latchOn(safety: SafetyState, source: string, before: SafetyState | null): void {
    if (safety.kind !== 'E_STOP' && safety.kind !== 'FAULT') return;
    const cause = { kind: safety.kind, source, reason: safety.reason_code ?? safety.kind } as const;
    this.#core.safety.latch(cause, before?.kind === 'SAFE');
  }

  #touch(device: number): void {
    this.#core.marks.touchIn('device', at(this.#core.room.devices, device).id);
    this.#core.status.touch();
    this.#publishLater(device);
  }

  #publishLater(device: number): void {
    const record = at(this.#devices, device);
    if (record.changed) return;
    record.changed = true;
    this.#dirty.push(device);
  }

  #touchController(index: number): void {
    this.#core.marks.touchIn('controller', at(this.#core.room.controllers, index).id);
  }
}
