/** The real room with real firmware, for the tests of this package (Node). */
import { fileURLToPath } from 'node:url';
import { formatProblem, loadRoom } from '@understudy/adapters';
import { compileTable, type Room } from '@understudy/contract';
import { buildFirmware } from '@understudy/firmware';
import { CIRCUIT_MODELS, MODELS } from '@understudy/sim-devices';
import type { FirmwareSet } from '../src/index.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let clockwork: Promise<Room> | undefined;

/** The room `clockwork` as loaded from its folder, once for all files of a process; each caller has a copy. */
export async function loadClockwork(): Promise<Room> {
  clockwork ??= readClockwork();
  return structuredClone(await clockwork);
}

async function readClockwork(): Promise<Room> {
  const loaded = await loadRoom(`${ROOT}rooms/clockwork`, { plants: MODELS, circuits: CIRCUIT_MODELS });
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return loaded.room;
}

/** These controllers of Clockwork alone, with a graph that only waits. */
export async function partOfClockwork(names: readonly string[]): Promise<Room> {
  const whole = await loadClockwork();
  const { circuits } = whole.manifest;
  const ours = <T extends { readonly controller: string }>(files: readonly T[]): T[] =>
    files.filter(({ controller }) => names.includes(controller));
  return {
    ...whole,
    manifest: { ...whole.manifest, circuits: { ...circuits, egress: { releaseMs: 20, buttons: {} } } },
    controllers: ours(whole.controllers),
    physics: ours(whole.physics),
    graph: {
      version: '1',
      start: 'wait',
      nodes: { wait: { kind: 'DELAY', ms: 3_000_000, next: 'end' }, end: { kind: 'END', outcome: 'won' } },
    },
    objectives: { objectives: {} },
    rules: { interlocks: {} },
    players: {},
  };
}

/** The compiled firmware; from the repository's cache when its sources have not changed. */
export async function firmwareBytes(): Promise<Uint8Array> {
  return (await buildFirmware({ cacheDir: `${ROOT}.cache/firmware` })).wasm;
}

/** What the controllers of a room run. The key is the test's own. */
export async function firmwareFor(room: Room, wasm: Uint8Array): Promise<FirmwareSet> {
  return {
    module: await WebAssembly.compile(new Uint8Array(wasm)),
    tables: new Map(
      room.controllers.map((controller) => [controller.controller, compileTable(room.manifest, controller)]),
    ),
    key: Uint8Array.from({ length: 32 }, (_, index) => index),
  };
}
