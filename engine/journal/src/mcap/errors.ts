/** Why a recording cannot be shown: a stable code, and what was expected and seen. docs/errors.md describes the codes. */
export const RECORDING_ERRORS = [
  /** The file is no MCAP file, or not one that this build can read. */
  'RECORDING_UNREADABLE',
  /** An MCAP file, but not a recording of a room: the room or its view is missing. */
  'RECORDING_FOREIGN',
  /** The recording is of another room than the one that was asked for. */
  'RECORDING_ROOM',
] as const;
export type RecordingErrorCode = (typeof RECORDING_ERRORS)[number];

export class RecordingError extends Error {
  readonly code: RecordingErrorCode;
  readonly expected: string;
  readonly seen: string;

  constructor(code: RecordingErrorCode, message: string, expected: string, seen: string) {
    super(`${message}: expected ${expected}, seen ${seen}`);
    this.name = 'RecordingError';
    this.code = code;
    this.expected = expected;
    this.seen = seen;
  }
}
