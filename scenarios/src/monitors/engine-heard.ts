import { DEFAULTS } from '@understudy/contract';
import { Disturbance } from './disturbance.ts';
import { Invariant } from './invariant.ts';
import type { RoomIndex } from './room-index.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

const QUIET_US = 30_000_000;
/** From a beat until a controller has heard it, and its word of that is on the bus. */
const ON_THE_WAY_US = 500_000;
const NEVER_US = Number.NEGATIVE_INFINITY;

interface Hearing {
  readonly limitUs: number;
  /** When it came to the bus; Infinity while it is off it. */
  sinceUs: number;
}

/**
 * 11, the other side: a controller that hears the engine in time does not take it for silent, which would stop a sound game.
 * What keeps beats away, or a controller from noticing them, is not judged.
 */
export class EngineHeard extends Invariant {
  readonly number = 11;
  readonly title = 'A controller that hears the engine does not take it for silent';
  readonly hears = ['state', 'beat', 'presence', 'hello', 'injected', 'healed'] as const;
  readonly #disturbance = new Disturbance(
    'network',
    'engine',
    'security',
    'controller.hung',
    'controller.all_hung',
    'controller.hung_beating',
    'controller.clock_step',
    'controller.two_with_one_id',
  );
  readonly #hearings = new Map<string, Hearing>();
  readonly #controllerOf = new Map<string, string>();
  override readonly statesOf: ReadonlySet<string>;
  /** The last beat, and the one before it. */
  #beatAtUs = NEVER_US;
  #earlierAtUs = NEVER_US;

  constructor(index: RoomIndex) {
    super();
    const spokesmen = new Map<string, string>();
    for (const { id, controller: definition } of index.devices.values()) {
      const { controller, engineHeartbeatLimitMs = DEFAULTS.engineHeartbeatLimitMs } = definition;
      this.#hearings.set(controller, { limitUs: engineHeartbeatLimitMs * 1000, sinceUs: Number.POSITIVE_INFINITY });
      // All devices of a controller say the same of the engine.
      if (!spokesmen.has(controller)) spokesmen.set(controller, id);
    }
    for (const [controller, id] of spokesmen) this.#controllerOf.set(id, controller);
    this.statesOf = new Set(spokesmen.values());
  }

  onEvent(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'beat') {
      this.#earlierAtUs = this.#beatAtUs;
      this.#beatAtUs = event.atUs;
    } else if (event.kind === 'hello') {
      this.#connected(event.controller, event.atUs);
    } else if (event.kind === 'presence' && !event.online) {
      this.#connected(event.controller, Number.POSITIVE_INFINITY);
    } else if (event.kind === 'state' && event.safety === 'BLOCKED') {
      this.#onBlocked(event);
    }
  }

  #connected(controller: string, sinceUs: number): void {
    const hearing = this.#hearings.get(controller);
    if (hearing !== undefined) hearing.sinceUs = sinceUs;
  }

  #onBlocked({ atUs, device }: EventOf<'state'>): void {
    const controller = this.#controllerOf.get(device) ?? '';
    const hearing = this.#hearings.get(controller);
    if (hearing === undefined || !this.#disturbance.quietSince(atUs - QUIET_US)) return;
    const heardAtUs = this.#beatAtUs <= atUs - ON_THE_WAY_US ? this.#beatAtUs : this.#earlierAtUs;
    if (heardAtUs <= hearing.sinceUs || atUs - heardAtUs > hearing.limitUs - ON_THE_WAY_US) return;
    const seconds = Math.round((atUs - heardAtUs) / 1_000_000);
    this.breach(atUs, `${controller} takes the engine for silent, whose last beat is ${seconds} s old`);
  }
}
