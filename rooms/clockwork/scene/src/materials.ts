/** The room's materials: textures tinted to what a thing is made of. Colours are sRGB hex. */
import type { TextureName } from './textures/catalog.ts';

export interface MaterialSpec {
  readonly texture?: TextureName;
  /** Multiplies the texture; alone when there is none. */
  readonly color: string;
  readonly roughness: number;
  readonly metal: number;
  /** Strength of the normal map. */
  readonly relief?: number;
  /** Opacity 0..1 of see-through materials. */
  readonly alpha?: number;
  /** Vertices bring their own colour, which multiplies `color`. */
  readonly vertexColors?: true;
  readonly doubleSided?: true;
}

export const MATERIALS = {
  oak: { texture: 'oak', color: '#e6cfb0', roughness: 1, metal: 0 },
  dark_oak: { texture: 'oak', color: '#b8987c', roughness: 0.95, metal: 0 },
  mahogany: { texture: 'oak', color: '#c08d74', roughness: 0.8, metal: 0 },
  walnut: { texture: 'oak', color: '#967d69', roughness: 0.85, metal: 0 },
  planks: { texture: 'planks', color: '#d0b08e', roughness: 1, metal: 0 },
  brick: { texture: 'brick', color: '#f0e4dc', roughness: 0.92, metal: 0 },
  tiles: { texture: 'tiles', color: '#f4ece0', roughness: 1, metal: 0 },
  checker: { texture: 'checker', color: '#f0ece4', roughness: 0.85, metal: 0 },
  flags: { texture: 'flags', color: '#e6e0d6', roughness: 0.9, metal: 0 },
  plaster: { texture: 'plaster', color: '#e6d6b8', roughness: 0.92, metal: 0 },
  damask_green: { texture: 'damask', color: '#6f9786', roughness: 1, metal: 0 },
  damask_red: { texture: 'damask', color: '#ac635b', roughness: 1, metal: 0 },
  brass: { texture: 'sheet', color: '#e6b45c', roughness: 1, metal: 1 },
  copper: { texture: 'sheet', color: '#dc8458', roughness: 1.1, metal: 1 },
  steel: { texture: 'sheet', color: '#b4b6ba', roughness: 1.1, metal: 1 },
  black_iron: { texture: 'sheet', color: '#45464b', roughness: 1.6, metal: 0.8 },
  iron: { texture: 'iron', color: '#c8c8cc', roughness: 1, metal: 0.8 },
  leather: { texture: 'leather', color: '#9a4c38', roughness: 0.7, metal: 0 },
  carpet: { texture: 'carpet', color: '#ffffff', roughness: 0.97, metal: 0 },
  dial: { texture: 'dial', color: '#ffffff', roughness: 0.5, metal: 0 },
  clock_face: { texture: 'clock_face', color: '#ffffff', roughness: 0.5, metal: 0 },
  bindings: { texture: 'leather', color: '#ffffff', roughness: 0.7, metal: 0, vertexColors: true },
  enamel: { color: '#ffffff', roughness: 0.3, metal: 0.05, vertexColors: true },
  matt: { color: '#ffffff', roughness: 0.9, metal: 0, vertexColors: true },
  gloss_black: { color: '#0d0e11', roughness: 0.12, metal: 0 },
  glass: { color: '#cfe3dc', roughness: 0.06, metal: 0, alpha: 0.18 },
  bottle: { color: '#5f8f6a', roughness: 0.08, metal: 0, alpha: 0.55 },
  /** Frosted glass of a lamp. */
  glow: { color: '#d8cdb8', roughness: 0.35, metal: 0 },
  /** A lamp that is nearly unseen while it is out: flames, tubes behind dark glass, screens. */
  ember: { color: '#120d0a', roughness: 0.4, metal: 0 },
  /** What is written with ink that only blacklight shows. */
  hidden_ink: { color: '#8d8f93', roughness: 0.45, metal: 0.9 },
  hidden: { color: '#ffffff', roughness: 1, metal: 0, alpha: 0 },
} as const satisfies Readonly<Record<string, MaterialSpec>>;

export type MaterialName = keyof typeof MATERIALS;

/** An sRGB hex colour as linear RGB. */
export function linear(hex: string): [number, number, number] {
  const part = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}
