/** What of each platform is real and what is not. In every report, so that no figure is taken for more than it is. */
import { PLATFORMS, type Platform } from '../station/types.ts';

/** real: the thing itself. modelled: computed, and behaves as it. stubbed: answers, and does nothing. untimed: right, at no real pace. */
export const FIDELITIES = ['real', 'modelled', 'stubbed', 'untimed'] as const;
export type Fidelity = (typeof FIDELITIES)[number];

export interface FidelityLine {
  readonly part: string;
  readonly fidelity: Fidelity;
  readonly sentence: string;
}

export interface PlatformFidelity {
  /** Whether its times are evidence of the product's times. */
  readonly timing: boolean;
  readonly lines: readonly FidelityLine[];
}

const line = (part: string, fidelity: Fidelity, sentence: string): FidelityLine => ({ part, fidelity, sentence });

const BOARD_LINES: readonly FidelityLine[] = [
  line('processor', 'real', 'The firmware runs on the chip that it will run on in the room.'),
  line('clock', 'real', 'DUT and bench have crystals of their own; one is fitted to the other, with its uncertainty.'),
  line('pins', 'real', 'Levels are voltages on wires between two boards.'),
  line('storage', 'real', 'What is kept over a power cycle is kept in the chip’s own flash.'),
  line('power', 'real', 'Off is the loss of its supply, where hub or bench switch it, and is proven by silence.'),
  line('wire faults', 'modelled', 'The bench plays what a broken wire would do to its end; nothing is cut.'),
  line('network', 'stubbed', 'The bus of the contract goes over the serial link; there is no broker and no radio.'),
  line('plants', 'stubbed', 'No motor, lock or lamp hangs on the pins; the bench plays their signals.'),
];

export const FIDELITY: Readonly<Record<Platform, PlatformFidelity>> = {
  wasm: {
    timing: false,
    lines: [
      line('firmware', 'real', 'The same sources, compiled for WebAssembly; its driver core is what boards run.'),
      line('processor', 'stubbed', 'There is none: instructions of the host take no time of the device.'),
      line(
        'clock',
        'untimed',
        'Time is virtual and moves when the station says so; equal runs are equal to the microsecond.',
      ),
      line('pins', 'modelled', 'A pin is a word in memory behind the wire model.'),
      line('storage', 'modelled', 'Flash is memory; power can be cut between any two writes.'),
      line('power', 'modelled', 'A power cycle starts the module anew with its storage.'),
      line('wire faults', 'modelled', 'The wire model cuts, shorts, holds, swaps and spoils levels.'),
      line('network', 'stubbed', 'The bus of the contract goes over the link; there is no broker.'),
      line('plants', 'stubbed', 'Nothing hangs on the pins; the bench plays the signals of motors, locks and lamps.'),
    ],
  },
  'qemu-m7': {
    timing: false,
    lines: [
      line('firmware', 'real', 'The same sources and the instruction set of the board.'),
      line('processor', 'modelled', 'QEMU runs the instructions of a Cortex-M7 without its caches, pipeline or bus.'),
      line('clock', 'untimed', 'Guest time follows this machine and its load; DUT and bench share it (ADR 0021).'),
      line('pins', 'modelled', 'A pin is a word in memory behind the wire model; the board’s pin drivers are not run.'),
      line('storage', 'modelled', 'Flash is memory that outlives a restart of the DUT’s half.'),
      line('power', 'modelled', 'A power cycle starts the DUT’s half of the image anew.'),
      line('wire faults', 'modelled', 'The wire model cuts, shorts, holds, swaps and spoils levels.'),
      line('link', 'real', 'Frames go through an emulated UART and a pty of this machine’s kernel.'),
      line('network', 'stubbed', 'The bus of the contract goes over the link; there is no broker.'),
      line('plants', 'stubbed', 'Nothing hangs on the pins; the bench plays the signals of motors, locks and lamps.'),
    ],
  },
  teensy41: { timing: true, lines: BOARD_LINES },
  esp32: { timing: true, lines: BOARD_LINES },
};

/** The sentence that stands beside every time. */
export const timingSentence = (platform: Platform): string =>
  FIDELITY[platform].timing
    ? 'Times are those of boards, by their own clocks: they are timing evidence.'
    : `Times are those of ${platform}, an emulation: they find defects of order and of logic, and are no timing evidence. Only ${PLATFORMS.filter((other) => FIDELITY[other].timing).join(' and ')} give that.`;
