/** Benches without boards: a pair in WebAssembly, and an emulated Cortex-M7 that is flashed before it is tested. */
import type { Room } from '@understudy/contract';
import { type BenchFacts, bootImage, openQemuStation, type Platform } from '@understudy/hil';
import { emulatedBench } from '../hil/emulated-benches.ts';
import type { BenchHome } from '../hil/home.ts';
import type { Images } from '../hil/images.ts';
import { flashScan } from './flash-scan.ts';
import { NO_FLASH_IN_WASM, type Place } from './place.ts';

/** The one board of the emulated bench; whatever was scanned, it is this one. */
const BOARD = 'operator-m7';

export function emulatedPlaces(room: Room, images: Images, home: BenchHome): Place[] {
  return [wasmPlace(room, images), m7Place(room, images, home)];
}

export function wasmPlace(room: Room, images: Images): Place {
  const facts = {
    ...factsOf(room, 'wasm', 'WebAssembly bench'),
    noFlash: NO_FLASH_IN_WASM,
  };
  return {
    facts,
    benchOf: ({ controller, serial }) => ({ ...emulatedBench('wasm', room.manifest.room, controller, images), serial }),
  };
}

function m7Place(room: Room, images: Images, home: BenchHome): Place {
  return {
    facts: factsOf(room, 'qemu-m7', 'Emulated Cortex-M7'),
    benchOf: ({ controller, serial }) => ({
      ...emulatedBench('qemu-m7', room.manifest.room, controller, images),
      serial,
      locks: [BOARD],
      open: async () => openQemuStation({ elf: bootImage(home.boards, BOARD) }),
    }),
    flash: (_request, progress) => flashScan({ choice: { board: BOARD }, image: {}, images, home }, progress),
  };
}

function factsOf(room: Room, platform: Platform, title: string): BenchFacts {
  const controllers = room.controllers.map(({ controller, title: name }) => ({ id: controller, title: name }));
  return { id: platform, title, platform, anySerial: true, room: room.manifest.room, controllers };
}
