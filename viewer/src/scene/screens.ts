/** Which walls and ceilings stand between the camera and the room and are therefore not shown. */
import type { Vector3 } from 'three';
import type { Screen } from './room-model.ts';

/** True when the camera is on the outer side of a wall, or above a ceiling. */
export function hides(screen: Pick<Screen, 'box' | 'outward' | 'fromAbove'>, camera: Vector3): boolean {
  const { box, outward, fromAbove } = screen;
  if (fromAbove && camera.y > box.min.y) return true;
  if (outward === undefined) return false;
  const toCameraX = camera.x - (box.min.x + box.max.x) / 2;
  const toCameraZ = camera.z - (box.min.z + box.max.z) / 2;
  return toCameraX * outward[0] + toCameraZ * outward[1] > 0;
}

/** Shows and hides; true when something changed. */
export function cutAway(screens: readonly Screen[], camera: Vector3): boolean {
  let changed = false;
  for (const screen of screens) {
    const visible = !hides(screen, camera);
    if (screen.object.visible !== visible) {
      screen.object.visible = visible;
      changed = true;
    }
  }
  return changed;
}
