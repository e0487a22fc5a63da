/** A station on the emulated Cortex-M7: one process, two lines, each a pty that is opened as any serial port is, or in pieces. */
import { openLine } from '../link/open-line.ts';
import type { Line } from '../link/stream.ts';
import type { EmulatorOptions } from '../qemu/child.ts';
import { type EmulatedPair, startPieceEmulator } from '../qemu/piece-emulator.ts';
import { startPtyEmulator } from '../qemu/pty-emulator.ts';
import { openStation, type StationOptions } from './bench-station.ts';
import { ownPace } from './pace.ts';
import { straightChannels } from './straight-channels.ts';
import type { Station } from './types.ts';

/** A pty has no baud rate, and its driver wants one. */
const BAUD = 115_200;

export interface QemuStationOptions extends EmulatorOptions, StationOptions {
  /** How the lines come: each as a pty, as serial ports do, or in whole pieces, much the quicker. Default `ptys`. */
  readonly lines?: 'ptys' | 'pieces';
}

/**
 * Starts an emulator of its own; it ends with the station, and with this process.
 * @throws LinkError, with a code for each trouble
 */
export async function openQemuStation(options: QemuStationOptions): Promise<Station> {
  const { dut, bench, close } = options.lines === 'pieces' ? startPieceEmulator(options) : await startOnPtys(options);
  return openStation(
    {
      platform: 'qemu-m7',
      dutLine: dut,
      benchLine: bench,
      channels: straightChannels(),
      pace: ownPace,
      closed: close,
    },
    options,
  );
}

async function startOnPtys(options: EmulatorOptions): Promise<EmulatedPair> {
  const emulator = await startPtyEmulator(options);
  const lines: Line[] = [];
  try {
    for (const path of [emulator.paths.dut, emulator.paths.bench]) lines.push(await openLine(path, BAUD));
  } catch (error) {
    for (const line of lines) await line.close();
    await emulator.close();
    throw error;
  }
  const [dut, bench] = lines as [Line, Line];
  return { dut, bench, close: () => emulator.close() };
}
