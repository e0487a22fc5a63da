/** The emulated Cortex-M7 as a device under test: stepped by the suite, everything over the serial link. */
import { toHex } from '@understudy/contract';
import type { Dut } from '../conformance/dut.ts';
import { Board } from '../link/board.ts';
import { startEmulator } from './emulator.ts';

/** Any nonce does: the emulator serves one session in its life. */
const NONCE = 0x554d3701;

/**
 * Starts the emulator with an image of `buildM7`.
 * @param elf path of the image
 * @throws LinkError LINE_CLOSED (with what the emulator said) or LINK_SILENT when it does not start
 */
export async function openM7Dut(elf: string): Promise<Dut> {
  const emulator = startEmulator({ elf });
  const board = new Board(emulator, NONCE);
  try {
    await board.hello;
  } catch (error) {
    await emulator.close();
    throw error;
  }
  board.stepped(true);
  board.erase();
  return {
    name: 'qemu-m7',
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
    close: async () => {
      board.close();
      await emulator.close();
    },
  };
}
