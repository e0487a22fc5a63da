import { Disturbance } from './disturbance.ts';
import { Invariant } from './invariant.ts';
import { isSafetyOperation, type RoomIndex } from './room-index.ts';
import type { WatchEvent } from './watch-event.ts';

const QUIET_US = 30_000_000;

/** 8, the strongest layer: while the engine says that safety is latched it sends safe operations alone. */
export class SafetyFirst extends Invariant {
  readonly number = 8;
  readonly title = 'Safety wins: with the latch set, only safe operations are sent';
  readonly hears = ['status', 'command', 'injected', 'healed'] as const;
  readonly #disturbance = new Disturbance('network', 'engine', 'security');
  readonly #index: RoomIndex;
  #latched = false;

  constructor(index: RoomIndex) {
    super();
    this.#index = index;
  }

  onEvent(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'status') this.#latched = event.latched;
    if (event.kind !== 'command' || event.from !== 'engine' || !this.#latched) return;
    if (!this.#disturbance.quietSince(event.atUs - QUIET_US)) return;
    const { device, op } = event.command;
    if (isSafetyOperation(this.#index, device, op)) return;
    this.breach(event.atUs, `${op} was sent to ${device} while safety is latched`);
  }
}
