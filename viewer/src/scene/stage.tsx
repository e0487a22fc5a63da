/** The canvas: lights, room, cameras. Loaded lazily, after the panels. Frames are drawn on demand only. */
import { OrbitControls } from '@react-three/drei/core/OrbitControls.js';
import { Canvas, useFrame, useThree } from '@react-three/fiber';
import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { FogExp2, type PerspectiveCamera, Vector3, type WebGLRenderer } from 'three';
import { prefersStillness } from '../app/stillness.ts';
import { notify } from '../app/ui-store.ts';
import { directoryOf } from '../live/room-directory.ts';
import { liveStore } from '../live/store.ts';
import { Beams } from './beams.ts';
import { CameraFlight, type OrbitLike } from './camera-flight.ts';
import { Follower } from './follow.ts';
import { gaslightEnvironment } from './gaslight.ts';
import { Haze } from './haze.ts';
import { KeyLight } from './key-light.tsx';
import { LightPool } from './light-pool.ts';
import { loadRoom } from './load-room.ts';
import { Marks } from './marks.ts';
import { isSoftware, PaceKeeper } from './pace-keeper.ts';
import { attachPointer } from './pointer.ts';
import type { RoomModel } from './room-model.ts';
import { sceneUi } from './scene-ui.ts';
import { cutAway } from './screens.ts';
import { rendererName, Sharpness } from './sharpness.ts';

/** A frame after a pause does not make up for it: movers glide on from where they were. */
const LONGEST_STEP_S = 1 / 24;
/** A slow machine shows motion in fewer steps instead of showing it late. */
const LONGEST_SLOW_STEP_S = 0.25;
/** Frames a second for flames that nothing else moves. */
const FLICKER_FPS = 12;
const BACKGROUND = 0x0b100e;

