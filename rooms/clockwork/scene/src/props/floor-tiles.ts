/** Nine tiles let into the floor, each in a ring of light, that give way a little under a foot. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { box } from '../shapes/box.ts';
import { lettering } from '../shapes/glyphs.ts';
import { joined, type Vector } from '../shapes/shape.ts';

const SIDE = 0.46;
const PITCH = 0.6;
/** How far the tiles stand above the floor: nobody stumbles over that. */
const HEIGHT = 0.022;

const NUMERALS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'];
/** The tiles about `at`, tile I at the back on the left, IX in front on the right. */
export function floorTiles(root: Frame, at: Vector): void {
  const whole = PITCH * 3 + 0.06;
  const buttons = root.device('floor_floor_buttons', at);
  const lights = root.device('floor_floor_leds', at);
  buttons.body(
    'brass',
    ...[-1.5, -0.5, 0.5, 1.5].flatMap((k) => [
      box(0.045, 0.018, whole, 0.006).move(k * PITCH, 0.006, 0),
      box(whole, 0.018, 0.045, 0.006).move(0, 0.006, k * PITCH),
    ]),
  );
  NUMERALS.forEach((text, k) => {
    const [x, z] = [((k % 3) - 1) * PITCH, (Math.floor(k / 3) - 1) * PITCH];
    const tile = buttons.mover(`floor_tile_${k + 1}_give`, [x, 0, z], {
      plant: `floor_tile_${k + 1}`,
      follows: 'pressed',
      axis: 'y',
      motion: 'slide',
      range: [0, -0.01],
    });
    tile.body(
      'enamel',
      box(SIDE, HEIGHT, SIDE, 0.01)
        .move(0, HEIGHT / 2, 0)
        .tint(linear('#3b3f4a')),
      box(SIDE - 0.09, 0.002, SIDE - 0.09, 0)
        .move(0, HEIGHT, 0)
        .tint(linear('#565c6b')),
      lettering(text, 0.09, 0.012, 0.002)
        .turn('x', -90)
        .move(0, HEIGHT + 0.002, 0)
        .tint(linear('#e2b45e')),
    );
    buttons.collider(`floor_tile_${k + 1}`, { name: 'press', value: 400 }, box(PITCH, 0.08, PITCH, 0).move(x, 0.03, z));
    const rim = SIDE / 2 + 0.022;
    const ring = [0, 90, 180, 270].map((turn) =>
      box(rim * 2 + 0.032, 0.016, 0.032, 0.006)
        .move(0, 0, rim)
        .turn('y', turn),
    );
    lights.lamp(`floor_strip_${k + 1}`, joined(...ring).move(x, 0.011, z), {}, 'ember');
  });
}
