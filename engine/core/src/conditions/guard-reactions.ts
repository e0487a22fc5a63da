/** Brings guards and what they mean together: nodes that wait, interlocks that hold. Keeps each guard's timer. */
import { NONE } from '../compile/compiled-room.ts';
import type { Core } from '../core.ts';
import { FIRST_INTERLOCK_GUARD, GUARD_BITS_MAX } from '../safety/safety-guards.ts';

export class GuardReactions {
  readonly #core: Core;
  /** Guard to the node that waits for it, or to the interlock (as -2 - index). */
  readonly #owners: Int32Array;

  constructor(core: Core) {
    this.#core = core;
    this.#owners = new Int32Array(core.room.guards.guards.length).fill(NONE);
    for (const node of core.room.nodes) if (node.guard !== NONE) this.#owners[node.guard] = node.index;
    for (const interlock of core.room.interlocks) this.#owners[interlock.guard] = -2 - interlock.index;
  }

  /** Arms a guard and returns its value now. */
  arm(guard: number): boolean {
    const value = this.#core.guards.arm(guard, this.#core.nowUs);
    this.#setTimer(guard, this.#core.guards.nextUs);
    this.#probe(guard);
    return value;
  }

  disarm(guard: number): void {
    this.#core.guards.disarm(guard);
    this.#core.timers.clear(this.#core.layout.guard + guard);
  }

  /** The value at this one instant, as a BRANCH asks for it. */
  test(guard: number): boolean {
    const value = this.#core.guards.arm(guard, this.#core.nowUs);
    this.#core.guards.disarm(guard);
    return value;
  }

  deviceChanged(device: number): void {
    for (const guard of this.#core.guards.readersOf(device)) this.evaluate(guard);
  }

  objectiveChanged(): void {
    for (const guard of this.#core.guards.readersOfObjectives()) this.evaluate(guard);
  }

  /** Evaluates an armed guard and tells its owner of a change. */
  evaluate(guard: number): void {
    const { guards } = this.#core;
    if (!guards.armed(guard)) return;
    const before = guards.value(guard);
    const value = guards.evaluate(guard, this.#core.nowUs);
    this.#setTimer(guard, guards.nextUs);
    this.#probe(guard);
    if (value === before) return;
    const owner = this.#owners[guard] ?? NONE;
    if (owner >= 0) {
      if (value) this.#core.graph.ready(owner);
    } else if (owner < NONE) {
      this.#core.interlocks.changed(-2 - owner, value);
    }
  }

  /** Interlocks are safety guards: what they saw is told. */
  #probe(guard: number): void {
    const { probe, nowUs, guards } = this.#core;
    if (probe === undefined) return;
    const owner = this.#owners[guard] ?? NONE;
    if (owner < NONE) probe.guard(nowUs, FIRST_INTERLOCK_GUARD - 2 - owner, guards.leafBits(guard, GUARD_BITS_MAX));
  }

  #setTimer(guard: number, nextUs: number): void {
    const timer = this.#core.layout.guard + guard;
    if (nextUs === Infinity) this.#core.timers.clear(timer);
    else if (this.#core.timers.deadlineUs(timer) !== nextUs) this.#core.timers.set(timer, nextUs);
  }
}
