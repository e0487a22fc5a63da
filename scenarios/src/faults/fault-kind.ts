/** What a fault is: data that says what it can hit and how hard, and the hand that does it to a running room. */
import type { VirtualSession } from '@understudy/twin';
import type { RoomIndex } from '../monitors/room-index.ts';
import type { FaultRecord } from '../scenario/schema.ts';

export const FAULT_GROUPS = ['network', 'controller', 'sensor', 'actuator', 'engine', 'operator', 'security'] as const;
export type FaultGroup = (typeof FAULT_GROUPS)[number];

/** One number of a fault. `unit` as in the rest of the contract: ms, ppm, percent, count. */
export interface FaultValue {
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly unit: string;
  /** Whole numbers only. Default true. */
  readonly whole?: boolean;
}

/** A fault at work. Counts are evidence: a fault that never fired has tested nothing. */
export interface ActiveFault {
  /** How often it really did something: messages lost, reads falsified, resets made. */
  readonly fired: number;
  /** When it wants `due` next, in µs from power-on; Infinity or absent for never. */
  readonly nextAtUs?: number;
  due?(atUs: number): void;
  /** Takes it away: everything is as sound as before. Called once, also when the run ends. */
  heal(atUs: number): void;
}

export interface FaultContext {
  readonly session: VirtualSession;
  readonly index: RoomIndex;
  /** 32 bits of this record's own: what the fault draws comes from here. */
  readonly seed: number;
}

/** Numbers of invariants, each with the reason why it cannot be kept. */
export type Excuses = Readonly<Record<number, string>>;

export interface FaultKind {
  /** `group.word`, as in `network.drop`. Stable: scenario files name it. */
  readonly name: string;
  readonly group: FaultGroup;
  /** A line for reports. */
  readonly title: string;
  readonly values: Readonly<Record<string, FaultValue>>;
  /**
   * Longest and usual length in ms; 0 for what happens once. `least`: it waits for something that the room does, or takes so
   * long by itself; what is drawn at random is not shorter, and often begins with the game, when every room is at work.
   */
  readonly forMs: { readonly max: number; readonly default: number; readonly least?: number };
  /** What its people have in hand until they are done, and who keeps the game going leaves to them: a button, a device, or resetting safety. */
  readonly attends?: 'button' | 'device' | 'reset';
  /** What it can hit in this room; `['']` for the one broker or engine, empty when it does not apply. */
  targets(index: RoomIndex): readonly string[];
  /**
   * Numbers of the invariants that no system can keep while this fault is at work on its target, each with its reason.
   * They are not judged from its beginning until 30 s after it is healed. Safety in the room's physics (1, 2) is never among them.
   */
  readonly excuses?: Excuses | ((target: string) => Excuses);
  /** Begins the fault, at the record's instant. `values` is complete and in range. */
  begin(context: FaultContext, record: FaultRecord, values: Readonly<Record<string, number>>): ActiveFault;
}

/** Numbers of the invariants that a fault excuses on its target. */
export function excusesOf({ excuses }: FaultKind, target: string): readonly number[] {
  return Object.keys((typeof excuses === 'function' ? excuses(target) : excuses) ?? {}).map(Number);
}
