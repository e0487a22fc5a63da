/**
 * A look into the engine at work, for coverage and tests. Told as things happen, in their order, with the engine time in
 * µs; must not act. Nodes and devices are numbered as the engine numbers them: nodes in the order of the graph's file,
 * devices controller by controller, guards as `safetyGuards` lists them. Nothing of it is hashed or kept in a snapshot.
 */
import type { LayerIndex } from './arbitration/outputs.ts';
import type { CommandRecord, CommandStatus } from './commands/command-record.ts';
import type { LatchCause } from './safety/room-safety.ts';

export interface EngineProbe {
  /**
   * A path has come to node `to`; `from` is -1 at the start of the graph. `entered`: it counts there; false for one that
   * ends because the node is under way already.
   */
  edge(atUs: number, from: number, to: number, entered: boolean): void;
  /** A command is in a new state; `before` is null for a new command. Equal states: it was sent once more. */
  command(atUs: number, command: ProbedCommand, before: CommandStatus | null): void;
  /** Two layers wanted one output: the winner has it. */
  arbitrated(atUs: number, winner: LayerIndex, loser: LayerIndex): void;
  /** A safety guard was evaluated. Bit n is the n-th of its named booleans. */
  guard(atUs: number, guard: number, bits: number): void;
  /** The room has latched (a stronger cause may follow), or its latch is gone: null. */
  latch(atUs: number, cause: LatchCause | null): void;
  /** A person's request was refused. */
  refused(atUs: number, by: string, action: string, reason: string): void;
  /** The engine goes on from a snapshot with so many commands open; -1: it could not be read and the room is latched. */
  restored(atUs: number, openCommands: number): void;
}

/** A command as probes see it; live: it goes on changing after the call. */
export type ProbedCommand = Readonly<
  Pick<
    CommandRecord,
    'id' | 'device' | 'output' | 'operation' | 'layer' | 'node' | 'safetyClass' | 'status' | 'reason' | 'attempts'
  >
>;
