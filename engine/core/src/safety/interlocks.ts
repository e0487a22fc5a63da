/** The room's rules at work: what is forbidden now, what is forced while a condition holds, and what excludes what. */

import { SAFETY } from '../arbitration/outputs.ts';
import { type CompiledInterlock, NONE, type RuleOperation } from '../compile/compiled-room.ts';
import type { Core } from '../core.ts';
import { at } from '../errors.ts';
import { interlockEnded } from '../graph/dispatch-node.ts';

export class Interlocks {
  readonly #core: Core;
  /** Devices that each interlock reads. */
  readonly #sources: readonly (readonly number[])[];

  constructor(core: Core) {
    this.#core = core;
    const { interlocks, guards } = core.room;
    this.#sources = interlocks.map(({ guard }) =>
      [...guards.byDevice].flatMap(([device, readers]) => (readers.includes(guard) ? [device] : [])),
    );
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
    for (const { index, id, forbid } of this.#core.room.interlocks) {
      if (!forbid.some((one) => matches(one, device, operation))) continue;
      if (this.holds(index) || this.#isInDoubt(index)) return reasonOf(id);
    }
    for (const { id, members } of this.#core.room.exclusives) {
      if (!members.some((one) => matches(one, device, operation))) continue;
      if (members.some((one) => one.device !== device && this.#isInEffect(one))) return `EXCLUSIVE:${id}`;
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
    if (holds) this.#begin(interlock);
    else this.#end(interlock);
  }

  /** A device that interlocks read may be trusted again: paths that they held back try once more. */
  trustChanged(device: number): void {
    for (const { index, id } of this.#core.room.interlocks) {
      if (at(this.#sources, index).includes(device)) interlockEnded(this.#core, reasonOf(id));
    }
  }

  /** After a gap (bus, controller, reset): forces again what must hold. */
  reassert(device: number): void {
    for (const interlock of this.#core.room.interlocks) {
      if (!this.holds(interlock.index)) continue;
      for (const rule of interlock.force) {
        if (rule.device === device) this.#core.dispatcher.requestSafety(device, rule.operation);
      }
    }
  }

  /** What an unseen, offline or faulty device said last enables nothing: the interlock forbids as though it held. */
  #isInDoubt(interlock: number): boolean {
    return !at(this.#sources, interlock).every((device) => this.#core.devices.isTrusted(device));
  }

  #begin({ id, force }: CompiledInterlock): void {
    if (force.length === 0) return;
    this.#core.faults.raise(faultOf(id), {
      kind: 'INTERLOCK_FORCED',
      severity: 'WARN',
      message: `Interlock ${id} holds: its safe operations are forced`,
      details: { interlock: id },
    });
    for (const { device, operation } of force) this.#core.dispatcher.requestSafety(device, operation);
  }

  /** Paths that it held back go on. While the room is latched the safety layer keeps what it has. */
  #end({ id, force }: CompiledInterlock): void {
    interlockEnded(this.#core, reasonOf(id));
    this.#core.faults.close(faultOf(id));
    if (this.#core.safety.latched) return;
    for (const { operation } of force) {
      if (operation.output === NONE || this.#isForced(operation.output)) continue;
      this.#core.dispatcher.release(operation.output, SAFETY);
    }
  }

  /** Whether an interlock that holds forces the output. */
  #isForced(output: number): boolean {
    return this.#core.room.interlocks.some(
      ({ index, force }) => this.holds(index) && force.some(({ operation }) => operation.output === output),
    );
  }

  #isInEffect({ operation }: RuleOperation): boolean {
    return this.#core.outputs.mayBeInEffect(operation.output, operation.name);
  }
}

function faultOf(interlock: string): string {
  return `interlock/${interlock}`;
}

function reasonOf(interlock: string): string {
  return `INTERLOCK:${interlock}`;
}

function matches(rule: RuleOperation, device: number, operation: string): boolean {
  return rule.device === device && rule.operation.name === operation;
}
