/** One frame: everything moves on by a step, and the canvas says what was drawn. */
import type { Camera, WebGLRenderer } from 'three';
import type { Parts } from './parts.ts';
import type { RoomModel } from './room-model.ts';
import { cutAway } from './screens.ts';

/** A frame after a pause does not make up for it: movers glide on from where they were. */
const LONGEST_STEP_S = 1 / 24;
/** A slow machine shows motion in fewer steps instead of showing it late. */
const LONGEST_SLOW_STEP_S = 0.25;

/** What a frame is drawn with. */
export interface FrameContext {
  readonly gl: WebGLRenderer;
  readonly camera: Camera;
  readonly model: RoomModel;
  /** Whether the person at the page prefers stillness. */
  readonly still: boolean;
  readonly setDpr: (dpr: number) => void;
  readonly fullDpr: number;
}

/** Moves everything on by `deltaS` seconds. Returns whether another frame is wanted at once. */
export function drawFrame(parts: Parts, context: FrameContext, deltaS: number): boolean {
  const { follower, pool, beams, flight, marks, fog, pace, sharpness } = parts;
  const { gl, camera, model, still, setDpr, fullDpr } = context;
  const nowMs = performance.now();
  const flying = flight.step(nowMs);
  const calm = still || pace.slow;
  const gliding = follower.advance(Math.min(deltaS, pace.slow ? LONGEST_SLOW_STEP_S : LONGEST_STEP_S), nowMs, calm);
  const isCut = flight.tookCut();
  const turned = sharpness.turned(camera);
  const moving = flying || gliding || (turned && !isCut);
  if (flying || turned) pool.assign(flight.focus);
  pace.note(nowMs, moving);
  pool.shine(nowMs, calm);
  beams.shine();
  fog.density = 0.006 + follower.hazeDensity * 0.05;
  if (cutAway(model.screens, camera.position)) follower.shadowsStale = true;
  if (follower.shadowsStale && !(pace.slow && moving)) {
    gl.shadowMap.needsUpdate = true;
    follower.shadowsStale = false;
  }
  if (pace.slow) sharpness.set(moving, setDpr, fullDpr);
  marks.place();
  const { dataset } = gl.domElement;
  dataset.frames = String(Number(dataset.frames ?? 0) + 1);
  dataset.still = String(!moving && !sharpness.coarse);
  return flying || gliding;
}
