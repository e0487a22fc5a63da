import { COMMON_OPERATIONS } from '@understudy/contract';
import { Invariant } from './invariant.ts';
import type { RoomIndex } from './room-index.ts';
import type { WatchEvent } from './watch-event.ts';

/** 8, the strongest layer: while the engine says that safety is latched it sends safe operations alone. */
export class SafetyFirst extends Invariant {
  readonly number = 8;
  readonly title = 'Safety wins: with the latch set, only safe operations are sent';
  readonly #index: RoomIndex;
  #latched = false;

  constructor(index: RoomIndex) {
    super();
    this.#index = index;
  }

  onEvent(event: WatchEvent): void {
    if (event.kind === 'status') this.#latched = event.latched;
    if (event.kind !== 'command' || !this.#latched) return;
    const { device, op } = event.command;
    if (Object.hasOwn(COMMON_OPERATIONS, op)) return;
    if (this.#index.devices.get(device)?.definition.safe === op || this.#isForced(device, op)) return;
    this.breach(event.atUs, `${op} was sent to ${device} while safety is latched`);
  }

  #isForced(device: string, op: string): boolean {
    return Object.values(this.#index.room.rules.interlocks).some((interlock) =>
      interlock.force?.some((forced) => forced.device === device && forced.op === op),
    );
  }
}
