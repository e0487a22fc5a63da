/** Fetches and reads the room's scene. */
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import { mergeStill } from './merge-still.ts';
import { modelRoom, type RoomModel } from './room-model.ts';
import { singleOut } from './single-out.ts';

/**
 * Reads `GET /api/scene`. Throws an error whose message a person can act upon.
 * @param devices those that are shown by themselves; undefined: the whole room is
 */
export async function loadRoom(signal: AbortSignal, devices?: readonly string[]): Promise<RoomModel> {
  const response = await fetch('/api/scene', { signal });
  if (!response.ok) {
    const body = (await response.json().catch(() => undefined)) as { readonly message?: unknown } | undefined;
    throw new Error(`The engine has no scene to show: ${String(body?.message ?? `status ${response.status}`)}.`);
  }
  const bytes = await response.arrayBuffer();
  const file = await new GLTFLoader().parseAsync(bytes, '');
  const whole = modelRoom(file.scene);
  const model = devices === undefined ? whole : singleOut(whole, devices);
  mergeStill(model.root, model.meaningOf);
  return model;
}
