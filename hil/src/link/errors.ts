/** What can go wrong with a link. Each is a trouble of the set-up, never a verdict on the firmware. */
export type LinkErrorCode =
  /** No frame within the time, or no progress after all repeats. */
  | 'LINK_SILENT'
  /** The board has let go of a frame that this side never saw: it sends on, and nothing can be made good. */
  | 'LINK_GAP'
  /** The board took a question and works on, and its answer does not come. */
  | 'LINK_UNANSWERED'
  /** The stream ended. */
  | 'LINK_CLOSED'
  /** The board said a HELLO of its own: it has started anew. */
  | 'BOARD_RESTARTED'
  /** A well-formed frame says what the protocol does not allow. */
  | 'LINK_PROTOCOL'
  /** The board reports a processor fault. */
  | 'BOARD_FAULT';

/** An error of the link; `code` is stable. */
export class LinkError extends Error {
  readonly code: LinkErrorCode;

  constructor(code: LinkErrorCode, message: string) {
    super(message);
    this.name = 'LinkError';
    this.code = code;
  }
}
