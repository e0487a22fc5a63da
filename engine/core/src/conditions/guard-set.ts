/**
 * The guards at work. A guard is armed, then evaluated at every event that it reads and at the instants that its own
 * clauses ask for; the temporal semantics are written in this folder's README and tested against a naive oracle.
 */
import type { Scalar } from '@understudy/contract';
import { at } from '../errors.ts';
import { type Clause, type GuardTable, isLeaf } from './compile-condition.ts';

/** What conditions read. */
export interface Facts {
  /** The device's last state, or undefined when none is known. */
  state(device: number): Readonly<Record<string, unknown>> | undefined;
  online(device: number): boolean;
  solved(objective: number): boolean;
}

/** Memory of one clause; which fields are used depends on its kind. */
interface Memory {
  /** Value at the last evaluation. */
  last: boolean;
  /** heldFor: since when the child holds; within: when armed; sequence: first step's instant. -1: none. */
  sinceUs: number;
  /** within, count, sequence, grown: reached, and stays so. */
  latched: boolean;
  /** sequence: steps done. */
  progress: number;
  /** count: instants of the rises that still matter, oldest first. grown: the number to grow from, once one is known. */
  rises: number[];
  /** Of a clause that is a step of a sequence: its own value at the last evaluation. */
  step: boolean;
}

/** Saved form of a guard: armed, value, and memory of each clause as [last, since, latched, progress, rises, step]. */
export type SavedGuard = [number, boolean, [boolean, number, boolean, number, number[], boolean][]];

export class GuardSet {
  readonly #table: GuardTable;
  readonly #facts: Facts;
  readonly #memories: Memory[];
  readonly #armed: Uint8Array;
  readonly #values: Uint8Array;
  #nowUs = 0;
  #nextUs = Infinity;
  #arming = false;

  constructor(table: GuardTable, facts: Facts) {
    this.#table = table;
    this.#facts = facts;
    this.#memories = table.clauses.map(() => blank());
    this.#armed = new Uint8Array(table.guards.length);
    this.#values = new Uint8Array(table.guards.length);
  }

  armed(guard: number): boolean {
    return this.#armed[guard] === 1;
  }

  /** The value at the last evaluation. */
  value(guard: number): boolean {
    return this.#values[guard] === 1;
  }

  /** Guards that read the device, armed or not. */
  readersOf(device: number): readonly number[] {
    return this.#table.byDevice.get(device) ?? EMPTY;
  }

  readersOfObjectives(): readonly number[] {
    return this.#table.byObjective;
  }

