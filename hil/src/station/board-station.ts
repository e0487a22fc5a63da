/** A station on two boards of the hardware map, on two lines of this machine. */
import { LIMITS } from '@understudy/contract';
import { LinkError } from '../link/errors.ts';
import { openLine } from '../link/open-line.ts';
import type { Line } from '../link/stream.ts';
import { channelsOf } from '../map/pin-mappings.ts';
import type { MapEntry } from '../map/types.ts';
import { openStation, type StationOptions } from './bench-station.ts';
import { ownPace } from './pace.ts';
import { straightChannels } from './straight-channels.ts';
import type { Station } from './types.ts';

/** Pins that a table may have; a board has those of its own. */
const ALL_PINS = Array.from({ length: LIMITS.pinsPerController }, (_, pin) => pin);

export interface BoardStationOptions extends StationOptions {
  readonly dut: MapEntry;
  readonly bench: MapEntry;
}

/** @throws LinkError, with a code for each trouble: LINE_MISSING for an entry without a line */
export async function openBoardStation(options: BoardStationOptions): Promise<Station> {
  const { dut, bench } = options;
  const dutLine = await lineOf(dut);
  let benchLine: Line;
  try {
    benchLine = await lineOf(bench);
  } catch (error) {
    await dutLine.close();
    throw error;
  }
  const channels = dut.pin_mappings === undefined ? straightChannels() : channelsOf(dut, ALL_PINS);
  return openStation({ platform: dut.platform, dutLine, benchLine, channels, pace: ownPace }, options);
}

async function lineOf(entry: MapEntry): Promise<Line> {
  if (entry.connected && entry.serial !== null) return openLine(entry.serial, entry.baud);
  throw new LinkError('LINE_MISSING', `${entry.id}: expected a connected board with a line, seen none in the map`);
}
