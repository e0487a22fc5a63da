/** Benches of a hardware map: whoever is scanned must be one of the DUTs that the map knows on that bench. */
import type { Room } from '@understudy/contract';
import {
  type BenchFacts,
  ConfigurationError,
  chooseRigs,
  type MapEntry,
  type Rig,
  RigError,
  type RunRequest,
} from '@understudy/hil';
import type { ImageChoice } from '../hil/flash-image.ts';
import type { BenchHome } from '../hil/home.ts';
import type { Images } from '../hil/images.ts';
import { mappedBench } from '../hil/mapped-benches.ts';
import { flashScan } from './flash-scan.ts';
import { NO_FLASH_IN_WASM, type Place } from './place.ts';

export interface MappedPlacesOptions extends ImageChoice {
  /** Path of the map, and what is in it. */
  readonly map: string;
  readonly entries: readonly MapEntry[];
  readonly room: Room;
  readonly images: Images;
  readonly home: BenchHome;
}

/** One a bench of the map, by its name. */
export function mappedPlaces(options: MappedPlacesOptions): Place[] {
  const names = new Set(options.entries.filter(({ role }) => role === 'dut').map(({ bench }) => bench));
  return [...names].sort().map((name) => mappedPlace(name, options));
}

function mappedPlace(name: string, options: MappedPlacesOptions): Place {
  const { map, room, images, home } = options;
  const facts = factsOf(name, options);
  const rigOf = (request: RunRequest): Rig => rigOfScan(name, options, request);
  const benchOf = (request: RunRequest) =>
    mappedBench({
      rig: rigOf(request),
      controller: `${room.manifest.room}/${request.controller}`,
      images,
      home,
    });
  if (facts.noFlash !== undefined) return { facts, benchOf };
  return {
    facts,
    benchOf,
    flash: async (request, progress) => {
      const { dut } = rigOf(request);
      return flashScan({ choice: { map, board: dut.id }, image: options, images, home }, progress);
    },
  };
}

/** @throws ConfigurationError NO_SUCH_BOARD; RigError BOARD_ABSENT, WRONG_BOARD */
function rigOfScan(name: string, { entries, room }: MappedPlacesOptions, { serial, controller }: RunRequest): Rig {
  const here = entries.filter(({ bench }) => bench === name);
  const [rig] = chooseRigs(
    here.filter(({ role, id }) => role === 'bench' || id === serial),
    { board: serial },
  );
  if (rig === undefined)
    throw new ConfigurationError('NO_SUCH_BOARD', `expected ${serial} on ${name}, seen it nowhere`);
  const asked = `${room.manifest.room}/${controller}`;
  if (rig.dut.controller === undefined || rig.dut.controller === asked) return rig;
  throw new RigError('WRONG_BOARD', `expected a board of ${asked}, seen ${serial}, which is ${rig.dut.controller}`);
}

function factsOf(name: string, { entries, room, image }: MappedPlacesOptions): BenchFacts {
  const duts = entries.filter(({ role, bench }) => role === 'dut' && bench === name);
  const named = duts.flatMap(({ controller }) => (controller === undefined ? [] : [controller.split('/').at(-1)]));
  const all = named.length < duts.length;
  const controllers = room.controllers
    .filter(({ controller }) => all || named.includes(controller))
    .map(({ controller, title }) => ({ id: controller, title }));
  const platform = duts[0]?.platform ?? 'wasm';
  const emulated = duts.every(({ runner }) => runner === 'emulator');
  const noFlash =
    platform === 'wasm'
      ? NO_FLASH_IN_WASM
      : image === undefined && !emulated
        ? 'The program was started without --image: there is nothing to flash.'
        : undefined;
  const facts = { id: name, title: name, platform, anySerial: false, room: room.manifest.room, controllers };
  return noFlash === undefined ? facts : { ...facts, noFlash };
}
