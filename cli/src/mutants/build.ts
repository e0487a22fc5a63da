/** Everything that one mutant runs: program, firmware and room, each with its defect or sound. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Room } from '@understudy/contract';
import type { Defect, TextPatch } from '@understudy/scenarios/defects';
import { runScript } from '../artefacts/run-script.ts';
import { sourceHash } from '../artefacts/source-hash.ts';
import { CACHE } from '../paths.ts';
import { openRoom } from '../room/open.ts';
import { bundleProgram, keep } from './bundle.ts';
import { applyPatch } from './patch.ts';

/** Paths of files in the cache. */
export interface Mutant {
  readonly program: string;
  readonly firmware: string;
  /** The room that is run. */
  readonly room: string;
  /** The room that runs are judged by: always the sound one. */
  readonly law: string;
}

const BUILD_FIRMWARE = fileURLToPath(new URL('./build-firmware.ts', import.meta.url));
const FIRMWARE = 'firmware/';
/** What the module is compiled from, and how. */
const COMPILED = ['core', 'drivers', 'hal', 'boards/wasm', 'build'].map((part) => FIRMWARE + part);
const ROOMS = 'rooms/';

/**
 * Builds a mutant, or the sound build without a defect.
 * @param folder the sound room's
 * @throws Failure DEFECT_STALE, BUILD_FAILED, ROOM_BROKEN when the changed room does not pass its check
 */
export async function buildMutant(folder: string, room: Room, defect?: Defect): Promise<Mutant> {
  const patches = defect?.patches ?? [];
  const inFirmware = patches.filter(({ file }) => file.startsWith(FIRMWARE));
  const inRoom = patches.filter(({ file }) => file.startsWith(ROOMS));
  const inSources = patches.filter((patch) => !inFirmware.includes(patch) && !inRoom.includes(patch));
  const law = keep('json', JSON.stringify(room));
  return {
    program: await bundleProgram(inSources),
    firmware: await patchedFirmware(inFirmware),
    room: inRoom.length === 0 ? law : keep('json', JSON.stringify(await patchedRoom(folder, inRoom))),
    law,
  };
}

/** Kept by what it is made from: the compiler is asked only when that has changed. */
async function patchedFirmware(patches: readonly TextPatch[]): Promise<string> {
  const inside = JSON.stringify(patches.map((patch) => ({ ...patch, file: patch.file.slice(FIRMWARE.length) })));
  const path = join(CACHE, 'mutants', `${sourceHash(COMPILED, inside)}.wasm`);
  if (!existsSync(path)) await runScript(BUILD_FIRMWARE, [path, inside], "The mutant's firmware");
  return path;
}

/** The room as loaded from a copy of its folder with the changes made. */
async function patchedRoom(folder: string, patches: readonly TextPatch[]): Promise<Room> {
  const copy = mkdtempSync(join(tmpdir(), 'understudy-mutant-'));
  try {
    cpSync(folder, copy, { recursive: true, filter: (path) => !path.startsWith(join(folder, 'scene')) });
    for (const patch of patches) {
      const [, , ...inside] = patch.file.split('/');
      const path = join(copy, ...inside);
      writeFileSync(path, applyPatch(readFileSync(path, 'utf8'), patch));
    }
    return await openRoom(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}
