import { Disturbance } from './disturbance.ts';
import { Invariant } from './invariant.ts';
import type { RoomIndex } from './room-index.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

const QUIET_US = 30_000_000;
/** A state that was under way when the reset was sent tells of what was before. */
const UNDER_WAY_US = 100_000;

/**
 * 7, the controllers' side: who has said that an E-stop is latched says so until it is asked to reset, whatever it went through
 * in between. One that has lost its storage, or shares its id with another, knows nothing of it.
 */
export class LatchKept extends Invariant {
  readonly number = 7;
  readonly title = 'A controller keeps its E-stop until it is reset, across restarts';
  readonly hears = ['state', 'command', 'injected', 'healed'] as const;
  override readonly statesOf: ReadonlySet<string>;
  readonly #disturbance = new Disturbance(
    'network',
    'security',
    'controller.reset_forgetful',
    'controller.two_with_one_id',
  );
  readonly #controllerOf = new Map<string, string>();
  /** Controllers that are latched by their last word, and that nobody has asked to reset since. */
  readonly #latched = new Set<string>();
  /** When each was last asked to reset. */
  readonly #resetAtUs = new Map<string, number>();

  constructor(index: RoomIndex) {
    super();
    const spokesmen = new Map<string, string>();
    for (const { id, controller: definition } of index.devices.values()) {
      const { controller } = definition;
      this.#controllerOf.set(id, controller);
      // All devices of a controller say the same of an E-stop.
      if (!spokesmen.has(controller)) spokesmen.set(controller, id);
    }
    this.statesOf = new Set(spokesmen.values());
  }

  onEvent(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'state') this.#onState(event);
    else if (event.kind === 'command' && event.command.op === 'reset_safety') this.#onReset(event);
  }

  #onReset({ atUs, command: { device } }: EventOf<'command'>): void {
    const controller = this.#controllerOf.get(device) ?? '';
    this.#latched.delete(controller);
    this.#resetAtUs.set(controller, atUs);
  }

  #onState({ atUs, device, safety }: EventOf<'state'>): void {
    const controller = this.#controllerOf.get(device);
    if (controller === undefined) return;
    if (safety === 'E_STOP') {
      const resetAtUs = this.#resetAtUs.get(controller) ?? Number.NEGATIVE_INFINITY;
      if (atUs - resetAtUs > UNDER_WAY_US) this.#latched.add(controller);
    } else if (this.#latched.delete(controller) && this.#disturbance.quietSince(atUs - QUIET_US)) {
      this.breach(atUs, `${controller} was latched by an E-stop and says ${safety}, though nobody has reset it`);
    }
  }
}
