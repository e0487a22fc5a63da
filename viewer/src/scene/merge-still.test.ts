import { BoxGeometry, Group, Mesh, MeshStandardMaterial, Raycaster, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { mergeStill, POINTED_LAYER } from './merge-still.ts';
import { modelRoom, type RoomModel } from './room-model.ts';

const brass = new MeshStandardMaterial();
const body = { role: 'body', deviceId: '' };

function box(x: number, userData: Record<string, unknown>, parent: Group): Mesh {
  const mesh = new Mesh(new BoxGeometry(1, 1, 1), brass);
  mesh.position.x = x;
  mesh.userData = userData;
  parent.add(mesh);
  return mesh;
}

function room(): { readonly root: Group; readonly model: RoomModel; readonly meshes: readonly Mesh[]; leaf: Group } {
  const root = new Group();
  const leaf = new Group();
  leaf.position.set(2, 0, 0);
  leaf.userData = { role: 'mover', plant: 'door', follows: 'position', axis: 'x', motion: 'slide', range: [0, 1] };
  root.add(leaf);
  const meshes = [box(1, body, root), box(3, body, root), box(0.5, body, leaf), box(1, body, leaf)];
  box(4, { ...body, role: 'lamp', plant: 'lamp' }, root);
  return { root, model: modelRoom(root), meshes, leaf };
}

const drawn = (root: Group): Mesh[] => {
  const found: Mesh[] = [];
  root.traverse((object) => {
    if (object instanceof Mesh && object.layers.isEnabled(0)) found.push(object);
  });
  return found;
};

describe('mergeStill', () => {
  it('draws still bodies of one material as one, and what hangs on a mover as another one', () => {
    const { root, model, leaf } = room();
    expect(mergeStill(root, model.meaningOf)).toEqual({ from: 4, to: 2 });
    expect(drawn(root)).toHaveLength(3);
    expect(drawn(leaf)).toHaveLength(1);
  });

  it('keeps every corner where it was, also after the mover has moved', () => {
    const { root, model, leaf } = room();
    mergeStill(root, model.meaningOf);
    leaf.position.x += 1;
    root.updateMatrixWorld(true);
    const [merged] = drawn(leaf);
    merged?.geometry.computeBoundingBox();
    const low = merged?.geometry.boundingBox?.min.clone().applyMatrix4(merged.matrixWorld);
    const high = merged?.geometry.boundingBox?.max.clone().applyMatrix4(merged.matrixWorld);
    expect([low?.x, high?.x]).toEqual([3, 4.5]);
  });

  it('lets the pointer meet the meshes of the file', () => {
    const { root, model, meshes } = room();
    mergeStill(root, model.meaningOf);
    const ray = new Raycaster(new Vector3(1, 0, 5), new Vector3(0, 0, -1));
    expect(ray.intersectObjects([...model.pickable], false)).toEqual([]);
    ray.layers.enable(POINTED_LAYER);
    expect(ray.intersectObjects([...model.pickable], false)[0]?.object).toBe(meshes[0]);
  });
});
