/** Invariants 8 and 9 as far as people's holds go: what a person has taken is theirs until they give it back. */
import { COMMON_OPERATIONS } from '@understudy/contract';
import { Disturbance } from './disturbance.ts';
import { type Debt, HeldOutput } from './held-output.ts';
import { Invariant } from './invariant.ts';
import { PeopleRequests } from './people-requests.ts';
import { findOperation, type IndexedUnit, isSafetyOperation, type RoomIndex } from './room-index.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

const QUIET_US = 30_000_000;

/**
 * An output is judged as the instant leaves it: a group that is sent again takes units along that have something newer, which
 * follows at once. So what a command has left wrong is told of at the engine's next status, when it is known, too, which nodes
 * began in the same step.
 */
abstract class Holds extends Invariant {
  readonly hears = ['operator', 'fault', 'command', 'status', 'injected', 'healed'] as const;
  readonly #index: RoomIndex;
  readonly #disturbance = new Disturbance('network', 'engine', 'security');
  readonly #outputs = new Map<IndexedUnit, HeldOutput>();
  /** What the game wanted of an output that nothing has been sent to so far. */
  #lowerOp: string | undefined = '';
  readonly #sent = new Set<string>();
  readonly #requests = new PeopleRequests();
  #releasedAtUs = Number.NEGATIVE_INFINITY;
  #activeNodes: readonly string[] = [];
  #epoch: number | undefined;

  constructor(index: RoomIndex) {
    super();
    this.#index = index;
  }

  onEvent(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'operator') this.#onOperator(event);
    else if (event.kind === 'fault') this.#requests.onFault(event);
    else if (event.kind === 'status') this.#onStatus(event);
    else if (event.kind === 'command' && event.from === 'engine') this.#onCommand(event);
  }

  /** A command has left an output that a person holds at what nobody holds it for, or at what is not their newest. */
  protected onHeld(_event: EventOf<'command'>): void {}
  /** A command on a release has left an output at what no node asks for, nor what the game wanted last: `lowerOp`. */
  protected onRegained(_event: EventOf<'command'>, _lowerOp: string): void {}

  #onOperator(event: EventOf<'operator'>): void {
    this.#requests.onOperator(event);
    if (event.action !== 'RELEASE') return;
    const isFurther = this.#releasedAtUs === event.atUs;
    this.#releasedAtUs = event.atUs;
    for (const output of this.#outputs.values()) output.release(event.target, event.atUs, isFurther);
  }

  /** A latch wipes every hold, and all that the game wanted. An engine that begins anew may know of it: how much, who knows. */
  #onStatus({ epoch, latched, activeNodes }: EventOf<'status'>): void {
    const last = this.#epoch ?? epoch;
    // One that has been replaced and does not know it still gives its account.
    if (epoch < last) return;
    this.#epoch = epoch;
    this.#activeNodes = activeNodes;
    if (epoch === last) this.#judge();
    if (!latched && epoch === last) return;
    this.#outputs.clear();
    this.#lowerOp = latched ? '' : undefined;
  }

  /** A command is told of once, however many outputs it has left wrong. */
  #judge(): void {
    const debts = new Map<EventOf<'command'>, Debt>();
    for (const output of this.#outputs.values()) {
      const { debt } = output;
      output.debt = undefined;
      if (debt === undefined || debts.has(debt.event)) continue;
      if (debt.isHeld || !this.#isAskedFor(debt.event)) debts.set(debt.event, debt);
    }
    for (const { event, isHeld, op } of debts.values()) {
      if (isHeld) this.onHeld(event);
      else this.onRegained(event, op);
    }
  }

  #onCommand(event: EventOf<'command'>): void {
    const { device, op, commandId } = event.command;
    if (this.#sent.has(commandId)) return;
    this.#sent.add(commandId);
    const persons = this.#requests.take(event);
    if (Object.hasOwn(COMMON_OPERATIONS, op)) return;
    const units = findOperation(this.#index, device, op)?.units ?? [];
    const outputs = units.map((unit) => this.#outputOf(unit));
    if (isSafetyOperation(this.#index, device, op)) {
      for (const output of outputs) output.settle(event);
    } else if (persons === undefined) {
      this.#onDriven(event, outputs);
    } else {
      for (const output of outputs) {
        if (persons.givenBackAtUs === undefined) output.hold({ device, op, units }, event);
        else output.sentAfterRelease(persons.givenBackAtUs, event);
      }
    }
  }

  #onDriven(event: EventOf<'command'>, outputs: readonly HeldOutput[]): void {
    const isJudged = this.#disturbance.quietSince(event.atUs - QUIET_US);
    const isRegain = outputs.some((output) => output.isRegainedBy(event));
    const driven = { event, isRegain, isAsked: this.#isAskedFor(event), isJudged };
    const taken = outputs.filter((output) => output.drive(driven));
    if (taken.length > 0) this.onHeld(event);
  }

  /** Whether a node under way asks for just this. */
  #isAskedFor({ command: { device, op } }: EventOf<'command'>): boolean {
    const { nodes } = this.#index.room.graph;
    return this.#activeNodes.some((id) => {
      const node = nodes[id];
      return node?.kind === 'DISPATCH' && node.device === device && node.parameters.op === op;
    });
  }

  #outputOf(unit: IndexedUnit): HeldOutput {
    const output = this.#outputs.get(unit) ?? new HeldOutput(this.#lowerOp);
    this.#outputs.set(unit, output);
    return output;
  }
}

/** 8, the second layer: the game sends nothing to an output that a person holds. */
export class OneOwner extends Holds {
  readonly number = 8;
  readonly title = 'An output that a person holds has no other owner';

  protected override onHeld({ atUs, command: { device, op } }: EventOf<'command'>): void {
    this.breach(atUs, `${op} was sent to ${device} while a person holds its output`);
  }
}

/** 9: what the game sends after a release is what it wants now, or wanted last: never something older. */
export class CurrentIntent extends Holds {
  readonly number = 9;
  readonly title = 'After a release the current intent goes out, not an old one';

  protected override onRegained({ atUs, command: { device, op } }: EventOf<'command'>, lowerOp: string): void {
    const last = lowerOp || 'nothing';
    this.breach(atUs, `${op} was sent to ${device} on release; what the game wanted last is ${last}`);
  }
}
