/** Why a path stands, in words that programs can compare. The list with its meaning is in this folder's README. */
import type { CommandRecord } from '../commands/command-record.ts';

/** The pause ends without a RESUME_NODE: on RESUME_DISPATCH, or when the stronger owner gives the output back. */
export function isAutomatic(reason: string): boolean {
  return (
    reason === 'BROKER_DOWN' ||
    reason === 'SAFETY_LATCHED' ||
    reason === 'MANUAL_PAUSE' ||
    reason.startsWith('OWNED_BY_')
  );
}

/** The device may be ready in a moment: the node holds before its path pauses. */
export function isTransient(reason: string): boolean {
  return (
    reason === 'DEVICE_UNSEEN' ||
    reason === 'DEVICE_OFFLINE' ||
    reason === 'DEVICE_NOT_SAFE' ||
    reason === 'CONTRACT_MISMATCH' ||
    reason === 'TABLE_MISMATCH'
  );
}

/** The pause reason that the end of a command leads to. */
export function endReason(command: CommandRecord): string {
  switch (command.status) {
    case 'REJECTED':
    case 'FAILED':
      return `${command.status}:${command.reason ?? 'UNSTATED'}`;
    default:
      return command.reason ?? command.status;
  }
}
