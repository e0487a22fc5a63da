/** A station on the emulated Cortex-M7: one process, two UARTs, each a pty that is opened as any serial port is. */
import type { Expected } from '../link/identity.ts';
import { openLine } from '../link/open-line.ts';
import type { Line } from '../link/stream.ts';
import type { EmulatorOptions } from '../qemu/child.ts';
import { startPtyEmulator } from '../qemu/pty-emulator.ts';
import { openStation } from './bench-station.ts';
import { ownPace } from './pace.ts';
import type { Station } from './types.ts';
import { straightChannels } from './wasm-station.ts';

/** A pty has no baud rate, and its driver wants one. */
const BAUD = 115_200;

export interface QemuStationOptions extends EmulatorOptions {
  readonly expected?: Expected;
  /** Puts something between this host and the DUT's or the bench's line; for faults of lines. */
  readonly wrap?: (line: Line, role: 'dut' | 'bench') => Line;
}

/**
 * Starts an emulator of its own; it ends with the station, and with this process.
 * @throws LinkError, with a code for each trouble
 */
export async function openQemuStation(options: QemuStationOptions): Promise<Station> {
  const emulator = await startPtyEmulator(options);
  const wrap = options.wrap ?? ((line) => line);
  let opened: Line[] = [];
  try {
    opened = await Promise.all([openLine(emulator.paths.dut, BAUD), openLine(emulator.paths.bench, BAUD)]);
  } catch (error) {
    await emulator.close();
    throw error;
  }
  const [dutLine, benchLine] = opened as [Line, Line];
  return openStation({
    platform: 'qemu-m7',
    dutLine: wrap(dutLine, 'dut'),
    benchLine: wrap(benchLine, 'bench'),
    channels: straightChannels(),
    pace: (bench, failure) => ownPace(() => bench.timeUs(), failure),
    closed: () => emulator.close(),
    ...(options.expected === undefined ? {} : { expected: options.expected }),
  });
}
