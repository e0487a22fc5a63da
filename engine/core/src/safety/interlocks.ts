/** The room's rules at work: what is forbidden now, what is forced while a condition holds, and what excludes what. */

import { SAFETY } from '../arbitration/outputs.ts';
import type { RuleOperation } from '../compile/compiled-room.ts';
import type { Core } from '../core.ts';
import { at } from '../errors.ts';
import { interlockEnded } from '../graph/dispatch-node.ts';

export class Interlocks {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * Arms every interlock that does not hold, so that its temporal clauses count from now: at the start of the engine and
   * of each run. One that holds is left alone: arming it would drop what it forces.
   */
  rearm(): void {
    for (const { index, guard } of this.#core.room.interlocks) {
      if (this.holds(index)) continue;
      if (this.#core.reactions.arm(guard)) this.changed(index, true);
    }
  }

  holds(interlock: number): boolean {
    return this.#core.guards.value(at(this.#core.room.interlocks, interlock).guard);
  }

  /** Why an operation may not be sent now: `INTERLOCK:<id>` or `EXCLUSIVE:<id>`; null when it may. */
  refusal(device: number, operation: string): string | null {
    for (const interlock of this.#core.room.interlocks) {
      if (!this.holds(interlock.index)) continue;
      if (interlock.forbid.some((one) => matches(one, device, operation))) return reasonOf(interlock.id);
    }
    for (const { id, members } of this.#core.room.exclusives) {
      if (!members.some((one) => matches(one, device, operation))) continue;
      if (members.some((one) => one.device !== device && this.#inEffect(one))) return `EXCLUSIVE:${id}`;
    }
    return null;
  }

  /** How long a path that was refused for `reason` waits for its end, in µs; 0: not at all. */
  holdUs(reason: string): number {
    return this.#core.room.interlocks.find(({ id }) => reason === reasonOf(id))?.holdUs ?? 0;
  }

  /** An interlock began or ceased to hold: its forced operations go out on the safety layer, or are given back. */
  changed(index: number, holds: boolean): void {
    const interlock = at(this.#core.room.interlocks, index);
    const key = `interlock/${interlock.id}`;
    if (!holds && interlock.holdUs > 0) interlockEnded(this.#core, reasonOf(interlock.id));
    if (interlock.force.length === 0) return;
    if (holds) {
      this.#core.faults.raise(key, {
        kind: 'INTERLOCK_FORCED',
        severity: 'WARN',
        message: `Interlock ${interlock.id} holds: its safe operations are forced`,
        details: { interlock: interlock.id },
      });
      for (const rule of interlock.force) this.#core.dispatcher.requestSafety(rule.device, rule.operation, true);
      return;
    }
    this.#core.faults.close(key);
    if (this.#core.safety.latched) return;
    for (const rule of interlock.force) {
      if (this.#forcedByAnother(index, rule)) continue;
      if (rule.operation.output >= 0) this.#core.dispatcher.release(rule.operation.output, SAFETY);
    }
  }

  /** After a gap (bus, controller, reset): forces again what must hold. */
  reassert(device: number): void {
    for (const interlock of this.#core.room.interlocks) {
      if (!this.holds(interlock.index)) continue;
      for (const rule of interlock.force) {
        if (rule.device === device) this.#core.dispatcher.requestSafety(device, rule.operation, true);
      }
    }
  }

  #forcedByAnother(index: number, rule: RuleOperation): boolean {
    return this.#core.room.interlocks.some(
      (other) =>
        other.index !== index &&
        this.holds(other.index) &&
        other.force.some((one) => one.operation.output === rule.operation.output && one.operation.output >= 0),
    );
  }

  #inEffect(rule: RuleOperation): boolean {
    const { output, name } = rule.operation;
    return output >= 0 && this.#core.outputs.lastOperation(output) === name;
  }
}

function reasonOf(interlock: string): string {
  return `INTERLOCK:${interlock}`;
}

function matches(rule: RuleOperation, device: number, operation: string): boolean {
  return rule.device === device && rule.operation.name === operation;
}
