/** The games that Node, another process and a browser's worker play for comparison. */
import type { Room } from '@understudy/contract';
import { SMALL_ROOM, SMALL_SCRIPT } from '../src/fixtures/small-room.ts';
import { answer, type PlayRequest } from '../src/index.ts';
import { firmwareBytes, firmwareFor, loadClockwork } from './load-clockwork.ts';
import { randomScript } from './random-script.ts';

async function requestFor(id: number, room: Room, wasm: Uint8Array): Promise<Omit<PlayRequest, 'script'>> {
  const { tables, key } = await firmwareFor(room, wasm);
  return { kind: 'play', id, room, wasm, tables: Object.fromEntries(tables), key, seed: 11 };
}

/** A game of the small room that is won, and ten minutes of Clockwork under random hands. */
export async function requests(): Promise<readonly [small: PlayRequest, clockwork: PlayRequest]> {
  const wasm = await firmwareBytes();
  const clockwork = await loadClockwork();
  return [
    { ...(await requestFor(1, SMALL_ROOM, wasm)), script: SMALL_SCRIPT },
    {
      ...(await requestFor(2, clockwork, wasm)),
      script: randomScript(clockwork, 5, 400),
      maxGameMs: 600_000,
    },
  ];
}

/** The hashes of those games as played here. */
export async function playedHashes(): Promise<readonly string[]> {
  const played = (await requests()).map(answer);
  return played.map((answered) => (answered.kind === 'result' ? answered.result.hash : answered.message));
}
