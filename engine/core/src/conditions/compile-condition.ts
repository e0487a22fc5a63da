/**
 * Conditions as clause tables. Every guard (a WAIT, a BRANCH case, an interlock) owns its own clauses, because temporal
 * clauses remember; clauses of one guard lie behind one another, children before their parent.
 */
import type { Condition, Scalar } from '@understudy/contract';
import { EngineError } from '../errors.ts';

/** Looks up ids of the room; throws EngineError ROOM_REFERENCE for unknown ones. */
export interface ConditionNames {
  device(id: string): number;
  objective(id: string): number;
}

/** A leaf or an inner clause. `children` are clause indices. */
export type Clause =
  | {
      readonly kind: 'pointer';
      readonly device: number;
      /** The path into the state; a condition's `property` is a path of one. */
      readonly path: readonly string[];
      readonly test: 'equals' | 'above' | 'below';
      readonly value: Scalar;
    }
  | { readonly kind: 'grown'; readonly device: number; readonly path: readonly string[]; readonly by: number }
  | { readonly kind: 'online'; readonly device: number; readonly value: boolean }
  | { readonly kind: 'solved'; readonly objective: number; readonly value: boolean }
  | { readonly kind: 'all' | 'any'; readonly children: readonly number[] }
  | { readonly kind: 'not'; readonly child: number }
  | { readonly kind: 'heldFor' | 'within'; readonly us: number; readonly child: number }
  | { readonly kind: 'count'; readonly times: number; readonly us: number; readonly child: number }
  | { readonly kind: 'sequence'; readonly us: number; readonly children: readonly number[] };

/** A clause that reads the room itself. */
export function isLeaf({ kind }: Clause): boolean {
  return kind === 'pointer' || kind === 'grown' || kind === 'online' || kind === 'solved';
}

export interface CompiledGuard {
  readonly index: number;
  /** The clauses of the guard are first..root. */
  readonly first: number;
  readonly root: number;
}

export interface GuardTable {
  readonly clauses: readonly Clause[];
  readonly guards: readonly CompiledGuard[];
  /** Guards that read a device, by device; and those that read objectives. */
  readonly byDevice: ReadonlyMap<number, readonly number[]>;
  readonly byObjective: readonly number[];
}

const US_PER_MS = 1000;

/** Collects the guards of a room. */
export class GuardCompiler {
  readonly #names: ConditionNames;
  readonly #clauses: Clause[] = [];
  readonly #guards: CompiledGuard[] = [];
  readonly #byDevice = new Map<number, number[]>();
  readonly #byObjective: number[] = [];

  constructor(names: ConditionNames) {
    this.#names = names;
  }

  /** Adds a guard for a condition of the room file and returns its index. */
  condition(condition: Condition): number {
    return this.#guard(() => this.#compile(condition));
  }

  /** Adds a guard that compares one place in a device's state (JSON pointer) and returns its index. */
  pointer(device: number, pointer: string, value: Scalar): number {
    const path = pointer
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    return this.#guard(() => this.#add({ kind: 'pointer', device, path, test: 'equals', value }));
  }

  table(): GuardTable {
    return {
      clauses: this.#clauses,
      guards: this.#guards,
      byDevice: this.#byDevice,
      byObjective: this.#byObjective,
    };
  }

  #guard(compile: () => number): number {
    const index = this.#guards.length;
    const first = this.#clauses.length;
    const root = compile();
    this.#guards.push({ index, first, root });
    for (const clause of this.#clauses.slice(first)) this.#watch(clause, index);
    return index;
  }

  #watch(clause: Clause, guard: number): void {
    if (clause.kind === 'solved') {
      if (!this.#byObjective.includes(guard)) this.#byObjective.push(guard);
    } else if (clause.kind === 'pointer' || clause.kind === 'grown' || clause.kind === 'online') {
      const list = this.#byDevice.get(clause.device) ?? [];
      if (!list.includes(guard)) list.push(guard);
      this.#byDevice.set(clause.device, list);
    }
  }

  #add(clause: Clause): number {
    return this.#clauses.push(clause) - 1;
  }

  #compile(condition: Condition): number {
    if ('property' in condition) return this.#property(condition);
    if ('online' in condition) {
      return this.#add({ kind: 'online', device: this.#names.device(condition.device), value: condition.online });
    }
    if ('objective' in condition) {
      const objective = this.#names.objective(condition.objective);
      return this.#add({ kind: 'solved', objective, value: condition.solved });
    }
    if ('all' in condition) return this.#add({ kind: 'all', children: condition.all.map((one) => this.#compile(one)) });
    if ('any' in condition) return this.#add({ kind: 'any', children: condition.any.map((one) => this.#compile(one)) });
    if ('not' in condition) return this.#add({ kind: 'not', child: this.#compile(condition.not) });
    return this.#temporal(condition);
  }

  #property(condition: Extract<Condition, { property: string }>): number {
    const device = this.#names.device(condition.device);
    const path = [condition.property];
    if ('grown' in condition) return this.#add({ kind: 'grown', device, path, by: condition.grown });
    if ('equals' in condition)
      return this.#add({ kind: 'pointer', device, path, test: 'equals', value: condition.equals });
    if ('above' in condition)
      return this.#add({ kind: 'pointer', device, path, test: 'above', value: condition.above });
    return this.#add({ kind: 'pointer', device, path, test: 'below', value: condition.below });
  }

  #temporal(condition: Condition): number {
    if ('heldFor' in condition) {
      const { ms, condition: inner } = condition.heldFor;
      return this.#add({ kind: 'heldFor', us: ms * US_PER_MS, child: this.#compile(inner) });
    }
    if ('within' in condition) {
      const { ms, condition: inner } = condition.within;
      return this.#add({ kind: 'within', us: ms * US_PER_MS, child: this.#compile(inner) });
    }
    if ('count' in condition) {
      const { times, ms, condition: inner } = condition.count;
      const us = ms === undefined ? Infinity : ms * US_PER_MS;
      return this.#add({ kind: 'count', times, us, child: this.#compile(inner) });
    }
    if ('sequence' in condition) {
      const { steps, ms } = condition.sequence;
      const us = ms === undefined ? Infinity : ms * US_PER_MS;
      return this.#add({ kind: 'sequence', us, children: steps.map((one) => this.#compile(one)) });
    }
    throw new EngineError('ROOM_INVALID', 'condition', 'a condition of the contract', Object.keys(condition).join());
  }
}
