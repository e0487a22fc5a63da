/** Fetches and reads the room's scene. */
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import { mergeStill } from './merge-still.ts';
import { modelRoom, type RoomModel } from './room-model.ts';

/** Reads `GET /api/scene`. Throws an error whose message a person can act upon. */
export async function loadRoom(signal: AbortSignal): Promise<RoomModel> {
  const response = await fetch('/api/scene', { signal });
  if (!response.ok) {
    const body = (await response.json().catch(() => undefined)) as { readonly message?: unknown } | undefined;
    throw new Error(`The engine has no scene to show: ${String(body?.message ?? `status ${response.status}`)}.`);
  }
  const bytes = await response.arrayBuffer();
  const file = await new GLTFLoader().parseAsync(bytes, '');
  const model = modelRoom(file.scene);
  mergeStill(model.root, model.meaningOf);
  return model;
}
