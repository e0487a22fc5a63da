/**
 * Draws what never moves in a few calls. Still bodies of one material that stand near each other become one mesh; the
 * meshes of the file stay for the pointer and for frames round devices, on a layer that no camera draws.
 */
import { BufferAttribute, type BufferGeometry, type Material, Matrix4, Mesh, type Object3D, Vector3 } from 'three';
import { mergeGeometries } from 'three/examples/jsm/utils/BufferGeometryUtils.js';
import type { NodeMeaning } from './binding.ts';

/** The layer of meshes that are only pointed at. */
export const POINTED_LAYER = 1;
/** Side of the square, seen from above, whose bodies are merged: small enough that what is out of view is left out. */
const CELL_M = 5;

interface Batch {
  readonly parent: Object3D;
  readonly material: Material;
  readonly meshes: Mesh[];
}

/** Merges under `root`; `meaningOf` tells what each mesh is. Returns how many meshes became how many. */
export function mergeStill(
  root: Object3D,
  meaningOf: ReadonlyMap<Object3D, NodeMeaning>,
): { readonly from: number; readonly to: number } {
  const batches = new Map<string, Batch>();
  const centre = new Vector3();
  for (const [object, { role }] of meaningOf) {
    if (!(object instanceof Mesh) || role !== 'body' || Array.isArray(object.material)) continue;
    const parent = carrierOf(object, root, meaningOf);
    centre.set(0, 0, 0).applyMatrix4(object.matrixWorld);
    const cell = parent === root ? `${Math.floor(centre.x / CELL_M)} ${Math.floor(centre.z / CELL_M)}` : '';
    const layout = Object.keys(object.geometry.attributes).sort().join();
    const key = `${parent.id} ${object.material.id} ${cell} ${object.castShadow} ${object.receiveShadow} ${layout}`;
    const batch: Batch = batches.get(key) ?? { parent, material: object.material, meshes: [] };
    batches.set(key, batch);
    batch.meshes.push(object);
  }
  let from = 0;
  let to = 0;
  for (const batch of batches.values()) {
    if (batch.meshes.length < 2 || !mergeBatch(batch)) continue;
    from += batch.meshes.length;
    to += 1;
  }
  return { from, to };
}

/** The nearest node above that moves or is hidden by itself; what hangs on it moves and hides with it. */
function carrierOf(mesh: Mesh, root: Object3D, meaningOf: ReadonlyMap<Object3D, NodeMeaning>): Object3D {
  for (let node: Object3D | null = mesh; node !== null && node !== root; node = node.parent) {
    const meaning = meaningOf.get(node);
    if (meaning === undefined) continue;
    if (meaning.motion !== undefined || meaning.cutaway !== undefined || meaning.hideFromAbove) return node;
  }
  return root;
}

function mergeBatch({ parent, material, meshes }: Batch): boolean {
  // A mesh that is its own carrier would hide its copy with itself, which is right, but scale it twice.
  if (meshes.includes(parent as Mesh)) return false;
  const toParent = new Matrix4().copy(parent.matrixWorld).invert();
  const merged = mergeGeometries(
    meshes.map((mesh) =>
      floating(mesh.geometry).applyMatrix4(new Matrix4().multiplyMatrices(toParent, mesh.matrixWorld)),
    ),
  );
  // Geometries that do not fit together are drawn as they are.
  if (merged === null) return false;
  const [first] = meshes;
  const drawn = new Mesh(merged, material);
  drawn.name = `merged ${material.name}`;
  drawn.castShadow = first?.castShadow ?? false;
  drawn.receiveShadow = first?.receiveShadow ?? false;
  drawn.matrixAutoUpdate = false;
  parent.add(drawn);
  for (const mesh of meshes) mesh.layers.set(POINTED_LAYER);
  return true;
}

/** A copy with plain floats: the file counts positions and normals in steps of each mesh's own size. */
function floating(geometry: BufferGeometry): BufferGeometry {
  const copy = geometry.clone();
  for (const [name, attribute] of Object.entries(copy.attributes)) {
    const { itemSize, count } = attribute;
    const values = new Float32Array(count * itemSize);
    for (let at = 0; at < count; at += 1) {
      for (let part = 0; part < itemSize; part += 1) values[at * itemSize + part] = attribute.getComponent(at, part);
    }
    copy.setAttribute(name, new BufferAttribute(values, itemSize));
  }
  return copy;
}
