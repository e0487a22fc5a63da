/** One command of the engine, from its issue to its end. */
import type { SafetyClass } from '@understudy/contract';
import type { LayerIndex } from '../arbitration/outputs.ts';

/** The first three are in flight. `RESOLVED`: was indeterminate and then read back; `LOST`: no read-back came in time. */
export const COMMAND_STATUSES = [
  'SENT',
  'ACCEPTED',
  'INDETERMINATE',
  'COMPLETED',
  'FAILED',
  'REJECTED',
  'CANCELLED',
  'SUPERSEDED',
  'RESOLVED',
  'LOST',
  /** A manual request that the engine refused: nothing was sent. */
  'REFUSED',
] as const;
export type CommandStatus = (typeof COMMAND_STATUSES)[number];

/** What is asked of the pipeline. */
export interface CommandRequest {
  readonly device: number;
  /** Output that the command drives, or -1. */
  readonly output: number;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly action: 'OPEN' | 'CLOSE' | 'MOVE' | 'SET';
  readonly safetyClass: SafetyClass;
  readonly layer: LayerIndex;
  /** Node that waits for the end, or -1. */
  readonly node: number;
  readonly correlation: string;
  readonly completionUs: number;
  readonly virtualUs: number;
}

export interface CommandRecord extends CommandRequest {
  readonly id: string;
  readonly sequence: number;
  readonly issuedAtUs: number;
  /** The bytes that were signed; a retry sends the same. */
  readonly payload: string;
  /** Timer slot while in flight, -1 after. */
  slot: number;
  status: CommandStatus;
  reason: string | null;
  attempts: number;
  endedAtUs: number | null;
}

export function inFlight(record: CommandRecord): boolean {
  return record.status === 'SENT' || record.status === 'ACCEPTED';
}

/** In flight or indeterminate. */
export function isOpen(record: CommandRecord): boolean {
  return inFlight(record) || record.status === 'INDETERMINATE';
}

/**
 * Whether an answer that comes late says that the device has ended what the engine had given up on. What it refused it was
 * never busy with, and what it said before is no news.
 */
export function endsWork({ status }: CommandRecord, answer: string): boolean {
  const wasAnswered = status === 'COMPLETED' || status === 'FAILED' || status === 'REJECTED';
  return !wasAnswered && (answer === 'COMPLETED' || answer === 'FAILED');
}

/** All commands that are remembered, as a snapshot keeps them. */
export interface SavedCommands {
  readonly records: readonly CommandRecord[];
  readonly freeSlots: readonly number[];
  readonly sequences: readonly number[];
}