  /** Forgets all memory and evaluates: temporal clauses count from `nowUs`. */
  arm(guard: number, nowUs: number): boolean {
    const { first, root } = at(this.#table.guards, guard);
    for (let clause = first; clause <= root; clause++) this.#memories[clause] = blank(nowUs);
    this.#armed[guard] = 1;
    this.#arming = true;
    const value = this.evaluate(guard, nowUs);
    this.#arming = false;
    return value;
  }

  disarm(guard: number): void {
    this.#armed[guard] = 0;
    this.#values[guard] = 0;
  }

  /** Takes the facts of this instant into account. `nextUs` then says when time alone may change the value. */
  evaluate(guard: number, nowUs: number): boolean {
    this.#nowUs = nowUs;
    this.#nextUs = Infinity;
    const value = this.#evaluate(at(this.#table.guards, guard).root);
    this.#values[guard] = value ? 1 : 0;
    return value;
  }

  /** The leaves of the guard as bits, in their order: what it read, without taking anything into account. For probes. */
  leafBits(guard: number, leavesMax: number): number {
    const { first, root } = at(this.#table.guards, guard);
    let bits = 0;
    let leaf = 0;
    for (let index = first; index <= root && leaf < leavesMax; index++) {
      const clause = at(this.#table.clauses, index);
      if (!isLeaf(clause)) continue;
      const value = clause.kind === 'grown' ? at(this.#memories, index).latched : this.#evaluate(index);
      if (value) bits |= 1 << leaf;
      leaf++;
    }
    return bits;
  }

  /** After `arm` or `evaluate`: the next instant at which the guard must be evaluated although nothing happened. */
  get nextUs(): number {
    return this.#nextUs;
  }

  save(): SavedGuard[] {
    const saved: SavedGuard[] = [];
    for (const { index, first, root } of this.#table.guards) {
      if (this.#armed[index] !== 1) continue;
      const memories = this.#memories.slice(first, root + 1);
      saved.push([
        index,
        this.value(index),
        memories.map((one) => [one.last, one.sinceUs, one.latched, one.progress, [...one.rises], one.step]),
      ]);
    }
    return saved;
  }

  load(saved: readonly SavedGuard[]): void {
    this.#armed.fill(0);
    this.#values.fill(0);
    for (const [index, value, memories] of saved) {
      const { first } = at(this.#table.guards, index);
      this.#armed[index] = 1;
      this.#values[index] = value ? 1 : 0;
      memories.forEach(([last, sinceUs, latched, progress, rises, step], offset) => {
        this.#memories[first + offset] = { last, sinceUs, latched, progress, rises: [...rises], step };
      });
    }
  }

  /** Children are always evaluated, all of them: a clause that is skipped would miss a rise. */
  #evaluate(index: number): boolean {
    const clause = at(this.#table.clauses, index);
    switch (clause.kind) {
      case 'pointer':
        return test(clause, lookUp(this.#facts.state(clause.device), clause.path));
      case 'online':
        return this.#facts.online(clause.device) === clause.value;
      case 'solved':
        return this.#facts.solved(clause.objective) === clause.value;
      case 'all': {
        let all = true;
        for (const child of clause.children) if (!this.#evaluate(child)) all = false;
        return all;
      }
      case 'any': {
        let any = false;
        for (const child of clause.children) if (this.#evaluate(child)) any = true;
        return any;
      }
      case 'not':
        return !this.#evaluate(clause.child);
      default:
        return this.#temporal(clause, at(this.#memories, index));
    }
  }

  #temporal(clause: TemporalClause, memory: Memory): boolean {
    switch (clause.kind) {
      case 'heldFor':
        return this.#heldFor(clause.us, this.#evaluate(clause.child), memory);
      case 'grown':
        return this.#grown(clause, memory);
      case 'within': {
        const child = this.#evaluate(clause.child);
        if (child && this.#nowUs <= memory.sinceUs + clause.us) memory.latched = true;
        return memory.latched;
      }
      case 'count':
        return this.#count(clause, this.#evaluate(clause.child), memory);
      case 'sequence':
        return this.#sequence(clause, memory);
    }
  }

  #heldFor(us: number, child: boolean, memory: Memory): boolean {
    if (!child) {
      memory.last = false;
      return false;
    }
    if (!memory.last) {
      memory.last = true;
      memory.sinceUs = this.#nowUs;
    }
    const atUs = memory.sinceUs + us;
    if (this.#nowUs >= atUs) return true;
    this.#nextUs = Math.min(this.#nextUs, atUs);
    return false;
  }

  #count(clause: { times: number; us: number }, child: boolean, memory: Memory): boolean {
    const rose = child && !memory.last && !this.#arming;
    memory.last = child;
    if (!rose || memory.latched) return memory.latched;
    memory.rises.push(this.#nowUs);
    if (memory.rises.length > clause.times) memory.rises.shift();
    const oldest = memory.rises[0] ?? 0;
    if (memory.rises.length === clause.times && this.#nowUs - oldest <= clause.us) memory.latched = true;
    return memory.latched;
  }

  #grown(clause: { device: number; path: readonly string[]; by: number }, memory: Memory): boolean {
    const seen = lookUp(this.#facts.state(clause.device), clause.path);
    if (typeof seen !== 'number') return memory.latched;
    const [from = seen] = memory.rises;
    if (memory.rises.length === 0 || seen < from) memory.rises[0] = seen;
    if (seen - from >= clause.by) memory.latched = true;
    return memory.latched;
  }

  #sequence(clause: { us: number; children: readonly number[] }, memory: Memory): boolean {
    if (memory.progress > 0 && this.#nowUs - memory.sinceUs > clause.us) memory.progress = 0;
    let roseAny = false;
    let roseFirst = false;
    let roseExpected = false;
    for (let step = 0; step < clause.children.length; step++) {
      const child = at(clause.children, step);
      const own = at(this.#memories, child);
      const before = own.step;
      const value = this.#evaluate(child);
      own.step = value;
      if (!value || before || this.#arming) continue;
      roseAny = true;
      if (step === 0) roseFirst = true;
      if (step === memory.progress) roseExpected = true;
    }
    if (memory.latched || !roseAny) return memory.latched;
    if (roseExpected) memory.progress++;
    else memory.progress = roseFirst ? 1 : 0;
    if (memory.progress === 1) memory.sinceUs = this.#nowUs;
    if (memory.progress === clause.children.length) memory.latched = true;
    return memory.latched;
  }
}

type PointerClause = Extract<Clause, { kind: 'pointer' }>;
type TemporalClause = Extract<Clause, { kind: 'heldFor' | 'within' | 'count' | 'sequence' | 'grown' }>;

const EMPTY: readonly number[] = [];

function blank(nowUs = 0): Memory {
  return { last: false, sinceUs: nowUs, latched: false, progress: 0, rises: [], step: false };
}

/** A place that is not there equals nothing, and is neither above nor below. */
function test(clause: PointerClause, seen: unknown): boolean {
  if (clause.test === 'equals') return seen === clause.value;
  if (typeof seen !== 'number' || typeof clause.value !== 'number') return false;
  return clause.test === 'above' ? seen > clause.value : seen < clause.value;
}

function lookUp(state: unknown, path: readonly string[]): Scalar | undefined {
  let place = state;
  for (const key of path) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, key)) return undefined;
    place = (place as Readonly<Record<string, unknown>>)[key];
  }
  return typeof place === 'boolean' || typeof place === 'number' || typeof place === 'string' ? place : undefined;
}
