/** What is known of one output: what people hold it for, and what the layers below want of it. */
import type { IndexedUnit } from './room-index.ts';
import type { EventOf } from './watch-event.ts';

type Sent = EventOf<'command'>;

/** A person's request becomes a command at once, and so does what goes on after a release. */
export const AT_ONCE_US = 100_000;
const NEVER_US = Number.NEGATIVE_INFINITY;

/** What a person holds a unit or a group of units for. */
export interface Hold {
  readonly device: string;
  readonly op: string;
  readonly units: readonly IndexedUnit[];
}

/** A command has left the output at another operation than it should be at. Another one of the same instant may bring it right. */
export interface Debt {
  readonly event: Sent;
  /** By a person; otherwise it has been given back. */
  readonly isHeld: boolean;
  /** What the output should be at. */
  readonly op: string;
}

/** A command that no person has asked for. */
export interface Driven {
  readonly event: Sent;
  /** It is the first since a person gave back this output, or another one that it drives too; or of the same instant. */
  readonly isRegain: boolean;
  /** A node under way asks for it. */
  readonly isAsked: boolean;
  readonly isJudged: boolean;
}

export class HeldOutput {
  debt: Debt | undefined;
  /** What the layers below people's wanted last: '' for nothing, undefined while nobody knows. */
  #lowerOp: string | undefined;
  /** The last is in force. The others may be sent again, and what is newer right after them. */
  #holds: readonly Hold[] = [];
  /** Given back as one of several in one instant: the engine may have sent them again for one that it gave back before them. */
  #leaving: readonly Hold[] = [];
  #leftAtUs = NEVER_US;
  #releasedAtUs = NEVER_US;
  /** The instant of the last release's commands, and what the layers below had wanted before it. */
  #regainedInMs = Number.NaN;
  #lowerOpBefore: string | undefined;

  constructor(lowerOp: string | undefined) {
    this.#lowerOp = lowerOp;
  }

  /** Of the same unit or group a newer hold takes the place of an older one, whichever device it was asked of. */
  hold(hold: Hold, event: Sent): void {
    this.settle(event);
    this.#holds = [...this.#holds.filter(({ units }) => !isSame(units, hold.units)), hold];
    this.#releasedAtUs = NEVER_US;
  }

  /** A person's command goes out when they have given the device back already: it holds nothing. */
  sentAfterRelease(releasedAtUs: number, event: Sent): void {
    this.settle(event);
    this.#releasedAtUs = releasedAtUs;
  }

  /** `isFurther`: another device was given back before it in this instant. */
  release(device: string, atUs: number, isFurther: boolean): void {
    const given = this.#holds.filter((hold) => hold.device === device);
    if (given.length === 0) return;
    this.#leaving = isFurther ? [...this.#leaving, ...given] : [];
    this.#leftAtUs = atUs;
    this.#releasedAtUs = atUs;
    this.#holds = this.#holds.filter((hold) => hold.device !== device);
  }

  isRegainedBy(event: Sent): boolean {
    if (this.#holds.length > 0) return false;
    return event.atUs - this.#releasedAtUs <= AT_ONCE_US || instantMs(event) === this.#regainedInMs;
  }

  /** A command that no person has asked for drives it. Returns whether it is no hold's though a person holds the output. */
  drive({ event, isRegain, isAsked, isJudged }: Driven): boolean {
    const { device, op } = event.command;
    const inForce = this.#holds.at(-1);
    // What a person holds it for is sent again when another hold ends; the layers below have no part in it.
    const isOwn = this.#sentAgain(event.atUs).some((hold) => hold.device === device && hold.op === op);
    this.settle(event);
    if (isOwn && inForce === undefined) return false;
    if (isRegain && instantMs(event) !== this.#regainedInMs) {
      this.#regainedInMs = instantMs(event);
      this.#lowerOpBefore = this.#lowerOp;
    }
    this.#releasedAtUs = NEVER_US;
    const wanted = inForce === undefined ? this.#lowerOpBefore : inForce.op;
    if (!isOwn) this.#lowerOp = op;
    if (!isJudged || op === wanted || wanted === undefined) return false;
    if (inForce === undefined ? isRegain && !isAsked : isOwn) this.debt ??= { event, isHeld: isOwn, op: wanted };
    return inForce !== undefined && !isOwn;
  }

  #sentAgain(atUs: number): readonly Hold[] {
    return atUs - this.#leftAtUs <= AT_ONCE_US ? [...this.#holds, ...this.#leaving] : this.#holds;
  }

  /** Another command follows. What one of the same instant had left wrong was only passing. */
  settle(event: Sent): void {
    if (this.debt === undefined || instantMs(this.debt.event) !== instantMs(event)) return;
    if (!this.debt.isHeld) this.#lowerOp = this.debt.op;
    this.debt = undefined;
  }
}

/** What an engine issues in one step carries one time, however the network spreads it. */
function instantMs({ atUs, command }: Sent): number {
  return command.issuedAtMs ?? atUs / 1000;
}

function isSame(units: readonly IndexedUnit[], others: readonly IndexedUnit[]): boolean {
  return units.length === others.length && units.every((unit, place) => unit === others[place]);
}
