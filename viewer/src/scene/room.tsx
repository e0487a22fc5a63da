/** What stands in the canvas: lights, room, cameras; each concern an effect of its own. */
import { OrbitControls } from '@react-three/drei/core/OrbitControls.js';
import { useFrame, useThree } from '@react-three/fiber';
import { type ReactElement, type RefObject, useEffect, useMemo, useRef } from 'react';
import type { PerspectiveCamera } from 'three';
import { prefersStillness } from '../app/stillness.ts';
import type { OrbitLike } from './camera-flight.ts';
import { drawFrame } from './draw-frame.ts';
import { gaslightEnvironment } from './gaslight.ts';
import { KeyLight } from './key-light.tsx';
import { followLive, makeParts, type Parts } from './parts.ts';
import { attachPointer } from './pointer.ts';
import type { RoomModel } from './room-model.ts';
import { sceneUi } from './scene-ui.ts';

/** Frames a second for flames that nothing else moves. */
const FLICKER_FPS = 12;
const BRIGHT = 3.2;
const BACKGROUND = 0x0b100e;

/** `bright`: lit from all round, for devices that stand in no room's light. */
export function Room({ model, bright }: { readonly model: RoomModel; readonly bright: boolean }): ReactElement {
  const { gl, camera, invalidate } = useThree();
  const controls = useRef<OrbitLike>(null);
  const setDpr = useThree((state) => state.setDpr);
  const fullDpr = useThree((state) => state.viewport.initialDpr);
  const still = prefersStillness();
  const parts = useMemo(() => makeParts(model, gl), [model, gl]);

  useAtmosphere(parts);
  useEffect(() => followLive(parts, invalidate), [parts, invalidate]);
  useEffect(() => parts.marks.follow(invalidate), [parts, invalidate]);
  useEffect(() => parts.flight.follow(camera, () => controls.current, invalidate), [parts, camera, invalidate]);
  useFlicker(parts, still);
  usePointer(model, parts, controls);
  useLens();
  useFrame((_, deltaS) => {
    if (drawFrame(parts, { gl, camera, model, still, setDpr, fullDpr }, deltaS)) invalidate();
  });

  return (
    <>
      <color attach="background" args={[BACKGROUND]} />
      <hemisphereLight args={bright ? [0xfff4e0, 0x8a7a68, BRIGHT] : [0xffe2b8, 0x2a1c12, 0.55]} />
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

/** Light from all round, fog, shadows that are drawn when they are stale, and what to say when the device is lost. */
function useAtmosphere(parts: Parts): void {
  const { gl, scene } = useThree();
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
}

/** Flames ask for frames of their own, unless the machine is slow or nobody looks. */
function useFlicker(parts: Parts, still: boolean): void {
  const { invalidate } = useThree();
  useEffect(() => {
    if (still) return;
    const timer = setInterval(() => {
      if (parts.follower.lively && !parts.pace.slow && !document.hidden) invalidate();
    }, 1000 / FLICKER_FPS);
    return () => clearInterval(timer);
  }, [parts, invalidate, still]);
}

function usePointer(model: RoomModel, parts: Parts, controls: RefObject<OrbitLike | null>): void {
  const { gl, events, camera, invalidate } = useThree();
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
    [gl, events, model, camera, parts, controls, invalidate],
  );
}

/** A narrow pane sees as much of the room's width as a wide one. */
function useLens(): void {
  const { camera, size, invalidate } = useThree();
  useEffect(() => {
    const lens = camera as PerspectiveCamera;
    lens.fov = size.width < size.height ? 75 : 50;
    lens.updateProjectionMatrix();
    invalidate();
  }, [camera, size, invalidate]);
}
