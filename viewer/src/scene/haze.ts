/** Fog and mist: a few soft sprites at each place of the scene where a haze plant breathes out. */
import { CanvasTexture, Group, NormalBlending, type Object3D, Sprite, SpriteMaterial, Vector3 } from 'three';
import type { Truths } from './follow.ts';

export interface HazePlace {
  readonly object: Object3D;
  readonly plant: string;
}

/** Sprites a place: enough to look uneven, few enough to cost nothing. */
const PUFFS = 7;
const PICTURE_PX = 96;
const FULL_OPACITY = 0.34;

export class Haze {
  readonly group = new Group();
  private readonly puffs: { readonly sprite: Sprite; readonly plant: string; readonly part: number }[] = [];

  constructor(places: readonly HazePlace[]) {
    if (places.length === 0) return;
    const picture = softPicture();
    const centre = new Vector3();
    for (const [number, { object, plant }] of places.entries()) {
      object.getWorldPosition(centre);
      for (let index = 0; index < PUFFS; index += 1) {
        const sprite = new Sprite(
          new SpriteMaterial({
            map: picture,
            color: 0xcfc7b4,
            opacity: 0,
            depthWrite: false,
            blending: NormalBlending,
          }),
        );
        // An even spiral: no chance, so that the same room always looks the same.
        const angle = (index + number) * 2.4;
        const radius = 0.25 + index * 0.22;
        sprite.position.set(
          centre.x + Math.cos(angle) * radius,
          centre.y + 0.15 + (index % 3) * 0.22,
          centre.z + Math.sin(angle) * radius,
        );
        sprite.scale.setScalar(1.3 + (index % 4) * 0.35);
        sprite.visible = false;
        this.puffs.push({ sprite, plant, part: 0.6 + ((index * 7) % 5) * 0.1 });
        this.group.add(sprite);
      }
    }
  }

  /** Shows as much as the plants have breathed out. */
  take(truths: Truths): void {
    for (const { sprite, plant, part } of this.puffs) {
      const density = truths[plant]?.density;
      const opacity = typeof density === 'number' ? Math.min(1, density * 1.6) * part * FULL_OPACITY : 0;
      sprite.visible = opacity > 0.004;
      sprite.material.opacity = opacity;
    }
  }
}

/** A round cloud that fades to its edge. */
function softPicture(): CanvasTexture {
  const canvas = document.createElement('canvas');
  canvas.width = PICTURE_PX;
  canvas.height = PICTURE_PX;
  const pen = canvas.getContext('2d');
  if (pen !== null) {
    const half = PICTURE_PX / 2;
    const fade = pen.createRadialGradient(half, half, 0, half, half, half);
    fade.addColorStop(0, 'rgba(255,255,255,0.9)');
    fade.addColorStop(0.45, 'rgba(255,255,255,0.42)');
    fade.addColorStop(1, 'rgba(255,255,255,0)');
    pen.fillStyle = fade;
    pen.fillRect(0, 0, PICTURE_PX, PICTURE_PX);
  }
  return new CanvasTexture(canvas);
}
