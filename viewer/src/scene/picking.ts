/** What is under the pointer: a prop that can be worked, or a device, or nothing but walls. */
import { type Camera, type Mesh, type Object3D, Raycaster, type Vector2 } from 'three';
import type { NodeMeaning } from './binding.ts';
import { POINTED_LAYER } from './merge-still.ts';
import type { RoomModel } from './room-model.ts';

export interface Hit {
  readonly object: Mesh;
  readonly meaning: NodeMeaning;
}

/** A collider this far behind the first surface, in metres, still counts: props stick out of their colliders. */
const REACH_M = 0.35;

/** Whether the object and everything above it is shown; a collider itself never is, its parents are. */
function isShown(object: Object3D, isCollider: boolean): boolean {
  let node: Object3D | null = isCollider ? object.parent : object;
  for (; node !== null; node = node.parent) if (!node.visible) return false;
  return true;
}

const ray = new Raycaster();
// Merged meshes are drawn, the file's own ones are pointed at.
ray.layers.enable(POINTED_LAYER);

/** The nearest thing with a meaning along the pointer's ray. `pointer` is in -1..1 of the canvas. */
export function pick(model: RoomModel, pointer: Vector2, camera: Camera): Hit | undefined {
  ray.setFromCamera(pointer, camera);
  let first: { readonly hit: Hit; readonly distance: number } | undefined;
  for (const { object, distance } of ray.intersectObjects(model.pickable as Mesh[], false)) {
    const meaning = model.meaningOf.get(object);
    if (meaning === undefined || !isShown(object, meaning.role === 'collider')) continue;
    if (first !== undefined && distance > first.distance + REACH_M) break;
    const hit = { object: object as Mesh, meaning };
    if (meaning.role === 'collider') return hit;
    first ??= { hit, distance };
  }
  return first?.hit.meaning.device === undefined ? undefined : first.hit;
}
