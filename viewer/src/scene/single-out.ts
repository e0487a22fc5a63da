/** Some devices of a room by themselves: whole and in the middle, the rest a ghost, so that one sees where they are and through walls. */
import { Box3, type Material, Mesh, type Object3D, Vector3 } from 'three';
import type { CameraStand, RoomModel } from './room-model.ts';

/** Of the rest. Walls lie behind each other. */
const OPACITY = 0.05;
/** Half of the lens, and some air. */
const FIT = 1 / Math.sin((25 * Math.PI) / 180);
const AIR = 1.15;
const NEAREST_M = 1.2;

/** Name of the stand that shows them; the first of the model that is returned. */
export const SINGLED_OUT = 'camera_singled_out';

/** Leaves a ghost of all but these devices, and adds a stand before them. To be called before still bodies are merged. */
export function singleOut(model: RoomModel, devices: readonly string[]): RoomModel {
  const kept = new Set<Object3D>(devices.flatMap((device) => model.devices.get(device) ?? []));
  const ghosts = new Map<Material, Material>();
  const ghost = (material: Material): Material => {
    const known = ghosts.get(material) ?? ghostOf(material);
    ghosts.set(material, known);
    return known;
  };
  const lamps = new Map(model.lamps.map((lamp) => [lamp.mesh as Object3D, lamp]));
  model.root.traverse((object) => {
    if (!(object instanceof Mesh) || kept.has(object)) return;
    const lamp = lamps.get(object);
    object.castShadow = false;
    object.receiveShadow = false;
    // A lamp has a material of its own, which is coloured anew in each frame.
    if (lamp !== undefined) beGhost(lamp.material);
    else object.material = Array.isArray(object.material) ? object.material.map(ghost) : ghost(object.material);
  });
  const stand = standBefore(kept, model.cameras);
  return stand === undefined ? model : { ...model, cameras: [stand, ...model.cameras] };
}

function ghostOf(material: Material): Material {
  const ghost = material.clone();
  beGhost(ghost);
  return ghost;
}

function beGhost(material: Material): void {
  material.transparent = true;
  material.opacity = Math.min(material.opacity, OPACITY);
  // What lies behind is drawn, too.
  material.depthWrite = false;
}

/**
 * Undefined where the scene has nothing of them. It looks from where the nearest stand of the room is: whoever made the room has
 * put it where nothing is in the way.
 */
export function standBefore(objects: ReadonlySet<Object3D>, stands: readonly CameraStand[]): CameraStand | undefined {
  const box = new Box3();
  for (const object of objects) box.expandByObject(object);
  if (box.isEmpty()) return undefined;
  const target = box.getCenter(new Vector3());
  const nearest = [...stands].sort(
    (one, other) => one.position.distanceToSquared(target) - other.position.distanceToSquared(target),
  )[0];
  const from = nearest?.position ?? new Vector3(target.x, target.y + 2, target.z + 3);
  const radius = box.getSize(new Vector3()).length() / 2;
  const position = new Vector3()
    .subVectors(from, target)
    .normalize()
    .multiplyScalar(Math.max(NEAREST_M, radius * FIT * AIR))
    .add(target);
  return { name: SINGLED_OUT, title: 'Bench', position, target };
}
