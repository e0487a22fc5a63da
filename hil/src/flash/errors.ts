/** What can keep a board from being flashed. None is a verdict on the firmware's behaviour: all are set-up or infrastructure. */
import { CodedError } from '../coded-error.ts';

export type FlashErrorCode =
  /** No board of the plan's serial, or nothing at all, is plugged in. Nothing was written. */
  | 'NO_BOARD'
  /** Whoever answered is another board than the plan's. Nothing was written to it. */
  | 'WRONG_BOARD'
  /** Two boards say the same serial: nobody can tell which is meant. Nothing was written. */
  | 'AMBIGUOUS_BOARD'
  /** Another program holds the line. */
  | 'LINE_BUSY'
  /** This user may not open the line, or it cannot be opened for another reason. */
  | 'LINE_REFUSED'
  /** Unplugged, or without power, in mid-flash. */
  | 'BOARD_LOST'
  /** Plugged in, and it takes no more blocks. */
  | 'BOARD_STALLED'
  /** The boot loader said something that is not its protocol, or refused an order. */
  | 'LOADER_PROTOCOL'
  /** What is in the flash is not what was sent. */
  | 'VERIFY_FAILED'
  /** After the reboot HELLO tells another build hash than the image's. */
  | 'OLD_FIRMWARE'
  /** After the reboot no HELLO came, or one of another board. */
  | 'NO_PROOF'
  | 'IMAGE_MALFORMED'
  | 'IMAGE_TRUNCATED'
  | 'IMAGE_PLATFORM'
  | 'IMAGE_TOO_LARGE'
  /** It has no manifest, or its manifest no signature. */
  | 'IMAGE_UNSIGNED'
  /** The signature, the key or a digest does not fit: changed after signing, or signed by somebody unknown. */
  | 'IMAGE_SIGNATURE';

/** What a technician does next; a thrower that knows better says so itself. */
const NEXT: Readonly<Record<FlashErrorCode, string>> = {
  NO_BOARD: 'Plug the board in, look at its cable, and compare its serial with the hardware map.',
  WRONG_BOARD: 'Nothing was written. Plug in the board of the plan, or correct the hardware map.',
  AMBIGUOUS_BOARD: 'Nothing was written. Unplug all boards of this serial but one.',
  LINE_BUSY: 'Close the other program (serial monitor, second bench) and flash again.',
  LINE_REFUSED: 'Give this user the right to the device (group dialout, udev rule), then flash again.',
  BOARD_LOST: 'The board has no complete firmware. Plug it in again and flash again; its boot loader is in ROM.',
  BOARD_STALLED: 'Press the program button, or power the board off and on, and flash again.',
  LOADER_PROTOCOL: 'Power the board off and on and flash again; if it persists, look at the cable and the supply.',
  VERIFY_FAILED: 'Flash again; if it persists, the flash chip or the supply is bad.',
  OLD_FIRMWARE: 'The board runs other firmware than was sent. Power it off and on; if it persists, flash again.',
  NO_PROOF: 'The board was written and does not say HELLO. Look at its link line, power it off and on, flash again.',
  IMAGE_MALFORMED: 'Build the image again.',
  IMAGE_TRUNCATED: 'Copy or build the image again: its end is missing.',
  IMAGE_PLATFORM: 'Choose the image that was built for this platform.',
  IMAGE_TOO_LARGE: 'Choose the image that was built for this board.',
  IMAGE_UNSIGNED: 'Sign the image, or state the development option that allows unsigned images.',
  IMAGE_SIGNATURE: 'Do not use this image: get it again from who built it, and check the list of trusted keys.',
};

/** `code` is stable, `message` reads "expected ..., seen ...", `next` says what to do. */
export class FlashError extends CodedError<FlashErrorCode> {
  readonly next: string;

  constructor(code: FlashErrorCode, message: string, next: string = NEXT[code]) {
    super(code, message);
    this.next = next;
  }
}
