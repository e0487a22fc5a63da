import { Disturbance } from './disturbance.ts';
import { Invariant } from './invariant.ts';
import type { RoomIndex } from './room-index.ts';
import { devicesOf } from './rule-condition.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** What the engine cannot have heard yet does not count against it. */
const SETTLED_US = 100_000;
const QUIET_US = 30_000_000;
const NEVER_US = Number.POSITIVE_INFINITY;

/** What is known of a device that interlocks read. */
interface Source {
  readonly controller: string;
  /** Since when it is at fault by its own word, or has told nothing; Infinity while neither. */
  doubtfulAtUs: number;
}

/**
 * 14, the engine's side: a sensor in doubt enables nothing. No operation is sent that an interlock guards while a device that the
 * interlock reads has told nothing yet, is at fault, or is off the bus: what it said last may no longer be so.
 */
export class DoubtfulSensor extends Invariant {
  readonly number = 14;
  readonly title = 'What an interlock guards is not sent while its sensor is in doubt';
  readonly hears = ['state', 'presence', 'hello', 'command', 'injected', 'healed'] as const;
  override readonly statesOf: ReadonlySet<string>;
  readonly #disturbance = new Disturbance('network', 'security');
  readonly #sources = new Map<string, Source>();
  /** Since when a controller is off the bus. */
  readonly #goneAtUs = new Map<string, number>();
  /** By `device op`: the devices that its interlocks read. */
  readonly #guarded = new Map<string, ReadonlySet<string>>();

  constructor({ room, devices }: RoomIndex) {
    super();
    for (const { when, forbid = [] } of Object.values(room.rules.interlocks)) {
      for (const { device, op } of forbid) {
        const key = `${device} ${op}`;
        if (devices.get(device)?.definition.safe === op) continue;
        this.#guarded.set(key, new Set([...(this.#guarded.get(key) ?? []), ...devicesOf(when)]));
      }
    }
    for (const id of [...this.#guarded.values()].flatMap((sources) => [...sources])) {
      this.#sources.set(id, { controller: devices.get(id)?.controller.controller ?? '', doubtfulAtUs: 0 });
    }
    this.statesOf = new Set(this.#sources.keys());
  }

  onEvent(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'state') this.#onState(event);
    else if (event.kind === 'hello') this.#goneAtUs.delete(event.controller);
    else if (event.kind === 'presence' && event.from === event.controller) {
      if (event.online) this.#goneAtUs.delete(event.controller);
      else this.#goneAtUs.set(event.controller, event.atUs);
    } else if (event.kind === 'command' && event.from === 'engine') this.#onCommand(event);
  }

  #onState({ atUs, device, safety }: EventOf<'state'>): void {
    const source = this.#sources.get(device);
    if (source === undefined) return;
    if (safety !== 'FAULT') source.doubtfulAtUs = NEVER_US;
    else if (source.doubtfulAtUs === NEVER_US) source.doubtfulAtUs = atUs;
  }

  #onCommand({ atUs, command: { device, op } }: EventOf<'command'>): void {
    const sources = this.#guarded.get(`${device} ${op}`);
    if (sources === undefined || !this.#disturbance.quietSince(atUs - QUIET_US)) return;
    for (const id of sources) {
      const source = this.#sources.get(id);
      const goneAtUs = this.#goneAtUs.get(source?.controller ?? '') ?? NEVER_US;
      if (Math.min(goneAtUs, source?.doubtfulAtUs ?? NEVER_US) > atUs - SETTLED_US) continue;
      this.breach(atUs, `${op} was sent to ${device} while ${id}, which its interlock reads, is in doubt`);
      return;
    }
  }
}
