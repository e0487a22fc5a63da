/** A USB bus with Teensy stand-ins on it: their serial lines while they run, their HIDs while they wait for an image. */
import { FlashError } from '../errors.ts';
import { HALFKAY_PRODUCT, HALFKAY_USAGE_PAGE, PJRC_VENDOR } from '../teensy/identity.ts';
import type { HidInfo, HidPorts, SerialLine, SerialPortInfo, SerialPorts } from '../types.ts';
import type { TeensyStandIn } from './teensy.ts';

export class UsbStandIn {
  readonly boards: TeensyStandIn[];
  /** Lines that another program holds. */
  readonly busy = new Set<TeensyStandIn>();

  constructor(boards: readonly TeensyStandIn[]) {
    this.boards = [...boards];
  }

  readonly serial: SerialPorts = {
    list: async () =>
      this.#numbered('running').map(([index, board]): SerialPortInfo => {
        const ids = { vendorId: PJRC_VENDOR, productId: 0x0483 };
        return { path: `/dev/ttyACM${index}`, serialNumber: board.runningSerial, ...ids };
      }),
    open: async (path, baud) => {
      const board = this.#at(path, 'running');
      if (board === undefined) throw new FlashError('NO_BOARD', `expected ${path}, seen no such line`);
      if (this.busy.has(board) || board.lineOpen) {
        throw new FlashError('LINE_BUSY', `expected to open ${path}, seen it in use`);
      }
      return open(board, baud);
    },
  };

  readonly hid: HidPorts = {
    list: async () =>
      this.#numbered('loader').map(([index, board]): HidInfo => {
        const ids = { vendorId: PJRC_VENDOR, productId: HALFKAY_PRODUCT, usagePage: HALFKAY_USAGE_PAGE };
        return { path: `/dev/hidraw${index}`, serialNumber: board.halfKaySerial, usage: board.usage, ...ids };
      }),
    open: async (path) => {
      const board = this.#at(path, 'loader');
      if (board === undefined) throw new FlashError('LINE_REFUSED', `expected to open ${path}, seen no such device`);
      return {
        write: async (report) => {
          if (report[0] !== 0) throw new Error('expected report number 0');
          board.report(report.subarray(1));
        },
        close: async () => {},
      };
    },
  };

  #numbered(state: 'running' | 'loader'): (readonly [number, TeensyStandIn])[] {
    return [...this.boards.entries()].filter(([, board]) => board.state === state);
  }

  #at(path: string, state: 'running' | 'loader'): TeensyStandIn | undefined {
    const index = Number(/\d+$/.exec(path)?.[0]);
    return this.#numbered(state).find(([number]) => number === index)?.[1];
  }
}

function open(board: TeensyStandIn, baud: number): SerialLine {
  board.lineOpen = true;
  // The system first puts back what the line had, then what is asked for.
  board.baud(board.lineBaud);
  board.baud(baud);
  return {
    write: async () => {},
    onData: () => {},
    onEnd: () => {},
    setBaud: async (rate) => board.baud(rate),
    setSignals: async () => {},
    close: async () => {
      board.lineOpen = false;
    },
  };
}
