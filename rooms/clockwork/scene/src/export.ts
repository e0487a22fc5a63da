/** Writes a tree of frames as glTF binary. */
import {
  Document,
  Extension,
  type Texture as GltfTexture,
  type Material,
  type Mesh,
  type Node,
  NodeIO,
  PropertyType,
} from '@gltf-transform/core';
import { dedup } from '@gltf-transform/functions';
import type { Frame } from './frame.ts';
import { linear, MATERIALS, type MaterialName, type MaterialSpec } from './materials.ts';
import type { Shape } from './shapes/shape.ts';
import { TEXTURES, type TextureName } from './textures/catalog.ts';

/** glTF binary of everything under `root`. The same tree gives the same bytes. */
export async function writeScene(root: Frame): Promise<Uint8Array> {
  const document = new Document();
  document.getRoot().getAsset().generator = 'understudy scene builder';
  document.createExtension(MeshQuantization).setRequired(true);
  const writer = new Writer(document);
  const scene = document.createScene(root.name);
  for (const node of writer.contents(root)) scene.addChild(node);
  // Equal meshes are stored once: four gauges, seven ball valves, three doors.
  await document.transform(dedup({ propertyTypes: [PropertyType.ACCESSOR, PropertyType.MESH] }));
  return new NodeIO().writeBinary(document);
}

/**
 * Lets normals be bytes (half a degree of error) and positions 16 bits of the mesh's own size (0.2 mm at most): what no eye
 * sees, and a quarter of the file. A flag, it adds nothing to it.
 */
class MeshQuantization extends Extension {
  static override readonly EXTENSION_NAME = 'KHR_mesh_quantization';
  override readonly extensionName = MeshQuantization.EXTENSION_NAME;
  override read(): this {
    return this;
  }
  override write(): this {
    return this;
  }
}

/** The cube in which a mesh's positions are counted: its middle and half its side, in metres. */
interface Grid {
  readonly centre: [number, number, number];
  readonly half: number;
}

function gridOf(shape: Shape): Grid {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const [i, value] of shape.positions.entries()) {
    low[i % 3] = Math.min(low[i % 3] as number, value);
    high[i % 3] = Math.max(high[i % 3] as number, value);
  }
  const middle = (axis: 0 | 1 | 2): number => Math.fround(((low[axis] as number) + (high[axis] as number)) / 2);
  const half = Math.max(...low.map((value, axis) => ((high[axis] as number) - value) / 2), 1e-6);
  return { centre: [middle(0), middle(1), middle(2)], half: Math.fround(half * 1.0001) };
}

interface Painted {
  readonly color: GltfTexture;
  readonly normal: GltfTexture | undefined;
  readonly orm: GltfTexture | undefined;
}

class Writer {
  private readonly document: Document;
  private readonly buffer;
  private readonly materials = new Map<MaterialName, Material>();
  private readonly textures = new Map<TextureName, Painted>();
  private readonly names = new Map<string, number>();

  constructor(document: Document) {
    this.document = document;
    this.buffer = document.createBuffer();
  }

  /** Nodes of a frame's parts and children. */
  contents(frame: Frame): Node[] {
    const nodes = frame.parts.map((part) => {
      const node = this.document.createNode(this.unique(`dev__${part.extras.deviceId || 'room'}__${part.extras.role}`));
      const grid = gridOf(part.shape);
      node.setMesh(this.mesh(node.getName(), part.shape, grid, part.material));
      node.setTranslation(grid.centre).setScale([grid.half, grid.half, grid.half]);
      node.setExtras({ ...part.extras });
      return node;
    });
    for (const child of frame.children) {
      const node = this.document.createNode(this.unique(child.name));
      node.setTranslation([...child.at]);
      node.setRotation(quaternion(child.turnDeg));
      if (child.own !== undefined) node.setExtras({ ...child.own });
      for (const inner of this.contents(child)) node.addChild(inner);
      nodes.push(node);
    }
    return nodes;
  }

  private unique(name: string): string {
    const seen = this.names.get(name) ?? 0;
    this.names.set(name, seen + 1);
    return seen === 0 ? name : `${name}_${seen + 1}`;
  }

