import type { OperatorRequest } from '@understudy/core';
import type { Truth } from '@understudy/sim-devices';
import type { Monitor, Violation } from '@understudy/twin';

/** Several monitors as one. */
export class MonitorChain implements Monitor {
  readonly #monitors: readonly Monitor[];

  constructor(monitors: readonly Monitor[]) {
    this.#monitors = monitors;
  }

  message(atUs: number, from: string, topic: string, payload: string, retain: boolean): void {
    for (const monitor of this.#monitors) monitor.message?.(atUs, from, topic, payload, retain);
  }
  changed(atUs: number, plant: string, truth: Truth): void {
    for (const monitor of this.#monitors) monitor.changed?.(atUs, plant, truth);
  }
  operator(atUs: number, by: string, request: OperatorRequest): void {
    for (const monitor of this.#monitors) monitor.operator?.(atUs, by, request);
  }
  nextAtUs(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const monitor of this.#monitors) next = Math.min(next, monitor.nextAtUs?.() ?? Number.POSITIVE_INFINITY);
    return next;
  }
  due(atUs: number): void {
    for (const monitor of this.#monitors) {
      if ((monitor.nextAtUs?.() ?? Number.POSITIVE_INFINITY) <= atUs) monitor.due?.(atUs);
    }
  }
  finish(atUs: number): readonly Violation[] {
    return this.#monitors.flatMap((monitor) => monitor.finish(atUs)).sort((one, other) => one.atUs - other.atUs);
  }
}
