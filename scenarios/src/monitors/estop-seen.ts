import { signals, whenever } from '../logic/index.ts';
import { Disturbance } from './disturbance.ts';
import type { RoomIndex } from './room-index.ts';
import { type Instance, TemporalInvariant } from './temporal.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** The engine acts within the step of 1 ms; the rest is the way of its messages to the broker. */
const WITHIN_MS = 250;
const QUIET_US = 30_000_000;
const SIGNALS = signals({ seen: false, latched: false, allSent: false });

/**
 * 3: an E-stop that the engine has seen latches the room in the same step, and every device is sent its safe operation.
 * The engine has seen one when a person asked for it, or when its own account of a device goes from SAFE to E_STOP.
 */
export class EstopSeen extends TemporalInvariant {
  readonly number = 3;
  readonly title = 'An E-stop that the engine sees latches the room and makes every device safe at once';
  readonly hears = ['operator', 'device', 'status', 'command', 'injected', 'healed'] as const;
  readonly #safe: ReadonlyMap<string, string>;
  readonly #disturbance = new Disturbance('network', 'engine', 'security');
  readonly #devices = new Map<string, string>();
  /** When each device was last sent its safe operation. */
  readonly #sentAtUs = new Map<string, number>();
  readonly #latching: Instance;
  readonly #sending: Instance;
  #missing: Set<string> = new Set();
  #status: EventOf<'status'> | undefined;

  constructor(index: RoomIndex) {
    super();
    this.#safe = new Map(
      [...index.devices.values()].flatMap(({ id, definition: { safe } }) => (safe === undefined ? [] : [[id, safe]])),
    );
    const { seen, latched, allSent } = SIGNALS;
    this.#latching = this.watch('latch', whenever(seen).eventually(latched, WITHIN_MS), SIGNALS, 0, () => {
      return `the engine saw an E-stop and had not latched ${WITHIN_MS} ms later`;
    });
    this.#sending = this.watch('safe', whenever(latched).eventually(allSent, WITHIN_MS), SIGNALS, 0, () => {
      const devices = [...this.#missing];
      return `${devices.slice(0, 5).join(', ')} (${devices.length}) had no safe operation ${WITHIN_MS} ms after the latch`;
    });
  }

  protected hear(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'operator' && event.action === 'ESTOP') this.#onSeen(event.atUs);
    else if (event.kind === 'device') this.#onDevice(event);
    else if (event.kind === 'status') this.#onStatus(event);
    else if (event.kind === 'command') this.#onCommand(event);
  }

  /** What is retained from before the engine's start makes its first account of a device; that does not latch. */
  #onDevice({ atUs, device, safety }: EventOf<'device'>): void {
    if (safety === 'E_STOP' && this.#devices.get(device) === 'SAFE') this.#onSeen(atUs);
    this.#devices.set(device, safety);
  }

  #onSeen(atUs: number): void {
    if (this.#status === undefined || this.#status.latched || !this.#disturbance.quietSince(atUs - QUIET_US)) return;
    this.#latching.set(atUs, SIGNALS.seen, true);
  }

  #onStatus(event: EventOf<'status'>): void {
    const { atUs, latched, epoch } = event;
    const last = this.#status;
    this.#status = event;
    if (last !== undefined && last.epoch !== epoch) this.#devices.clear();
    const rises = latched && last?.latched === false && last.epoch === epoch;
    if (rises && this.#disturbance.quietSince(atUs - QUIET_US)) {
      const sinceUs = atUs - WITHIN_MS * 1000;
      this.#missing = new Set(
        [...this.#safe.keys()].filter((device) => (this.#sentAtUs.get(device) ?? Number.NEGATIVE_INFINITY) < sinceUs),
      );
      this.#sending.set(atUs, SIGNALS.allSent, this.#missing.size === 0);
      this.#sending.set(atUs, SIGNALS.latched, true);
    } else if (!latched) {
      this.#sending.set(atUs, SIGNALS.latched, false);
    }
    this.#latching.set(atUs, SIGNALS.latched, latched);
    if (latched) this.#latching.set(atUs, SIGNALS.seen, false);
  }

  #onCommand({ atUs, from, command: { device, op } }: EventOf<'command'>): void {
    if (from !== 'engine' || this.#safe.get(device) !== op) return;
    this.#sentAtUs.set(device, atUs);
    if (this.#missing.delete(device) && this.#missing.size === 0) this.#sending.set(atUs, SIGNALS.allSent, true);
  }
}
