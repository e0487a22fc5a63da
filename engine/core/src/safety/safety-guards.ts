/**
 * Safety guards as tables of named booleans: what decides whether a command may leave, whether the latch may go, and
 * whether an interlock holds. Condition coverage counts which combinations a campaign has reached.
 */
import type { Room } from '@understudy/contract';
import { compileRoom } from '../compile/compile-room.ts';
import type { CompiledRoom } from '../compile/compiled-room.ts';
import { type Clause, isLeaf } from '../conditions/compile-condition.ts';
import { at } from '../errors.ts';

export interface SafetyGuard {
  /** Unique in the room: `gate`, `reset_request`, `reset_confirm`, or `interlock/<id>`. */
  readonly id: string;
  /** Its booleans: bit n of what a probe is told stands for the n-th. */
  readonly names: readonly string[];
  /** Combinations that cannot be, as [mask, bits]: those whose bits under the mask are these. */
  readonly never: readonly (readonly [mask: number, bits: number])[];
}

/** Booleans of one guard that are told; more do not fit into the bits of an integer. */
export const GUARD_BITS_MAX = 30;
/** Places of the guards that every room has; the interlocks follow in the order of the room's rules. */
export const GATE_GUARD = 0;
export const RESET_REQUEST_GUARD = 1;
export const RESET_CONFIRM_GUARD = 2;
export const FIRST_INTERLOCK_GUARD = 3;

/** Only CRITICAL commands below the safety layer ask for the last three. */
const GATE: SafetyGuard = {
  id: 'gate',
  names: ['bus_up', 'safety_layer', 'paused', 'critical', 'armed', 'online', 'safe'],
  never: [],
};
const RESET_REQUEST: SafetyGuard = {
  id: 'reset_request',
  names: ['latched', 'resetting', 'bus_up', 'blocked'],
  // A reset is under way only while the room is latched, and a bus that goes down ends it.
  never: [
    [0b0011, 0b0010],
    [0b0110, 0b0010],
  ],
};
const RESET_CONFIRM: SafetyGuard = {
  id: 'reset_confirm',
  names: ['good_token', 'same_person', 'bus_up', 'blocked'],
  // A bus that goes down voids the request, and with it the token and who asked.
  never: [
    [0b0101, 0b0001],
    [0b0110, 0b0010],
  ],
};

/**
 * The safety guards of a room, in the order of a probe's numbers.
 * @throws EngineError ROOM_REFERENCE or ROOM_INVALID for a room that cannot run
 */
export function safetyGuards(room: Room): readonly SafetyGuard[] {
  const compiled = compileRoom(room);
  return [
    GATE,
    RESET_REQUEST,
    RESET_CONFIRM,
    ...compiled.interlocks.map(({ id, guard }) => table(compiled, id, guard)),
  ];
}

/** Booleans as bits, the first the lowest. */
export function pack(...booleans: readonly boolean[]): number {
  return booleans.reduce((bits, one, bit) => (one ? bits | (1 << bit) : bits), 0);
}

function table(room: CompiledRoom, id: string, guard: number): SafetyGuard {
  const { first, root } = at(room.guards.guards, guard);
  const leaves = room.guards.clauses
    .slice(first, root + 1)
    .filter(isLeaf)
    .slice(0, GUARD_BITS_MAX);
  const never: [number, number][] = [];
  leaves.forEach((one, bit) => {
    for (let other = bit + 1; other < leaves.length; other++) {
      const second = at(leaves, other);
      const mask = (1 << bit) | (1 << other);
      if (sameQuestion(one, second)) never.push([mask, 1 << bit], [mask, 1 << other]);
      else if (excludeEachOther(one, second)) never.push([mask, mask]);
    }
  });
  return { id: `interlock/${id}`, names: leaves.map((leaf) => nameOf(room, leaf)), never };
}

function sameQuestion(one: Clause, other: Clause): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** One property cannot equal two values. */
function excludeEachOther(one: Clause, other: Clause): boolean {
  if (one.kind !== 'pointer' || other.kind !== 'pointer' || one.device !== other.device) return false;
  if (one.test !== 'equals' || other.test !== 'equals') return false;
  return one.path.join('/') === other.path.join('/') && one.value !== other.value;
}

function nameOf(room: CompiledRoom, leaf: Clause): string {
  switch (leaf.kind) {
    case 'pointer':
      return `${at(room.devices, leaf.device).id}.${leaf.path.join('/')} ${leaf.test} ${leaf.value}`;
    case 'grown':
      return `${at(room.devices, leaf.device).id}.${leaf.path.join('/')} grown ${leaf.by}`;
    case 'online':
      return `${at(room.devices, leaf.device).id} ${leaf.value ? 'online' : 'offline'}`;
    case 'solved':
      return `${at(room.objectives, leaf.objective).id} ${leaf.value ? 'solved' : 'unsolved'}`;
    default:
      return leaf.kind;
  }
}
