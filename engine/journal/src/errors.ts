/** The one error class of this package: a stable code, and what was expected and seen. docs/errors.md describes the codes. */
export const JOURNAL_ERRORS = [
  /** The file is empty, or torn within its header: the engine never acted under it. */
  'JOURNAL_EMPTY',
  /** The file does not begin as a journal does, or its header is damaged. */
  'JOURNAL_UNREADABLE',
  /** The journal was written for another version of the format. */
  'JOURNAL_VERSION',
  /** The journal is of another room, or of other files of the room. */
  'JOURNAL_ROOM',
  /** The key given is not the one that the journal was made with. */
  'JOURNAL_KEY',
  /** The journal is damaged before its end: what follows the damage is not to be believed. */
  'JOURNAL_CORRUPT',
] as const;
export type JournalErrorCode = (typeof JOURNAL_ERRORS)[number];

export class JournalError extends Error {
  readonly code: JournalErrorCode;
  readonly expected: string;
  readonly seen: string;

  constructor(code: JournalErrorCode, message: string, expected: string, seen: string) {
    super(`${message}: expected ${expected}, seen ${seen}`);
    this.name = 'JournalError';
    this.code = code;
    this.expected = expected;
    this.seen = seen;
  }
}
