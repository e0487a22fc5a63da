/** What a drawn room is made of besides its model, and how it follows the live view outside React. */
import { FogExp2, Vector3, type WebGLRenderer } from 'three';
import { directoryOf } from '../live/room-directory.ts';
import { liveStore } from '../live/store.ts';
import { Beams } from './beams.ts';
import { CameraFlight } from './camera-flight.ts';
import { Follower } from './follow.ts';
import { Haze } from './haze.ts';
import { LightPool } from './light-pool.ts';
import { Marks } from './marks.ts';
import { isSoftware, PaceKeeper } from './pace-keeper.ts';
import type { RoomModel } from './room-model.ts';
import { rendererName, Sharpness } from './sharpness.ts';

export interface Parts {
  readonly follower: Follower;
  readonly pool: LightPool;
  readonly marks: Marks;
  readonly flight: CameraFlight;
  readonly fog: FogExp2;
  readonly haze: Haze;
  readonly beams: Beams;
  readonly pace: PaceKeeper;
  readonly sharpness: Sharpness;
}

/** Makes them for one model on one renderer. */
export function makeParts(model: RoomModel, gl: WebGLRenderer): Parts {
  const stripPixels = (plant: string): number => {
    const { room } = liveStore.getState();
    return room === undefined ? 0 : (directoryOf(room).props.get(plant)?.params.pixels ?? 0);
  };
  return {
    follower: new Follower(model, stripPixels),
    pool: new LightPool(model.sources),
    marks: new Marks(model),
    flight: new CameraFlight(model.cameras, model.box.getCenter(new Vector3())),
    fog: new FogExp2(0x1a1712, 0.006),
    haze: new Haze(model.hazes),
    beams: new Beams(model),
    pace: new PaceKeeper(isSoftware(rendererName(gl.getContext()))),
    sharpness: new Sharpness(),
  };
}

/** Follows the live view outside React: only plants that changed are looked at. */
export function followLive(parts: Parts, invalidate: () => void): () => void {
  const begin = liveStore.getState();
  parts.follower.take(begin.view.plant, {}, true);
  parts.pool.assign(parts.flight.focus);
  parts.haze.take(begin.view.plant);
  invalidate();
  return liveStore.subscribe((state, before) => {
    if (state.view.plant === before.view.plant) return;
    // A recording that was sought shows another instant: nothing glides there.
    const isSought = before.status === 'recording' && state.view.seq !== before.view.seq + 1;
    const jump = isSought || before.status === 'connecting' || before.status === 'lost';
    if (!parts.follower.take(state.view.plant, before.view.plant, jump)) return;
    parts.pool.assign(parts.flight.focus);
    parts.haze.take(state.view.plant);
    invalidate();
  });
}
