/** What is kept of each device and controller. Plain data: saved and restored as it is. */
import type { SafetyState } from '@understudy/contract';

export type SeenPresence = 'UNSEEN' | 'ONLINE' | 'OFFLINE';
export type DeviceState = Readonly<Record<string, unknown>>;

/** One source of signs of life: a controller, or a device of the per-device profile. */
export interface Source {
  presence: SeenPresence;
  /** Arrival of the last sign of life, -1 for none. */
  seenAtUs: number;
}

export interface DeviceRecord {
  readonly own: Source;
  presence: SeenPresence;
  safety: SafetyState | null;
  state: DeviceState | null;
  changed: boolean;
}

export interface ControllerRecord extends Source {
  safety: SafetyState | null;
  firmwareVersion: string | null;
  bootCount: number | null;
  contractHash: string | null;
  tableHash: string | null;
}

export interface SavedRegistry {
  readonly devices: readonly Pick<DeviceRecord, 'own' | 'presence' | 'safety' | 'state'>[];
  readonly controllers: readonly ControllerRecord[];
  /** Devices whose status is still to be published: only while the bus is down. */
  readonly dirty: readonly number[];
}

/**
 * What is kept of a safety state that came in a message. Members that the contract does not name are not kept, and the others
 * stand in the order in which a snapshot gives them back, so that what is published of it stays the same after a restore.
 */
export function keptSafety({ kind, latched, reason_code }: SafetyState): SafetyState {
  return reason_code === undefined ? { kind, latched } : { kind, latched, reason_code };
}

/** Whether two safety states say the same. */
export function sameSafety(left: SafetyState | null, right: SafetyState): boolean {
  return (
    left !== null &&
    left.kind === right.kind &&
    left.latched === right.latched &&
    left.reason_code === right.reason_code
  );
}

export function unseenDevice(): DeviceRecord {
  return {
    own: { presence: 'UNSEEN', seenAtUs: -1 },
    presence: 'UNSEEN',
    safety: null,
    state: null,
    changed: false,
  };
}

export function unseenController(): ControllerRecord {
  return {
    presence: 'UNSEEN',
    seenAtUs: -1,
    safety: null,
    firmwareVersion: null,
    bootCount: null,
    contractHash: null,
    tableHash: null,
  };
}
