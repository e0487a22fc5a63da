/** What is hovered and what is selected, drawn in the room: a brass veil over a prop, a frame round a device. */
import {
  AdditiveBlending,
  Box3,
  Box3Helper,
  type BufferGeometry,
  EdgesGeometry,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
} from 'three';
import { uiStore } from '../app/ui-store.ts';
import type { RoomModel } from './room-model.ts';

const BRASS = 0xffcf7a;
const SELECTED = 0x7fd6b4;

export class Marks {
  readonly group = new Group();
  private readonly model: RoomModel;
  private readonly edges = new Map<BufferGeometry, EdgesGeometry>();
  private readonly veil = new Mesh(
    undefined,
    new MeshBasicMaterial({
      color: BRASS,
      transparent: true,
      opacity: 0.1,
      depthWrite: false,
      blending: AdditiveBlending,
    }),
  );
  private readonly outline = new LineSegments(undefined, new LineBasicMaterial({ color: BRASS, transparent: true }));
  private readonly frame = new Box3Helper(new Box3(), SELECTED);
  private hovered: Mesh | undefined;
  private device: string | undefined;

  constructor(model: RoomModel) {
    this.model = model;
    for (const mark of [this.veil, this.outline]) mark.matrixAutoUpdate = false;
    for (const mark of [this.veil, this.outline, this.frame]) {
      mark.visible = false;
      this.group.add(mark);
    }
  }

  /** Marks the prop under the pointer. */
  hover(object: Mesh | undefined): void {
    this.hovered = object;
    if (object === undefined) return;
    this.veil.geometry = object.geometry;
    const known = this.edges.get(object.geometry) ?? new EdgesGeometry(object.geometry, 30);
    this.edges.set(object.geometry, known);
    this.outline.geometry = known;
  }

  /** Follows the selection of the page until the returned function is called. */
  follow(invalidate: () => void): () => void {
    this.device = uiStore.getState().device;
    return uiStore.subscribe((state) => {
      if (state.device === this.device) return;
      this.device = state.device;
      invalidate();
    });
  }

  /** Puts the marks where their objects are now. */
  place(): void {
    const shown = this.hovered !== undefined;
    for (const mark of [this.veil, this.outline]) {
      mark.visible = shown;
      if (this.hovered !== undefined) mark.matrix.copy(this.hovered.matrixWorld);
    }
    const meshes = this.device === undefined ? undefined : this.model.devices.get(this.device);
    this.frame.visible = meshes !== undefined;
    if (meshes === undefined) return;
    this.frame.box.makeEmpty();
    for (const mesh of meshes) this.frame.box.expandByObject(mesh);
    this.frame.box.expandByScalar(0.03);
  }
}