  private mesh(name: string, shape: Shape, grid: Grid, material: MaterialName): Mesh {
    const spec: MaterialSpec = MATERIALS[material];
    const tileM = spec.texture === undefined ? 1 : TEXTURES[spec.texture].tileM || 1;
    const attribute = (type: 'VEC2' | 'VEC3', values: Float32Array | Int16Array | Int8Array) =>
      this.document.createAccessor().setType(type).setArray(values).setBuffer(this.buffer);
    const positions = Int16Array.from(shape.positions, (value, i) =>
      Math.round(((value - (grid.centre[i % 3] as number)) / grid.half) * 32_767),
    );
    const normals = Int8Array.from(shape.normals, (value) => Math.round(value * 127));
    const indices = shape.count < 65_536 ? new Uint16Array(shape.indices) : new Uint32Array(shape.indices);
    const primitive = this.document
      .createPrimitive()
      .setAttribute('POSITION', attribute('VEC3', positions).setNormalized(true))
      .setAttribute('NORMAL', attribute('VEC3', normals).setNormalized(true))
      .setIndices(this.document.createAccessor().setType('SCALAR').setArray(indices).setBuffer(this.buffer))
      .setMaterial(this.material(material));
    if (spec.texture !== undefined) {
      const uvs = new Float32Array(shape.uvs.length);
      for (let i = 0; i < uvs.length; i += 1) uvs[i] = (shape.uvs[i] as number) / tileM;
      primitive.setAttribute('TEXCOORD_0', attribute('VEC2', uvs));
    }
    if (spec.vertexColors) {
      const colors = new Uint8Array(shape.count * 4).fill(255);
      for (let i = 0; i < shape.colors.length; i += 1) {
        colors[i + Math.floor(i / 3)] = Math.round(Math.min(1, shape.colors[i] as number) * 255);
      }
      const accessor = this.document.createAccessor().setType('VEC4').setArray(colors).setNormalized(true);
      primitive.setAttribute('COLOR_0', accessor.setBuffer(this.buffer));
    }
    return this.document.createMesh(name).addPrimitive(primitive);
  }

  private material(name: MaterialName): Material {
    const known = this.materials.get(name);
    if (known !== undefined) return known;
    const spec: MaterialSpec = MATERIALS[name];
    const [r, g, b] = linear(spec.color);
    const material = this.document
      .createMaterial(name)
      .setBaseColorFactor([r, g, b, spec.alpha ?? 1])
      .setRoughnessFactor(Math.min(1, spec.roughness))
      .setMetallicFactor(spec.metal);
    if (spec.alpha !== undefined) material.setAlphaMode('BLEND');
    if (spec.doubleSided) material.setDoubleSided(true);
    if (spec.texture !== undefined) {
      const painted = this.painted(spec.texture);
      material.setBaseColorTexture(painted.color);
      if (painted.normal !== undefined) material.setNormalTexture(painted.normal).setNormalScale(spec.relief ?? 1);
      if (painted.orm !== undefined) material.setMetallicRoughnessTexture(painted.orm);
    }
    this.materials.set(name, material);
    return material;
  }

  private painted(name: TextureName): Painted {
    const known = this.textures.get(name);
    if (known !== undefined) return known;
    const maps = TEXTURES[name].paint();
    const texture = (suffix: string, image: Uint8Array): GltfTexture =>
      this.document
        .createTexture(`${name}_${suffix}`)
        .setMimeType('image/png')
        .setImage(image as Uint8Array<ArrayBuffer>);
    const painted: Painted = {
      color: texture('color', maps.color),
      normal: maps.normal === undefined ? undefined : texture('normal', maps.normal),
      orm: maps.orm === undefined ? undefined : texture('orm', maps.orm),
    };
    this.textures.set(name, painted);
    return painted;
  }
}

/** Turns about x, then y, then z in the parent's axes (intrinsic z-y-x), in degrees. */
function quaternion(turnDeg: readonly [number, number, number]): [number, number, number, number] {
  const [hx, hy, hz] = turnDeg.map((degrees) => (degrees * Math.PI) / 360) as [number, number, number];
  const [sx, cx, sy, cy, sz, cz] = [Math.sin(hx), Math.cos(hx), Math.sin(hy), Math.cos(hy), Math.sin(hz), Math.cos(hz)];
  return [
    sx * cy * cz - cx * sy * sz,
    cx * sy * cz + sx * cy * sz,
    cx * cy * sz - sx * sy * cz,
    cx * cy * cz + sx * sy * sz,
  ];
}
