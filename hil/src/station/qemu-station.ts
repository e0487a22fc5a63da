/** A station on the emulated Cortex-M7: one process, two UARTs, each a pty that is opened as any serial port is. */
import { openLine } from '../link/open-line.ts';
import type { Line } from '../link/stream.ts';
import type { EmulatorOptions } from '../qemu/child.ts';
import { startPtyEmulator } from '../qemu/pty-emulator.ts';
import { openStation, type StationOptions } from './bench-station.ts';
import { ownPace } from './pace.ts';
import { straightChannels } from './straight-channels.ts';
import type { Station } from './types.ts';

/** A pty has no baud rate, and its driver wants one. */
const BAUD = 115_200;

export type QemuStationOptions = EmulatorOptions & StationOptions;

/**
 * Starts an emulator of its own; it ends with the station, and with this process.
 * @throws LinkError, with a code for each trouble
 */
export async function openQemuStation(options: QemuStationOptions): Promise<Station> {
  const emulator = await startPtyEmulator(options);
  const lines: Line[] = [];
  try {
    for (const path of [emulator.paths.dut, emulator.paths.bench]) lines.push(await openLine(path, BAUD));
  } catch (error) {
    for (const line of lines) await line.close();
    await emulator.close();
    throw error;
  }
  const [dutLine, benchLine] = lines as [Line, Line];
  const closed = (): Promise<void> => emulator.close();
  return openStation(
    { platform: 'qemu-m7', dutLine, benchLine, channels: straightChannels(), pace: ownPace, closed },
    options,
  );
}
