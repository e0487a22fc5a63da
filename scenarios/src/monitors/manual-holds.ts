/** Invariants 8 and 9 as far as people's holds go: what a person has taken is theirs until they give it back. */
import { COMMON_OPERATIONS } from '@understudy/contract';
import { Disturbance } from './disturbance.ts';
import { Invariant } from './invariant.ts';
import { findOperation, type IndexedUnit, isSafetyOperation, type RoomIndex } from './room-index.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

const QUIET_US = 30_000_000;
/** A person's request becomes a command at once, and so does what goes on after a release. */
const AT_ONCE_US = 100_000;

const NEVER_ASKED = { atUs: Number.NEGATIVE_INFINITY, times: 0 };

/** One output: who holds it, and what the layers below wanted of it last. */
interface Output {
  /** What people hold it for, by the device that they asked for; the last is in force, and may be sent again. */
  readonly holds: Map<string, string>;
  releasedAtUs: number;
  lowerOp: string;
}

abstract class Holds extends Invariant {
  readonly hears = ['operator', 'command', 'status', 'injected', 'healed'] as const;
  protected activeNodes: readonly string[] = [];
  readonly #index: RoomIndex;
  readonly #disturbance = new Disturbance('network', 'engine', 'security');
  readonly #outputs = new Map<IndexedUnit, Output>();
  readonly #sent = new Set<string>();
  /** When a person last asked for an operation, by device and op, and how often at once: of several in one step each is sent. */
  readonly #asked = new Map<string, { readonly atUs: number; readonly times: number }>();
  /** When people gave a device back last: a request of before then holds nothing, also when its command comes after. */
  readonly #givenBackAtUs = new Map<string, number>();
  #status: EventOf<'status'> | undefined;

  constructor(index: RoomIndex) {
    super();
    this.#index = index;
  }

  onEvent(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'operator') this.#onOperator(event);
    else if (event.kind === 'status') this.#onStatus(event);
    else if (event.kind === 'command' && event.from === 'engine') this.#onCommand(event);
  }

  /** A command of the game for an output that a person holds. */
  protected onHeld(_event: EventOf<'command'>): void {}
  /** The first command of the game for an output after a person gave it back; `lowerOp`: what the game had sent last. */
  protected onRegained(_event: EventOf<'command'>, _lowerOp: string): void {}

  /** Whether a node under way asks for just this. */
  protected isAskedFor(device: string, op: string): boolean {
    const { nodes } = this.#index.room.graph;
    return this.activeNodes.some((id) => {
      const node = nodes[id];
      return node?.kind === 'DISPATCH' && node.device === device && node.parameters.op === op;
    });
  }

  #onOperator(event: EventOf<'operator'>): void {
    if (event.action === 'DISPATCH') this.#onAsked(`${event.target} ${event.op}`, event.atUs);
    if (event.action !== 'RELEASE') return;
    this.#givenBackAtUs.set(event.target, event.atUs);
    for (const output of this.#outputs.values()) {
      if (output.holds.delete(event.target)) output.releasedAtUs = event.atUs;
    }
  }

  #onAsked(request: string, atUs: number): void {
    const before = this.#asked.get(request) ?? NEVER_ASKED;
    this.#asked.set(request, { atUs, times: 1 + (atUs - before.atUs <= AT_ONCE_US ? before.times : 0) });
  }

  /** A latch wipes every hold, and so does an engine that begins anew. */
  #onStatus(event: EventOf<'status'>): void {
    this.activeNodes = event.activeNodes;
    const last = this.#status;
    this.#status = event;
    if (event.latched || (last !== undefined && last.epoch !== event.epoch)) this.#outputs.clear();
  }

  #onCommand(event: EventOf<'command'>): void {
    const { atUs, command } = event;
    const { device, op, commandId } = command;
    if (this.#sent.has(commandId) || Object.hasOwn(COMMON_OPERATIONS, op)) return;
    this.#sent.add(commandId);
    const request = `${device} ${op}`;
    const { atUs: askedAtUs, times } = this.#asked.get(request) ?? NEVER_ASKED;
    const isPersons = times > 0 && atUs - askedAtUs <= AT_ONCE_US;
    const givenBackAtUs = this.#givenBackAtUs.get(device) ?? Number.NEGATIVE_INFINITY;
    if (isPersons) this.#asked.set(request, { atUs: askedAtUs, times: times - 1 });
    const isSafety = isSafetyOperation(this.#index, device, op);
    let told = isSafety || isPersons || !this.#disturbance.quietSince(atUs - QUIET_US);
    const units = findOperation(this.#index, device, op)?.units ?? [];
    for (const unit of units) {
      const output = this.#outputOf(unit);
      if (!isPersons && !isSafety) {
        const isHeld = output.holds.size > 0 && op !== [...output.holds.values()].at(-1);
        const isRegained = output.holds.size === 0 && atUs - output.releasedAtUs <= AT_ONCE_US;
        if (!told && isHeld) this.onHeld(event);
        else if (!told && isRegained) this.onRegained(event, output.lowerOp);
        told ||= isHeld || isRegained;
      }
      if (isSafety) continue;
      output.releasedAtUs = Number.NEGATIVE_INFINITY;
      if (!isPersons) {
        // What a person still holds it for is sent again when another hold ends; the layers below had no part in it.
        if (output.holds.get(device) !== op) output.lowerOp = op;
      } else if (givenBackAtUs >= askedAtUs) {
        output.releasedAtUs = givenBackAtUs;
      } else {
        output.holds.delete(device);
        output.holds.set(device, op);
      }
    }
  }

  #outputOf(unit: IndexedUnit): Output {
    let output = this.#outputs.get(unit);
    if (output === undefined) {
      output = { holds: new Map(), releasedAtUs: Number.NEGATIVE_INFINITY, lowerOp: '' };
      this.#outputs.set(unit, output);
    }
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

  /** Commands on a release that no node asked for so far: one that begins in the same step shows in the status at its end. */
  #unasked: { readonly event: EventOf<'command'>; readonly lowerOp: string }[] = [];

  override onEvent(event: WatchEvent): void {
    super.onEvent(event);
    if (event.kind === 'status' && this.#unasked.length > 0) this.#judge();
  }

  protected override onRegained(event: EventOf<'command'>, lowerOp: string): void {
    const { device, op } = event.command;
    if (op !== lowerOp && !this.isAskedFor(device, op)) this.#unasked.push({ event, lowerOp });
  }

  #judge(): void {
    for (const { event, lowerOp } of this.#unasked) {
      const { device, op } = event.command;
      if (this.isAskedFor(device, op)) continue;
      const last = lowerOp || 'nothing';
      this.breach(event.atUs, `${op} was sent to ${device} on release; what the game wanted last is ${last}`);
    }
    this.#unasked = [];
  }
}
