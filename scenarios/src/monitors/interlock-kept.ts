import type { Room, RulesDefinition } from '@understudy/contract';
import { Disturbance } from './disturbance.ts';
import { Invariant } from './invariant.ts';
import { devicesOf, holds, type Reading } from './rule-condition.ts';
import type { WatchEvent } from './watch-event.ts';

/** What the engine cannot have heard yet does not count against it. */
const SETTLED_US = 100_000;
const QUIET_US = 30_000_000;

/**
 * 12, the engine's side: no operation is sent that an interlock forbids by what the devices have said. A device's safe
 * operation passes every rule: the safety layer sends it.
 */
export class InterlockKept extends Invariant {
  readonly number = 12;
  readonly title = 'The engine sends nothing that an interlock forbids';
  readonly hears = ['state', 'command', 'injected', 'healed'] as const;
  override readonly statesOf: ReadonlySet<string>;
  readonly #disturbance = new Disturbance('network', 'security');
  readonly #interlocks: readonly [string, RulesDefinition['interlocks'][string]][];
  readonly #readings = new Map<string, Reading>();
  /** `device op` of every safe operation. */
  readonly #safe: ReadonlySet<string>;

  constructor(room: Room) {
    super();
    this.#interlocks = Object.entries(room.rules.interlocks);
    this.#safe = new Set(
      room.controllers.flatMap(({ controller, devices }) =>
        Object.entries(devices).map(([key, { safe }]) => `${controller}_${key} ${safe ?? ''}`),
      ),
    );
    this.statesOf = new Set(this.#interlocks.flatMap(([, { when }]) => devicesOf(when)));
  }

  onEvent(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'state') {
      const before = this.#readings.get(event.device);
      this.#readings.set(event.device, { sinceUs: event.atUs, now: event, before: before?.now ?? event });
    }
    if (event.kind !== 'command' || event.from !== 'engine') return;
    if (!this.#disturbance.quietSince(event.atUs - QUIET_US)) return;
    const { device, op } = event.command;
    if (this.#safe.has(`${device} ${op}`)) return;
    for (const [id, interlock] of this.#interlocks) {
      if (!interlock.forbid?.some((forbidden) => forbidden.device === device && forbidden.op === op)) continue;
      if (holds(interlock.when, this.#readings, event.atUs - SETTLED_US)) {
        this.breach(event.atUs, `${op} was sent to ${device} against the interlock ${id}`);
      }
    }
  }
}
