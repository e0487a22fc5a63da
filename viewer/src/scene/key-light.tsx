/** The one light with shadows: it stands for the gasoliers overhead and covers the whole room. */
import { useThree } from '@react-three/fiber';
import { type ReactElement, useEffect, useMemo } from 'react';
import { type Box3, DirectionalLight, Vector3 } from 'three';

export function KeyLight({ box }: { readonly box: Box3 }): ReactElement {
  const { invalidate } = useThree();
  const light = useMemo(() => {
    const centre = box.getCenter(new Vector3());
    const half = box.getSize(new Vector3()).length() / 2;
    const made = new DirectionalLight(0xffdcae, 0.85);
    made.position.set(centre.x - half * 0.35, centre.y + half * 1.1, centre.z + half * 0.45);
    made.target.position.copy(centre);
    made.castShadow = true;
    made.shadow.mapSize.set(2048, 2048);
    made.shadow.bias = -0.0004;
    made.shadow.normalBias = 0.03;
    made.shadow.radius = 3;
    const { camera } = made.shadow;
    Object.assign(camera, { left: -half, right: half, top: half, bottom: -half, near: 0.1, far: half * 3 });
    camera.updateProjectionMatrix();
    return made;
  }, [box]);
  useEffect(() => {
    invalidate();
    return () => light.dispose();
  }, [light, invalidate]);
  return (
    <>
      <primitive object={light} />
      <primitive object={light.target} />
    </>
  );
}
