/** The loaded scene by meaning: what moves, what shines, what is clicked, what is hidden. Made once when the file is read. */
import { Box3, type Color, type Material, Mesh, MeshStandardMaterial, type Object3D, Quaternion, Vector3 } from 'three';
import { type NodeMeaning, readMeaning } from './binding.ts';
import { type Glide, restAt } from './easing.ts';
import { DARK, type Glow } from './glow.ts';
import type { HazePlace } from './haze.ts';

export interface Mover {
  readonly object: Object3D;
  readonly plant: string;
  readonly motion: NonNullable<NodeMeaning['motion']>;
  readonly glide: Glide;
  readonly axis: Vector3;
  readonly restPosition: Vector3;
  readonly restTurn: Quaternion;
  /** False until the first truth has come: then it jumps there. */
  known: boolean;
}
export interface Lamp {
  readonly mesh: Mesh;
  readonly material: MeshStandardMaterial;
  /** Colour of the material while the lamp is out. */
  readonly unlit: Color;
  readonly plant: string;
  readonly meaning: NodeMeaning;
  readonly own: number | undefined;
  readonly phase: number;
  glow: Glow;
}
/** A place from which a plant's light comes. */
export interface LightSource {
  readonly object: Object3D;
  readonly plant: string;
  readonly meaning: NodeMeaning;
  readonly own: number | undefined;
  /** Candela at full level. */
  readonly candela: number;
  readonly phase: number;
  glow: Glow;
}
export interface Collider {
  readonly object: Mesh;
  readonly meaning: NodeMeaning;
}
export interface CameraStand {
  readonly name: string;
  readonly title: string;
  readonly position: Vector3;
  readonly target: Vector3;
}
/** Something that is taken out of view while it would hide the room. */
export interface Screen {
  readonly object: Object3D;
  readonly box: Box3;
  readonly outward: readonly [number, number] | undefined;
  readonly fromAbove: boolean;
}
export interface RoomModel {
  readonly root: Object3D;
  readonly box: Box3;
  readonly movers: readonly Mover[];
  readonly lamps: readonly Lamp[];
  readonly sources: readonly LightSource[];
  readonly colliders: readonly Collider[];
  readonly cameras: readonly CameraStand[];
  /** Where haze plants breathe out: anchors of a plant without a light. */
  readonly hazes: readonly HazePlace[];
  readonly screens: readonly Screen[];
  /** Visible meshes by device id. */
  readonly devices: ReadonlyMap<string, readonly Mesh[]>;
  /** Meshes that a pointer can meet, colliders among them. */
  readonly pickable: readonly Mesh[];
  /** Device or collider of a pickable mesh. */
  readonly meaningOf: ReadonlyMap<Object3D, NodeMeaning>;
  /** Nodes whose extras contradict themselves, in words. */
  readonly problems: readonly string[];
}

/** A lamp mesh gives this much light when the scene has no anchor for its plant, in candela. */
const LAMP_CANDELA = 2.2;
const AXES = { x: new Vector3(1, 0, 0), y: new Vector3(0, 1, 0), z: new Vector3(0, 0, 1) } as const;

const colorNumber = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number.parseInt(text.replace('#', ''), 16);

/** Sorts the nodes under `root`; changes it so that colliders are unseen and every lamp has a material of its own. */
export function modelRoom(root: Object3D): RoomModel {
  root.updateMatrixWorld(true);
  const building = new Building();
  root.traverse((object) => building.take(object));
  return building.finish(root);
}

class Building {
  private readonly movers: Mover[] = [];
  private readonly lamps: Lamp[] = [];
  private readonly anchors: LightSource[] = [];
  private readonly colliders: Collider[] = [];
  private readonly cameras: CameraStand[] = [];
  private readonly hazes: HazePlace[] = [];
  private readonly screens: Screen[] = [];
  private readonly devices = new Map<string, Mesh[]>();
  private readonly pickable: Mesh[] = [];
  private readonly meaningOf = new Map<Object3D, NodeMeaning>();
  private readonly problems: string[] = [];

  take(object: Object3D): void {
    const read = readMeaning(object.name, object.userData);
    if (read !== undefined && !read.ok) this.problems.push(read.problem);
    const meaning = read?.ok ? read.meaning : inherited(object, this.meaningOf);
    if (meaning === undefined) return;
    this.meaningOf.set(object, meaning);
    if (read?.ok) this.takeNode(object, meaning);
    if (object instanceof Mesh) this.takeMesh(object, meaning);
  }

