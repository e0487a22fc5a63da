/** Moves the camera to a stored stand: a short flight, or a cut for people who want less motion. */
import { type Camera, Vector3 } from 'three';
import { prefersStillness } from '../app/stillness.ts';
import type { CameraStand } from './room-model.ts';
import { sceneUi } from './scene-ui.ts';

/** The part of the orbit controls that is used here. */
export interface OrbitLike {
  enabled: boolean;
  readonly target: Vector3;
  update(): void;
}

const FLIGHT_MS = 900;

interface Leg {
  readonly fromPosition: Vector3;
  readonly fromTarget: Vector3;
  readonly stand: Pick<CameraStand, 'position' | 'target'>;
  readonly startedAtMs: number;
  readonly lastsMs: number;
}

export class CameraFlight {
  private readonly stands: readonly CameraStand[];
  private readonly fallback: Pick<CameraStand, 'position' | 'target'>;
  private readonly target = new Vector3();
  private camera: Camera | undefined;
  private orbit: () => OrbitLike | null = () => null;
  private leg: Leg | undefined;
  private cut = false;

  constructor(stands: readonly CameraStand[], centre: Vector3) {
    this.stands = stands;
    this.fallback = { position: new Vector3(centre.x, centre.y + 6, centre.z + 9), target: centre };
  }

  /** Takes this camera: to the first stand at once, then wherever the page asks, until the returned function is called. */
  follow(camera: Camera, orbit: () => OrbitLike | null, invalidate: () => void): () => void {
    this.camera = camera;
    this.orbit = orbit;
    this.begin(this.stands[0] ?? this.fallback, 0);
    invalidate();
    return sceneUi.subscribe((state, before) => {
      if (state.flight === before.flight || state.flight === undefined) return;
      const stand = this.stands.find(({ name }) => name === state.flight?.name);
      if (stand === undefined) return;
      this.begin(stand, prefersStillness() ? 0 : FLIGHT_MS);
      invalidate();
    });
  }

  /** What the camera looks at, or is about to when it flies. */
  get focus(): Vector3 {
    return this.leg?.stand.target ?? this.orbit()?.target ?? this.fallback.target;
  }

  /** The person takes the camera: the flight ends where it is. */
  cancel(): void {
    this.leg = undefined;
  }

  private begin(stand: Pick<CameraStand, 'position' | 'target'>, lastsMs: number): void {
    if (this.camera === undefined) return;
    const fromTarget = this.orbit()?.target ?? this.target;
    this.leg = {
      fromPosition: this.camera.position.clone(),
      fromTarget: fromTarget.clone(),
      stand,
      startedAtMs: performance.now(),
      lastsMs,
    };
    // A cut is there before the next frame: then one frame shows it.
    if (lastsMs === 0) this.step(performance.now());
  }

  /** Whether the camera was put elsewhere without a flight since this was asked last: nothing moves then, and one picture is due. */
  tookCut(): boolean {
    const { cut } = this;
    this.cut = false;
    return cut;
  }

  /** One frame of the flight; true while it goes on. */
  step(nowMs: number): boolean {
    const { leg, camera } = this;
    const orbit = this.orbit();
    if (leg === undefined || camera === undefined || orbit === null) return leg !== undefined;
    const part = leg.lastsMs === 0 ? 1 : Math.min(1, (nowMs - leg.startedAtMs) / leg.lastsMs);
    const eased = part * part * (3 - 2 * part);
    camera.position.lerpVectors(leg.fromPosition, leg.stand.position, eased);
    orbit.target.lerpVectors(leg.fromTarget, leg.stand.target, eased);
    orbit.update();
    if (part < 1) return true;
    this.leg = undefined;
    if (leg.lastsMs === 0) this.cut = true;
    return false;
  }
}
