/** A room as the engine runs it: ids are small integers, references are resolved, conditions are clause tables. */
import type { GraphNode, Layer, ParameterDefinition, Room, SafetyClass } from '@understudy/contract';
import type { GuardTable } from '../conditions/compile-condition.ts';

/** No reference: used in every integer field. */
export const NONE = -1;

export interface CompiledOperation {
  readonly name: string;
  /** Index of the output that the operation drives; NONE for the common operations (`noop`, `reset_safety` ...). */
  readonly output: number;
  readonly verb: string;
  readonly parameters: ReadonlyMap<string, ParameterDefinition>;
  /** Time from ACCEPTED until the command is taken as lost, in µs. */
  readonly completionUs: number;
  /** How long a dry run pretends that the operation takes, in µs. */
  readonly virtualUs: number;
}

export interface CompiledDevice {
  readonly index: number;
  /** `<controller>_<key>`, the id on the wire. */
  readonly id: string;
  readonly controller: number;
  readonly safetyClass: SafetyClass;
  /** The operation that makes the device safe. */
  readonly safe: CompiledOperation | null;
  readonly outputs: readonly number[];
  readonly operations: ReadonlyMap<string, CompiledOperation>;
  readonly commandTopic: string;
}

export interface CompiledController {
  readonly index: number;
  readonly id: string;
  readonly devices: readonly number[];
}

/** What arbitration owns: one unit of one device, or the group of units that an operation drives together (ADR 0016). */
export interface CompiledOutput {
  readonly index: number;
  readonly device: number;
  /** Name of the unit; of a group its units, `device.unit` joined by commas. */
  readonly unit: string;
  /** Outputs of a group's units: whoever owns one of them owns the group. Empty for a unit. */
  readonly members: readonly number[];
}

export interface CompiledCase {
  readonly guard: number;
  readonly next: readonly number[];
}

/** What a DISPATCH node sends. */
export interface CompiledDispatch {
  readonly device: number;
  readonly operation: CompiledOperation;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly action: 'OPEN' | 'CLOSE' | 'MOVE' | 'SET';
  readonly safetyClass: SafetyClass;
  readonly layer: Layer;
  readonly release: boolean;
  readonly completionUs: number;
}

export interface CompiledNode {
  readonly index: number;
  readonly id: string;
  readonly definition: GraphNode;
  readonly next: readonly number[];
  /** Nodes that can lead here: `next`, a case, or a group's `start`. */
  readonly predecessors: readonly number[];
  /** The GROUP node that this one belongs to, or NONE. */
  readonly group: number;
  /** First nodes of a GROUP. */
  readonly start: readonly number[];
  /** Guard of a WAIT, or NONE. */
  readonly guard: number;
  readonly cases: readonly CompiledCase[];
  readonly dispatch: CompiledDispatch | null;
  /** Objectives that begin when the node is entered, and that are solved when it is done. */
  readonly starts: readonly number[];
  readonly solves: readonly number[];
}

export interface CompiledObjective {
  readonly index: number;
  readonly id: string;
  readonly hints: readonly string[];
  /** Nodes from `startsAt` to `solvedAt`: what SKIP_OBJECTIVE may skip. */
  readonly nodes: readonly number[];
  readonly solvedAt: number;
}

/** An operation of a device, as rules name it. */
export interface RuleOperation {
  readonly device: number;
  readonly operation: CompiledOperation;
}

export interface CompiledInterlock {
  readonly index: number;
  readonly id: string;
  readonly guard: number;
  readonly forbid: readonly RuleOperation[];
  readonly force: readonly RuleOperation[];
  /** How long a path that wants what is forbidden waits for the end of it, in µs; 0: it pauses at once. */
  readonly holdUs: number;
}

export interface CompiledExclusive {
  readonly id: string;
  readonly members: readonly RuleOperation[];
}

export interface CompiledRoom {
  readonly source: Room;
  readonly id: string;
  readonly gameUs: number;
  readonly controllers: readonly CompiledController[];
  readonly controllerIndex: ReadonlyMap<string, number>;
  readonly devices: readonly CompiledDevice[];
  readonly deviceIndex: ReadonlyMap<string, number>;
  readonly outputs: readonly CompiledOutput[];
  readonly nodes: readonly CompiledNode[];
  readonly nodeIndex: ReadonlyMap<string, number>;
  readonly startNodes: readonly number[];
  readonly objectives: readonly CompiledObjective[];
  readonly objectiveIndex: ReadonlyMap<string, number>;
  readonly interlocks: readonly CompiledInterlock[];
  readonly exclusives: readonly CompiledExclusive[];
  readonly guards: GuardTable;
}
