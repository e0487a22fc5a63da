/**
 * A fixed number of point lights for any number of lamps: the strongest sources have them. The number never changes
 * while the room is shown, because every change makes all shaders compile again.
 */
import { type Object3D, PointLight, Vector3 } from 'three';
import { flicker } from './glow.ts';
import type { LightSource } from './room-model.ts';

/** Lights without shadows: more cost more for every pixel of the room. */
export const POOL_SIZE = 8;

/** A source this far from what the camera looks at counts half, in metres. */
const FOCUS_M = 3.5;

export class LightPool {
  readonly lights: readonly PointLight[];
  private readonly sources: readonly LightSource[];
  private readonly holders: (LightSource | undefined)[];
  private readonly place = new Vector3();

  constructor(sources: readonly LightSource[]) {
    this.sources = sources;
    this.lights = Array.from({ length: POOL_SIZE }, () => new PointLight(0xffffff, 0, 9, 1.8));
    this.holders = this.lights.map(() => undefined);
  }

  /**
   * Hands the lights to the sources that are strongest as seen from `focus`, what the camera looks at: a house has more
   * lamps than lights. A source that has a light keeps it while it stays among them.
   */
  assign(focus: Vector3): void {
    const ranked: { readonly source: LightSource; readonly strength: number }[] = [];
    for (const source of this.sources) {
      const strength = source.glow.level * source.candela;
      if (strength <= 0) continue;
      const distance = worldCentre(source.object, this.place).distanceTo(focus) / FOCUS_M;
      ranked.push({ source, strength: strength / (1 + distance * distance) });
    }
    ranked.sort((a, b) => b.strength - a.strength);
    const strongest = ranked.slice(0, POOL_SIZE).map(({ source }) => source);
    const waiting = strongest.filter((source) => !this.holders.includes(source));
    for (let i = 0; i < this.holders.length; i += 1) {
      const holder = this.holders[i];
      if (holder === undefined || !strongest.includes(holder)) this.holders[i] = waiting.shift();
    }
  }

  /** Sets colours, places and strengths for one frame. */
  shine(nowMs: number, still: boolean): void {
    for (const [index, light] of this.lights.entries()) {
      const source = this.holders[index];
      if (source === undefined) {
        light.intensity = 0;
        continue;
      }
      const { glow } = source;
      light.intensity = source.candela * glow.level * (glow.lively && !still ? flicker(nowMs, source.phase) : 1);
      light.color.setHex(glow.color);
      light.position.copy(worldCentre(source.object, this.place));
    }
  }
}

function worldCentre(object: Object3D, into: Vector3): Vector3 {
  const mesh = object as Object3D & { geometry?: { boundingSphere: { center: Vector3 } | null } };
  const centre = mesh.geometry?.boundingSphere?.center;
  return centre === undefined ? object.getWorldPosition(into) : into.copy(centre).applyMatrix4(object.matrixWorld);
}
