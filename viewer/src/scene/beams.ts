/** Laser beams: a thin bright line from each anchor `light_laser*` along its +z until it meets something. */
import {
  AdditiveBlending,
  CylinderGeometry,
  Group,
  Mesh,
  MeshBasicMaterial,
  Quaternion,
  Raycaster,
  Vector3,
} from 'three';
import { POINTED_LAYER } from './merge-still.ts';
import type { LightSource, RoomModel } from './room-model.ts';

const RADIUS_M = 0.005;
/** As far as a beam goes that meets nothing, in metres. */
const LONGEST_M = 9;
const AHEAD = new Vector3(0, 0, 1);
const UP = new Vector3(0, 1, 0);

export class Beams {
  readonly group = new Group();
  private readonly beams: { readonly mesh: Mesh<CylinderGeometry, MeshBasicMaterial>; readonly source: LightSource }[];

  constructor(model: RoomModel) {
    const lasers = model.sources.filter(({ object }) => object.name.startsWith('light_laser'));
    this.beams = lasers.map((source) => ({ source, mesh: beamOf(source, model) }));
    for (const { mesh } of this.beams) this.group.add(mesh);
  }

  /** Shows the beams of lasers that have power. */
  shine(): void {
    for (const { mesh, source } of this.beams) {
      mesh.visible = source.glow.level > 0;
      mesh.material.color.setHex(source.glow.color);
      mesh.material.opacity = source.glow.level;
    }
  }
}

function beamOf({ object }: LightSource, model: RoomModel): Mesh<CylinderGeometry, MeshBasicMaterial> {
  const from = object.getWorldPosition(new Vector3());
  const ahead = AHEAD.clone().applyQuaternion(object.getWorldQuaternion(new Quaternion())).normalize();
  const bodies = model.pickable.filter((mesh) => model.meaningOf.get(mesh)?.role !== 'collider');
  const ray = new Raycaster(from, ahead, 0.05, LONGEST_M);
  ray.layers.enable(POINTED_LAYER);
  const [hit] = ray.intersectObjects(bodies, false);
  const length = hit?.distance ?? LONGEST_M;
  const material = new MeshBasicMaterial({ transparent: true, depthWrite: false, blending: AdditiveBlending });
  const mesh = new Mesh(new CylinderGeometry(RADIUS_M, RADIUS_M, length, 6, 1, true), material);
  mesh.quaternion.setFromUnitVectors(UP, ahead);
  mesh.position.copy(from).addScaledVector(ahead, length / 2);
  mesh.visible = false;
  return mesh;
}
