/** What can be wrong with what somebody wrote, and with what is plugged in. */
import { CodedError } from '../coded-error.ts';

/** Of files and options; nothing was started. */
export type ConfigurationErrorCode =
  /** The text is no YAML. */
  | 'YAML_SYNTAX'
  /** A key that nobody reads: mostly a slip of the pen that would change a bench's meaning in silence. */
  | 'YAML_UNKNOWN_KEY'
  | 'YAML_MISSING_KEY'
  | 'YAML_BAD_VALUE'
  /** Two boards with one id, or on one line. */
  | 'AMBIGUOUS_SERIAL'
  /** Two bench controllers of one bench. */
  | 'AMBIGUOUS_BENCH'
  /** A DUT whose bench has no controller. */
  | 'NO_BENCH'
  /** Two pins on one channel. */
  | 'CHANNEL_TWICE'
  /** Two boards on one port of a hub: to cut one's power would cut the other's. */
  | 'HUB_PORT_TWICE'
  /** The map has no board that was asked for. */
  | 'NO_SUCH_BOARD'
  /** Two planned tests of one id: a result could not be told from the other. */
  | 'TEST_TWICE';

/** `code` is stable. Where a file is to blame, each line of the message begins with `file:line:column`. */
export class ConfigurationError extends CodedError<ConfigurationErrorCode> {}

/** Of boards, their lines and their power: infrastructure, never a verdict on a DUT. */
export type RigErrorCode =
  /** The board on the line is of another kind, or plays another role. */
  | 'WRONG_BOARD'
  /** The right kind of board, and not this one. */
  | 'WRONG_SERIAL'
  /** Nothing is plugged in where the map says so. */
  | 'BOARD_ABSENT'
  /** Another process uses the bench. */
  | 'BENCH_LOCKED'
  /** The hub, or the program that switches it, refused. */
  | 'HUB_FAILED'
  /** The board's power cannot be switched from here. */
  | 'POWER_NOT_SWITCHABLE';

/** `code` is stable. */
export class RigError extends CodedError<RigErrorCode> {}
