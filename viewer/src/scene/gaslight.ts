/** What brass and glass reflect: a dim parlour with a few warm lamps, made here so that no picture need be fetched. */
import {
  BackSide,
  BoxGeometry,
  Mesh,
  MeshBasicMaterial,
  PMREMGenerator,
  Scene,
  SphereGeometry,
  type Texture,
  type WebGLRenderer,
} from 'three';

interface Lamp {
  readonly at: [number, number, number];
  readonly size: number;
  readonly strength: number;
}
const LAMPS: readonly Lamp[] = [
  { at: [-3, 2.4, -2], size: 1.1, strength: 9 },
  { at: [3.4, 2.8, 1], size: 0.9, strength: 7 },
  { at: [0.5, 3.6, 3], size: 1.4, strength: 5 },
];

/** The environment map of the room; the caller disposes of it with the renderer. */
export function gaslightEnvironment(renderer: WebGLRenderer): Texture {
  const scene = new Scene();
  const shell = new Mesh(new SphereGeometry(10, 16, 12), new MeshBasicMaterial({ color: 0x2b2118, side: BackSide }));
  const floor = new Mesh(new BoxGeometry(14, 0.1, 14), new MeshBasicMaterial({ color: 0x120c08 }));
  floor.position.y = -2.5;
  scene.add(shell, floor);
  for (const { at, size, strength } of LAMPS) {
    const material = new MeshBasicMaterial({ color: 0xffc98a });
    material.color.multiplyScalar(strength);
    const lamp = new Mesh(new BoxGeometry(size, size * 0.7, size), material);
    lamp.position.fromArray(at);
    scene.add(lamp);
  }
  const generator = new PMREMGenerator(renderer);
  const { texture } = generator.fromScene(scene, 0.03);
  generator.dispose();
  scene.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    object.geometry.dispose();
    object.material.dispose();
  });
  return texture;
}
