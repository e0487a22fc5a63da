/** The benches that a command means: those of a hardware map, or emulated ones made for it. */
import type { Room } from '@understudy/contract';
import { chooseRigs, type Platform } from '@understudy/hil';
import { EXIT, Failure } from '../failure.ts';
import type { Bench } from './bench.ts';
import { emulatedBench } from './emulated-benches.ts';
import { readMap } from './hardware-map.ts';
import type { BenchHome } from './home.ts';
import type { Images } from './images.ts';
import { mappedBench } from './mapped-benches.ts';
import { definitionOf } from './plan.ts';

export interface BenchChoice {
  readonly platform: Platform;
  readonly room: Room;
  /** Names of the room; none: all of them, or all of the map. */
  readonly controllers: readonly string[];
  readonly map?: string;
}

/** @throws Failure NO_CONTROLLER, NO_MAP, MAP_NEEDED; ConfigurationError; RigError BOARD_ABSENT */
export function chooseBenches(choice: BenchChoice, images: Images, home: BenchHome): Bench[] {
  const { platform, room, controllers, map } = choice;
  for (const controller of controllers) definitionOf(room, controller);
  if (map !== undefined) return mappedBenches(choice, map, images, home);
  const names = controllers.length > 0 ? controllers : room.controllers.map(({ controller }) => controller);
  return names.map((name) => emulatedBench(platform, room.manifest.room, name, images));
}

function mappedBenches(
  { platform, room, controllers }: BenchChoice,
  map: string,
  images: Images,
  home: BenchHome,
): Bench[] {
  const rigs = chooseRigs(readMap(map), { platform });
  const unnamed = controllers.length === 1 ? { controller: `${room.manifest.room}/${controllers[0]}` } : {};
  const benches = rigs
    .filter(({ dut }) => dut.controller !== undefined || controllers.length === 1 || rigs.length === 1)
    .map((rig) => mappedBench({ rig, ...unnamed, images, home }))
    .filter((bench) => bench.room === room.manifest.room)
    .filter(({ controller }) => controllers.length === 0 || controllers.includes(controller));
  if (benches.length > 0) return benches;
  const wanted = controllers.length > 0 ? controllers.join(' or ') : 'a controller';
  const seen = rigs.map(({ dut }) => `${dut.id} (${dut.controller ?? 'no controller'})`).join(', ');
  throw new Failure('NO_CONTROLLER', `expected ${wanted} of ${room.manifest.room} in ${map}, seen ${seen}`, EXIT.usage);
}
