/** A board behind its session as a device under test: stepped by the suite, everything over the serial link. */
import { toHex } from '@understudy/contract';
import type { Board } from '../link/board.ts';
import type { Dut } from './dut.ts';

/**
 * From now on the suite says the time; the board's storage, pins and serial inputs are as new.
 * @param close what ends with the device under test
 */
export function openBoardDut(name: string, board: Board, close: () => Promise<void>): Dut {
  board.stepped(true);
  board.erase();
  return {
    name,
    erase: () => board.erase(),
    pin: (pin, value) => board.pin(pin, value),
    bytes: (pin, bytes) => board.bytes(pin, bytes),
    boot: (table, key, reason, nowMs) => board.boot(table, key, reason, nowMs),
    link: (up, nowMs) => board.link(up, nowMs),
    message: (topic, payload, flags, nowMs) => board.message({ topic, payload, flags }, nowMs),
    run: (nowMs) => board.run(nowMs),
    failWrites: (count) => board.fault('FAIL_WRITES', count),
    cutPower: (afterWrites) => board.fault('TEAR_SLOT', afterWrites),
    mac: async (payload) => {
      const mac = await board.mac(payload);
      return mac.length === 0 ? undefined : toHex(mac);
    },
    counters: () => board.refusals(),
    close,
  };
}
