/** All painted surfaces by name, with the length of a tile in metres (0: the picture spans the shape once). */
import { carpet, damask, leather, plaster } from './cloth.ts';
import { clockFace, pressureDial } from './dial.ts';
import { brick, flagstones, tiles } from './masonry.ts';
import { iron, sheet } from './metal.ts';
import { encode, type Maps } from './surface.ts';
import { wood } from './wood.ts';

export interface Texture {
  readonly tileM: number;
  readonly paint: () => Maps;
}

const OAK = { light: [190, 154, 110], dark: [112, 80, 52] } as const;

export const TEXTURES = {
  oak: {
    tileM: 0.8,
    paint: () => encode(wood({ size: 512, boards: 3, cuts: 0, ...OAK, joint: 0.8, roughness: 0.46, seed: 11 }), 0.9),
  },
  planks: {
    tileM: 1.6,
    paint: () => encode(wood({ size: 512, boards: 10, cuts: 2, ...OAK, joint: 3, roughness: 0.42, seed: 23 }), 0.9),
  },
  brick: { tileM: 1.8, paint: () => encode(brick(1024, 8, 24, 31), 0.8, false) },
  tiles: {
    tileM: 0.84,
    paint: () =>
      encode(
        tiles(
          512,
          4,
          [
            [138, 88, 66],
            [206, 186, 148],
            [44, 42, 50],
          ],
          37,
        ),
        0.8,
      ),
  },
  checker: {
    tileM: 1.0,
    paint: () =>
      encode(
        tiles(
          512,
          4,
          [
            [42, 42, 48],
            [214, 206, 190],
            [126, 44, 40],
          ],
          41,
        ),
        0.8,
      ),
  },
  flags: { tileM: 1.8, paint: () => encode(flagstones(512, 3, 43), 0.8, false) },
  sheet: { tileM: 0.7, paint: () => encode(sheet(512, 47), 0.7) },
  iron: { tileM: 0.9, paint: () => encode(iron(512, 53), 0.9) },
  plaster: { tileM: 2, paint: () => encode(plaster(512, 59), 0.5, false) },
  damask: { tileM: 0.9, paint: () => encode(damask(512, 2, 61), 0.6) },
  leather: { tileM: 0.4, paint: () => encode(leather(256, 67), 0.8) },
  carpet: { tileM: 0, paint: () => encode(carpet(512, 73), 0, false) },
  dial: { tileM: 0, paint: () => encode(pressureDial(512), 0, false) },
  clock_face: { tileM: 0, paint: () => encode(clockFace(768), 0, false) },
} as const satisfies Readonly<Record<string, Texture>>;

export type TextureName = keyof typeof TEXTURES;
