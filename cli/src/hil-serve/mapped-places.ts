/** Benches of a hardware map: whoever is scanned must be one of the DUTs that the map knows on that bench. */
import type { Room } from '@understudy/contract';
import {
  type BenchFacts,
  Board,
  ConfigurationError,
  chooseRigs,
  type FlashIdentity,
  type FlashPlatform,
  flash,
  identifyEmulated,
  type MapEntry,
  openLine,
  type Rig,
  RigError,
  type RunRequest,
  readFirmware,
  realPorts,
} from '@understudy/hil';
import type { BenchHome } from '../hil/home.ts';
import type { Images } from '../hil/images.ts';
import { mappedBench } from '../hil/mapped-benches.ts';
import type { Place } from './place.ts';
import { trustedKeys } from './trusted-keys.ts';

export interface MappedPlacesOptions {
  readonly entries: readonly MapEntry[];
  readonly room: Room;
  readonly images: Images;
  readonly home: BenchHome;
  readonly image?: string;
  readonly allowUnsigned?: string;
}

/** One a bench of the map, by its name. */
export function mappedPlaces(options: MappedPlacesOptions): Place[] {
  const names = new Set(options.entries.filter(({ role }) => role === 'dut').map(({ bench }) => bench));
  return [...names].sort().map((name) => mappedPlace(name, options));
}

function mappedPlace(name: string, options: MappedPlacesOptions): Place {
  const { room, images, home, image } = options;
  const facts = factsOf(name, options);
  const rigOf = (request: RunRequest): Rig => rigOfScan(name, options, request);
  const benchOf = (request: RunRequest) =>
    mappedBench({
      rig: rigOf(request),
      controller: `${room.manifest.room}/${request.controller}`,
      images,
      home,
    });
  if (facts.noFlash !== undefined || image === undefined) return { facts, benchOf };
  return {
    facts,
    benchOf,
    flash: (request, progress) => {
      const { dut } = rigOf(request);
      const { platform, id, serial } = dut;
      if (platform === 'wasm') throw new ConfigurationError('NO_SUCH_BOARD', `${id} is a bench without flash`);
      const plan = {
        platform: platform satisfies FlashPlatform,
        boardId: id,
        ...(serial === null || dut.runner === 'emulator' ? {} : { serial }),
        firmware: readFirmware(image),
        trust: {
          publicKeys: trustedKeys(home.keys),
          ...(options.allowUnsigned === undefined ? {} : { allowUnsigned: options.allowUnsigned }),
        },
      };
      return flash(
        plan,
        realPorts(home.boards, () => identify(dut, home)),
        progress,
      );
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
  const noFlash =
    platform === 'wasm'
      ? 'A bench in WebAssembly keeps no firmware: it always runs that of this checkout.'
      : image === undefined
        ? 'The program was started without --image: there is nothing to flash.'
        : undefined;
  const emulated = duts.every(({ runner }) => runner === 'emulator');
  const facts = { id: name, title: name, platform, emulated, room: room.manifest.room, controllers };
  return noFlash === undefined ? facts : { ...facts, noFlash };
}

/** HELLO of the board as it runs now. */
async function identify(dut: MapEntry, home: BenchHome): Promise<FlashIdentity> {
  if (dut.runner === 'emulator') return identifyEmulated(home.boards, dut.id);
  if (dut.serial === null) throw new RigError('BOARD_ABSENT', `expected a line for ${dut.id} in the map, seen none`);
  const line = await openLine(dut.serial, dut.baud);
  const board = new Board(line, NONCE);
  try {
    const { chipSerial, buildHash } = await board.hello;
    return { chipSerial, buildHash };
  } finally {
    board.close();
    await line.close();
  }
}

/** Of a session that only asks who is there; the next one has another. */
const NONCE = 0x4f504552;