  private takeNode(object: Object3D, meaning: NodeMeaning): void {
    if (meaning.motion !== undefined) this.movers.push(moverOf(object, meaning.motion));
    if (meaning.cutaway !== undefined || meaning.hideFromAbove) {
      const box = new Box3().setFromObject(object);
      this.screens.push({ object, box, outward: meaning.cutaway, fromAbove: meaning.hideFromAbove });
    }
    if (meaning.role !== 'anchor') return;
    if (object.name.startsWith('camera_')) this.cameras.push(standOf(object, meaning));
    else if (meaning.plant !== undefined && meaning.intensity === undefined) {
      this.hazes.push({ object, plant: meaning.plant });
    } else if (meaning.plant !== undefined) {
      this.anchors.push(
        sourceOf(object, meaning.plant, meaning, meaning.intensity ?? LAMP_CANDELA, this.anchors.length),
      );
    }
  }

  private takeMesh(mesh: Mesh, meaning: NodeMeaning): void {
    this.pickable.push(mesh);
    if (meaning.role === 'collider') {
      mesh.visible = false;
      this.colliders.push({ object: mesh, meaning });
      return;
    }
    if (meaning.device !== undefined) {
      const meshes = this.devices.get(meaning.device) ?? [];
      meshes.push(mesh);
      this.devices.set(meaning.device, meshes);
    }
    if (meaning.role === 'lamp' && meaning.plant !== undefined) {
      this.lamps.push(lampOf(mesh, meaning.plant, meaning, this.lamps.length));
      return;
    }
    const clear = isTransparent(mesh.material);
    mesh.castShadow = !clear && !this.isScreen(mesh);
    mesh.receiveShadow = !clear;
  }

  private isScreen(mesh: Object3D): boolean {
    for (let node: Object3D | null = mesh; node !== null; node = node.parent) {
      const meaning = this.meaningOf.get(node);
      if (meaning !== undefined && (meaning.cutaway !== undefined || meaning.hideFromAbove)) return true;
    }
    return false;
  }

  finish(root: Object3D): RoomModel {
    const anchored = new Set(this.anchors.map((source) => source.plant));
    const own = this.lamps
      .filter((lamp) => !anchored.has(lamp.plant))
      .map((lamp, index) => sourceOf(lamp.mesh, lamp.plant, lamp.meaning, LAMP_CANDELA, index));
    return {
      root,
      box: new Box3().setFromObject(root),
      movers: this.movers,
      lamps: this.lamps,
      sources: [...this.anchors, ...own],
      colliders: this.colliders,
      cameras: this.cameras,
      hazes: this.hazes,
      screens: this.screens,
      devices: this.devices,
      pickable: this.pickable,
      meaningOf: this.meaningOf,
      problems: this.problems,
    };
  }
}

/** A mesh of several materials is a group of meshes without extras: they mean what their parent means. */
function inherited(object: Object3D, known: ReadonlyMap<Object3D, NodeMeaning>): NodeMeaning | undefined {
  if (!(object instanceof Mesh) || object.parent === null) return undefined;
  const parent = known.get(object.parent);
  return parent === undefined || parent.role === 'anchor' ? undefined : parent;
}

function moverOf(object: Object3D, motion: NonNullable<NodeMeaning['motion']>): Mover {
  return {
    object,
    plant: motion.plant,
    motion,
    glide: restAt(0),
    axis: AXES[motion.axis],
    restPosition: object.position.clone(),
    restTurn: object.quaternion.clone(),
    known: false,
  };
}

function lampOf(mesh: Mesh, plant: string, meaning: NodeMeaning, index: number): Lamp {
  const first = Array.isArray(mesh.material) ? mesh.material[0] : mesh.material;
  const material = first instanceof MeshStandardMaterial ? first.clone() : new MeshStandardMaterial();
  mesh.material = material;
  mesh.castShadow = false;
  const unlit = material.color.clone();
  return { mesh, material, unlit, plant, meaning, own: colorNumber(meaning.color), phase: index * 0.37, glow: DARK };
}

function sourceOf(object: Object3D, plant: string, meaning: NodeMeaning, candela: number, index: number): LightSource {
  return { object, plant, meaning, own: colorNumber(meaning.color), candela, phase: index * 0.37, glow: DARK };
}

function standOf(object: Object3D, meaning: NodeMeaning): CameraStand {
  const position = object.getWorldPosition(new Vector3());
  const ahead = new Vector3(0, 0, -3).applyQuaternion(object.getWorldQuaternion(new Quaternion()));
  const [x, y, z] = meaning.target ?? [position.x + ahead.x, position.y + ahead.y, position.z + ahead.z];
  const words = object.name.slice('camera_'.length).replaceAll('_', ' ');
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  return { name: object.name, title, position, target: new Vector3(x, y, z) };
}

function isTransparent(material: Material | Material[]): boolean {
  return (Array.isArray(material) ? material : [material]).some((each) => each.transparent);
}
