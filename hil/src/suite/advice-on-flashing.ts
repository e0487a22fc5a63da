/** Codes of flashing. */
import type { Advice } from './what-to-check.ts';

/** WRONG_BOARD and LINE_BUSY mean the same wherever they are found, and stand in the lists of the rig and of lines. */
export const ADVICE_ON_FLASHING: Readonly<Record<string, Advice>> = {
  NO_BOARD: {
    means: 'No board of that serial is plugged in; nothing was written.',
    check: [
      'Its USB cable: some only carry power.',
      'Its serial against the hardware map.',
      'The program button, once.',
    ],
  },
  AMBIGUOUS_BOARD: {
    means: 'Two boards say one serial; nothing was written.',
    check: ['Unplug all but the one that is meant.', 'Give USB bridges serials of their own.'],
  },
  LINE_REFUSED: {
    means: 'This user may not open the line.',
    check: ['The group dialout.', 'The udev rules of the board.', 'The message of the operating system.'],
  },
  BOARD_LOST: {
    means: 'The board went away while it was flashed; its firmware is not whole.',
    check: ['Its cable and its supply.', 'Flash it again: its boot loader is in ROM.'],
  },
  BOARD_STALLED: {
    means: 'The board takes no more blocks.',
    check: ['Press the program button, or power it off and on, and flash again.', 'The hub between.'],
  },
  LOADER_PROTOCOL: {
    means: 'The boot loader said something that is not its protocol.',
    check: ['Power the board off and on.', 'The cable and the supply.', 'The baud rate in the hardware map.'],
  },
  VERIFY_FAILED: {
    means: 'What is in the flash is not what was sent.',
    check: ['Flash again.', 'The supply under load.', 'If it persists: the flash chip.'],
  },
  OLD_FIRMWARE: {
    means: 'The board runs other firmware than was sent.',
    check: ['Power it off and on.', 'Flash again.', 'Whether it is really this board: its serial.'],
  },
  NO_PROOF: {
    means: 'The board was written and does not say what it runs.',
    check: ['Its link line.', 'Power it off and on.', 'Flash again.'],
  },
  IMAGE_MALFORMED: {
    means: 'The image is not in its format.',
    check: ['Build it again.', 'Whether it is the file that was meant.'],
  },
  IMAGE_TRUNCATED: { means: 'The end of the image is missing.', check: ['Copy it again.', 'Build it again.'] },
  IMAGE_PLATFORM: {
    means: 'The image is of another platform.',
    check: ['Which image was chosen.', 'The platform in the hardware map.'],
  },
  IMAGE_TOO_LARGE: {
    means: 'The image does not fit into the board.',
    check: ['Which image was chosen.', 'Build it for this board.'],
  },
  IMAGE_UNSIGNED: {
    means: 'The image has no signature.',
    check: ['Sign it.', 'While developing: the option that allows unsigned images.'],
  },
  IMAGE_SIGNATURE: {
    means: 'The signature does not fit the image, or is of somebody unknown.',
    check: ['Do not use this image: get it again from who built it.', 'The list of trusted keys.'],
  },
};
