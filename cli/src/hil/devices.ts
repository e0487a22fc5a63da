/** What is behind the DUT of a bench: nothing, the room's real devices, or plants of a room that stand in for them. */
import type { ControllerDefinition, Room } from '@understudy/contract';
import {
  answersOf,
  type BenchScenario,
  EMULATED_PLATFORMS,
  type StandInOptions,
  type Station,
  withDevices,
  withPlants,
} from '@understudy/hil';
import { EXIT, Failure } from '../failure.ts';
import { roomFolder } from '../paths.ts';
import { openRoom } from '../room/open.ts';
import type { Bench } from './bench.ts';

export interface Devices {
  /** The bench's station with what is behind it. */
  behind(station: Station): Promise<Station>;
  /** The twin's, with plants as the room has them. */
  twin(station: Station): Promise<Station>;
}

const REAL = 'real';

/**
 * @param options of what stands in for the bench's devices
 * @param choice `real`, or the room whose plants are behind an emulated bench
 * @throws Failure BAD_DEVICES, ROOM_BROKEN
 */
export async function devicesOf(
  choice: string,
  bench: Bench,
  room: Room,
  definition: ControllerDefinition,
  options?: StandInOptions,
): Promise<Devices> {
  const isEmulated = EMULATED_PLATFORMS.includes(bench.platform);
  if (isEmulated === (choice === REAL)) {
    const expected = isEmulated
      ? 'a room whose plants stand in for the devices'
      : `'${REAL}', the devices on its wires`;
    throw new Failure(
      'BAD_DEVICES',
      `expected --devices of ${bench.platform} to be ${expected}, seen '${choice}'`,
      EXIT.usage,
    );
  }
  const twin = (station: Station): Promise<Station> => withPlants(station, room, definition);
  if (choice === REAL) return { twin, behind: async (station) => withDevices(station, room, definition) };
  const other = await openRoom(roomFolder(choice));
  if (!other.physics.some(({ controller }) => controller === definition.controller)) {
    const message = `expected plants of ${definition.controller} in ${choice}, seen none`;
    throw new Failure('BAD_DEVICES', message, EXIT.usage);
  }
  return { twin, behind: (station) => withPlants(station, other, definition, options) };
}

/** A contact that a device gives the level of is not for a scenario to set. @throws Failure DEVICE_DRIVES */
export function leavesToDevices({ definition, initial, steps }: BenchScenario, room: Room): void {
  const answers = answersOf(room, definition);
  const set = [...initial, ...steps.flatMap((step) => (step.kind === 'drive' ? [step] : []))];
  const wire = set.map((one) => one.wire).find(({ signal }) => answers.has(signal));
  if (wire === undefined) return;
  const message = `expected ${wire.signal} left to its device (--devices), seen the scenario set it`;
  throw new Failure('DEVICE_DRIVES', message, EXIT.usage);
}

/** Opened, and with what is behind it; closed again where that fails. */
export async function openedWith(
  open: () => Promise<Station>,
  wrap: (station: Station) => Promise<Station>,
): Promise<Station> {
  const station = await open();
  try {
    return await wrap(station);
  } catch (error) {
    await station.close();
    throw error;
  }
}
