/** Makes the room follow the plants' truths: glides for movers, glows for lamps and lights. No React state here. */
import { Color } from 'three';
import type { Truth } from '../live/view.ts';
import { offsetAt, truthNumber } from './binding.ts';
import { advance, aim } from './easing.ts';
import { DARK, flicker, fullStrength, type Glow, glowOf } from './glow.ts';
import type { Lamp, LightSource, Mover, RoomModel } from './room-model.ts';

export type Truths = Readonly<Record<string, Truth>>;

interface PlantParts {
  readonly movers: Mover[];
  readonly lights: (Lamp | LightSource)[];
}

/** Share of its own colour that a lamp at full level keeps: what the room shines on it would wash its light out. */
const UNLIT_SHARE = 0.12;
const DEGREE = Math.PI / 180;

export class Follower {
  private readonly model: RoomModel;
  private readonly stripPixels: (plant: string) => number;
  private readonly parts = new Map<string, PlantParts>();
  private readonly moving = new Set<Mover>();
  private readonly tint = new Color();
  /** Densest haze of the room, 0 to 1. */
  hazeDensity = 0;
  /** Whether some lamp flickers, so that frames are wanted although nothing is told. */
  lively = false;
  /** Set when a mover moved: shadows are to be drawn anew. */
  shadowsStale = true;

  /** @param stripPixels pixels of the strip that is this plant, 0 when unknown */
  constructor(model: RoomModel, stripPixels: (plant: string) => number) {
    this.model = model;
    this.stripPixels = stripPixels;
    const of = (plant: string): PlantParts => {
      const known = this.parts.get(plant) ?? { movers: [], lights: [] };
      this.parts.set(plant, known);
      return known;
    };
    for (const mover of model.movers) of(mover.plant).movers.push(mover);
    for (const light of [...model.lamps, ...model.sources]) of(light.plant).lights.push(light);
  }

  /** Takes new truths; only plants whose entry changed are looked at. True when something is to be drawn. */
  take(truths: Truths, before: Truths, jump: boolean): boolean {
    let changed = false;
    let haze = 0;
    for (const plant in truths) {
      const truth = truths[plant];
      if (truth === undefined) continue;
      const density = truth.density;
      if (typeof density === 'number' && density > haze) haze = density;
      if (truth === before[plant] && !jump) continue;
      const parts = this.parts.get(plant);
      if (parts !== undefined && this.takePlant(plant, parts, truth, jump)) changed = true;
    }
    if (Math.abs(haze - this.hazeDensity) > 0.002) {
      this.hazeDensity = haze;
      changed = true;
    }
    this.lively = this.model.lamps.some((lamp) => lamp.glow.lively);
    return changed;
  }

  private takePlant(plant: string, parts: PlantParts, truth: Truth, jump: boolean): boolean {
    let changed = false;
    for (const mover of parts.movers) {
      const value = truthNumber(truth[mover.motion.follows]);
      if (value === undefined) continue;
      const aimed = aim(mover.glide, value, jump || !mover.known);
      if (!aimed && mover.known) continue;
      mover.known = true;
      this.moving.add(mover);
      changed = true;
    }
    for (const light of parts.lights) {
      const glow = glowOf(truth, light.own, light.meaning.pixels, this.stripPixels(plant));
      if (sameGlow(light.glow, glow)) continue;
      light.glow = glow;
      changed = true;
    }
    return changed;
  }

  /** Goes on for `deltaS` seconds; true while something still glides. */
  advance(deltaS: number, nowMs: number, still: boolean): boolean {
    for (const mover of this.moving) {
      if (!advance(mover.glide, deltaS)) this.moving.delete(mover);
      placeMover(mover);
      this.shadowsStale = true;
    }
    for (const lamp of this.model.lamps) this.shine(lamp, nowMs, still);
    return this.moving.size > 0;
  }

  private shine(lamp: Lamp, nowMs: number, still: boolean): void {
    const strength = lamp.glow.level * (lamp.glow.lively && !still ? flicker(nowMs, lamp.phase) : 1);
    lamp.material.emissive.copy(this.tint.setHex(lamp.glow.color));
    lamp.material.emissiveIntensity = strength * fullStrength(lamp.glow.color);
    lamp.material.color.copy(lamp.unlit).multiplyScalar(1 - (1 - UNLIT_SHARE) * lamp.glow.level);
  }
}

const sameGlow = (a: Glow, b: Glow): boolean =>
  a === b || (a.level === b.level && a.color === b.color && a.lively === b.lively) || (a === DARK && b.level === 0);

function placeMover(mover: Mover): void {
  const offset = offsetAt(mover.motion, mover.glide.value);
  if (mover.motion.motion === 'slide') {
    // Along the node's own axis, as its place in the file turned it.
    mover.object.position
      .copy(mover.axis)
      .applyQuaternion(mover.restTurn)
      .multiplyScalar(offset)
      .add(mover.restPosition);
  } else {
    mover.object.quaternion.setFromAxisAngle(mover.axis, offset * DEGREE).premultiply(mover.restTurn);
  }
}
