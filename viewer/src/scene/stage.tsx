/** The canvas of the room. Loaded lazily, after the panels. Frames are drawn on demand only. */
import { Canvas } from '@react-three/fiber';
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { notify } from '../app/ui-store.ts';
import { loadRoom } from './load-room.ts';
import { isSoftware } from './pace-keeper.ts';
import { Room } from './room.tsx';
import type { RoomModel } from './room-model.ts';
import { sceneUi } from './scene-ui.ts';
import { nameOfNextRenderer } from './sharpness.ts';

/** The 3D room; fills its parent. With `devices` they alone are lit, and looked at; the same list each time. */
export function Stage({ devices }: { readonly devices?: readonly string[] }): ReactElement | null {
  const [model, setModel] = useState<RoomModel>();
  // The processor would take twice as long for a frame with smooth edges.
  const antialias = useMemo(() => !isSoftware(nameOfNextRenderer()), []);
  useEffect(() => {
    const ending = new AbortController();
    loadRoom(ending.signal, devices).then(
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
  }, [devices]);
  if (model === undefined) return null;
  return (
    <Canvas
      frameloop="demand"
      shadows="percentage"
      dpr={[1, 1.75]}
      camera={{ fov: 50, near: 0.05, far: 120 }}
      gl={{ antialias, powerPreference: 'high-performance' }}
      fallback={<p>This browser shows no 3D graphics. Work the props from the list instead.</p>}
    >
      <Room key={model.root.uuid} model={model} bright={devices !== undefined} />
    </Canvas>
  );
}