/** The 3D room; fills its parent. */
export function Stage(): ReactElement | null {
  const [model, setModel] = useState<RoomModel>();
  useEffect(() => {
    const ending = new AbortController();
    loadRoom(ending.signal).then(
      (loaded) => {
        if (ending.signal.aborted) return;
        const [problem] = loaded.problems;
        if (problem !== undefined) {
          notify('info', `${loaded.problems.length} nodes of the scene cannot be bound, the first: ${problem}`);
        }
        setModel(loaded);
        const cameras = loaded.cameras.map(({ name, title }) => ({ name, title }));
        sceneUi.setState({ phase: 'ready', problem: undefined, cameras });
      },
      (error: unknown) => {
        if (ending.signal.aborted) return;
        sceneUi.setState({ phase: 'failed', problem: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => ending.abort();
  }, []);
  if (model === undefined) return null;
  return (
    <Canvas
      frameloop="demand"
      shadows="percentage"
      dpr={[1, 1.75]}
      camera={{ fov: 50, near: 0.05, far: 120 }}
      gl={{ antialias: true, powerPreference: 'high-performance' }}
      fallback={<p>This browser shows no 3D graphics. Work the props from the list instead.</p>}
    >
      <Room model={model} />
    </Canvas>
  );
}

function Room({ model }: { readonly model: RoomModel }): ReactElement {
  const { gl, scene, camera, invalidate, size, events } = useThree();
  const controls = useRef<OrbitLike>(null);
  const setDpr = useThree((state) => state.setDpr);
  const fullDpr = useThree((state) => state.viewport.initialDpr);
  const still = prefersStillness();
  const parts = useMemo(() => makeParts(model, gl), [model, gl]);

  useEffect(() => {
    scene.environment = gaslightEnvironment(gl);
    scene.environmentIntensity = 0.45;
    scene.fog = parts.fog;
    gl.shadowMap.autoUpdate = false;
    gl.shadowMap.needsUpdate = true;
    gl.toneMappingExposure = 1.15;
    gl.domElement.dataset.frames = '0';
    const lost = (event: Event): void => {
      event.preventDefault();
      sceneUi.setState({ phase: 'failed', problem: 'The graphics device was lost. Reload the page to see the room.' });
    };
    gl.domElement.addEventListener('webglcontextlost', lost);
    return () => gl.domElement.removeEventListener('webglcontextlost', lost);
  }, [gl, scene, parts]);

  useEffect(() => followLive(parts, invalidate), [parts, invalidate]);
  useEffect(() => parts.marks.follow(invalidate), [parts, invalidate]);
  useEffect(() => parts.flight.follow(camera, () => controls.current, invalidate), [parts, camera, invalidate]);
  useEffect(() => {
    if (still) return;
    const timer = setInterval(() => {
      if (parts.follower.lively && !parts.pace.slow && !document.hidden) invalidate();
    }, 1000 / FLICKER_FPS);
    return () => clearInterval(timer);
  }, [parts, invalidate, still]);
  useEffect(
    () =>
      attachPointer({
        surface: (events.connected as HTMLElement | undefined) ?? gl.domElement,
        model,
        camera: () => camera,
        orbit: (enabled) => {
          if (controls.current !== null) controls.current.enabled = enabled;
        },
        highlight: (object) => {
          parts.marks.hover(object);
          invalidate();
        },
      }),
    [gl, events, model, camera, parts, invalidate],
  );
  useEffect(() => {
    // A narrow pane sees as much of the room's width as a wide one.
    const lens = camera as PerspectiveCamera;
    lens.fov = size.width < size.height ? 68 : 50;
    lens.updateProjectionMatrix();
    invalidate();
  }, [camera, size, invalidate]);

  useFrame((_, deltaS) => {
    const nowMs = performance.now();
    const { follower, pool, beams, flight, marks, fog, pace, sharpness } = parts;
    const flying = flight.step(nowMs);
    const calm = still || pace.slow;
    const gliding = follower.advance(Math.min(deltaS, pace.slow ? LONGEST_SLOW_STEP_S : LONGEST_STEP_S), nowMs, calm);
    const moving = flying || gliding || sharpness.turned(camera);
    pace.note(nowMs, moving);
    pool.shine(nowMs, calm);
    beams.shine();
    fog.density = 0.006 + follower.hazeDensity * 0.05;
    const cut = cutAway(model.screens, camera.position);
    if (cut) follower.shadowsStale = true;
    if (follower.shadowsStale && !(pace.slow && moving)) {
      gl.shadowMap.needsUpdate = true;
      follower.shadowsStale = false;
    }
    if (pace.slow) sharpness.set(moving, setDpr, fullDpr);
    marks.place();
    gl.domElement.dataset.frames = String(Number(gl.domElement.dataset.frames ?? 0) + 1);
    gl.domElement.dataset.still = String(!moving && !sharpness.coarse);
    if (flying || gliding) invalidate();
  });

  return (
    <>
      <color attach="background" args={[BACKGROUND]} />
      <hemisphereLight args={[0xffe2b8, 0x2a1c12, 0.55]} />
      <KeyLight box={model.box} />
      {parts.pool.lights.map((light) => (
        <primitive key={light.uuid} object={light} />
      ))}
      <primitive object={model.root} />
      <primitive object={parts.marks.group} />
      <primitive object={parts.haze.group} />
      <primitive object={parts.beams.group} />
      <OrbitControls
        ref={controls as never}
        makeDefault
        enableDamping={!still}
        dampingFactor={0.12}
        minDistance={0.5}
        maxDistance={30}
        maxPolarAngle={Math.PI * 0.56}
        onStart={() => parts.flight.cancel()}
      />
    </>
  );
}

interface Parts {
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

function makeParts(model: RoomModel, gl: WebGLRenderer): Parts {
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
    pace: new PaceKeeper(isSoftware(rendererName(gl))),
    sharpness: new Sharpness(),
  };
}

/** Follows the live view outside React: only plants that changed are looked at. */
function followLive(parts: Parts, invalidate: () => void): () => void {
  const begin = liveStore.getState();
  parts.follower.take(begin.view.plant, {}, true);
  parts.pool.assign();
  parts.haze.take(begin.view.plant);
  invalidate();
  return liveStore.subscribe((state, before) => {
    if (state.view.plant === before.view.plant) return;
    const jump = before.status !== 'live';
    if (!parts.follower.take(state.view.plant, before.view.plant, jump)) return;
    parts.pool.assign();
    parts.haze.take(state.view.plant);
    invalidate();
  });
}
