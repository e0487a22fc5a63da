import type { Room } from '@understudy/contract';
import { compileFirmware } from '@understudy/sim-devices';
import { runVirtual } from './virtual/run-virtual.ts';
import { type ScriptedAct, ScriptedPlayer } from './virtual/scripted-player.ts';
import type { VirtualResult } from './virtual/types.ts';

/** What a worker is asked: one whole game in virtual time. Plain data, fit for structured cloning. */
export interface PlayRequest {
  readonly kind: 'play';
  /** Comes back with the answer. */
  readonly id: number;
  readonly room: Room;
  /** `firmware.wasm`. */
  readonly wasm: Uint8Array;
  /** Flash table by controller id. */
  readonly tables: Readonly<Record<string, Uint8Array>>;
  readonly key: Uint8Array;
  readonly seed: number;
  /** What is done in the room, and when; nothing when absent. */
  readonly script?: readonly ScriptedAct[];
  readonly maxGameMs?: number;
}

export type PlayAnswer =
  | { readonly kind: 'result'; readonly id: number; readonly result: VirtualResult }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** Plays the game that a request asks for. Never throws: what fails is told in the answer. */
export function answer(request: PlayRequest): PlayAnswer {
  const { id, room, wasm, tables, key, seed, script = [], maxGameMs } = request;
  try {
    const firmware = { module: compileFirmware(wasm), tables: new Map(Object.entries(tables)), key };
    const result = runVirtual(room, firmware, {
      seed,
      player: new ScriptedPlayer(script),
      ...(maxGameMs !== undefined && { maxGameMs }),
    });
    return { kind: 'result', id, result };
  } catch (error) {
    return { kind: 'failed', id, message: error instanceof Error ? error.message : String(error) };
  }
}
