/** What can go wrong with a link. Each is a trouble of the set-up, never a verdict on the firmware. */
import { CodedError } from '../coded-error.ts';

export type LinkErrorCode =
  /** No frame within the time, or no progress after all repeats. */
  | 'LINK_SILENT'
  /** The board has let go of a frame that this side never saw: it sends on, and nothing can be made good. */
  | 'LINK_GAP'
  /** The board took a question and works on, and its answer does not come. */
  | 'LINK_UNANSWERED'
  /** This side has closed the session. */
  | 'LINK_CLOSED'
  /** The board said a HELLO of its own: it has started anew. */
  | 'BOARD_RESTARTED'
  /** A well-formed frame says what the protocol does not allow. */
  | 'LINK_PROTOCOL'
  /** The board reports a processor fault. */
  | 'BOARD_FAULT'
  /** Something talks on the line, and it is no board of this link. */
  | 'FOREIGN_DEVICE'
  /** The board was built from another schema of the link, or before there was one. */
  | 'LINK_HASH_MISMATCH'
  /** The board speaks another contract. */
  | 'CONTRACT_HASH_MISMATCH'
  /** A DUT where the bench controller was to be, or the other way round. */
  | 'WRONG_ROLE'
  /** Another program has the line. */
  | 'LINE_BUSY'
  /** This user may not open the line. */
  | 'LINE_FORBIDDEN'
  /** There is no such line on this machine, or nobody listens there. */
  | 'LINE_MISSING'
  /** The line was there and ended: pulled, reset, or the other end went. */
  | 'LINE_CLOSED';

/** An error of the link; `code` is stable. */
export class LinkError extends CodedError<LinkErrorCode> {}
