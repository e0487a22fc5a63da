/** The captain's organ: brass pipes over a walnut case, and six great keys. Faces +z, its back on z = 0. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { glyph } from '../shapes/glyphs.ts';
import { raisedPanel } from '../shapes/joinery.ts';
import { cylinder, dialDisc, lathe } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';

const WIDTH = 1.36;
const KEY_PITCH = 0.165;

/** `at` is the middle of its foot on the wall. */
export function organ(root: Frame, at: Vector, turnY = 0): void {
  const frame = root.child('organ', at, [0, turnY, 0]);
  frame.body(
    'walnut',
    block(0, 0, 0.22, WIDTH, 0.94, 0.44, 0.012),
    block(0, 0, 0.25, WIDTH + 0.06, 0.1, 0.5, 0.015),
    block(0, 0.74, 0.52, WIDTH - 0.16, 0.05, 0.3, 0.012).swapUv(),
    ...[-1, 1].map((x) => block(x * (WIDTH / 2 - 0.1), 0, 0.56, 0.09, 0.76, 0.2, 0.015)),
    ...[-1, 1].map((x) => block(x * (WIDTH / 2 - 0.05), 0.94, 0.2, 0.1, 0.85, 0.3, 0.012)),
    ...[-1, 0, 1].map((k) => raisedPanel(0.38, 0.5, 0.06).move(k * 0.39 - 0.19, 0.14, 0.44)),
    block(0, 0.94, 0.3, WIDTH - 0.2, 0.16, 0.1, 0.01),
  );
  frame.body('leather', block(0, 0.5, 1.02, 0.8, 0.07, 0.28, 0.03));
  frame.body(
    'walnut',
    ...[-0.34, 0.34].map((x) => block(x, 0, 1.02, 0.06, 0.5, 0.24, 0.012)),
    block(0, 0.2, 1.02, 0.68, 0.05, 0.05, 0.008).swapUv(),
  );
  frame.body('brass', ...pipes());
  frame.body('gloss_black', ...mouths());
  frame.body(
    'brass',
    box(WIDTH - 0.2, 0.02, 0.012, 0.003).move(0, 1.1, 0.352),
    ...[-1, 1].flatMap((x) =>
      [0, 1, 2].map((k) =>
        cylinder(0.02, 0.05, 14)
          .turn('x', 90)
          .move(x * (0.2 + k * 0.13), 1.02, 0.35),
      ),
    ),
  );
  for (let n = 1; n <= 6; n += 1) key(frame, n);
}

/** Thirteen pipes, the tallest in the middle. */
function pipes(): Shape[] {
  return Array.from({ length: 13 }, (_, k) => {
    const off = k - 6;
    const radius = 0.042 - Math.abs(off) * 0.0016;
    const tall = 1.5 - Math.abs(off) * 0.085;
    return lathe(
      [
        [radius * 0.35, 0],
        [radius, 0.16],
        [radius, tall - 0.03],
        [radius + 0.006, tall - 0.02],
        [radius, tall],
        [radius * 0.86, tall],
        [radius * 0.86, tall - 0.1],
      ],
      14,
    ).move(off * 0.094, 0.98, 0.2 - Math.abs(off) * 0.008);
  });
}

function mouths(): Shape[] {
  return Array.from({ length: 13 }, (_, k) => {
    const off = k - 6;
    const radius = 0.042 - Math.abs(off) * 0.0016;
    return dialDisc(radius * 0.62, 12)
      .stretch(1, 1.25, 1)
      .move(off * 0.094, 1.2, 0.201 - Math.abs(off) * 0.008 + radius);
  });
}

/** A key as broad as a hand, numbered in ebony. */
function key(frame: Frame, n: number): void {
  const device = frame.device(`music_button_${n}`, [(n - 3.5) * KEY_PITCH, 0.8, 0.54]);
  const lever = device.mover(`organ_key_${n}_dip`, [0, 0, 0], {
    plant: `organ_key_${n}`,
    follows: 'pressed',
    axis: 'y',
    motion: 'slide',
    range: [0, -0.018],
  });
  lever.body(
    'enamel',
    joined(
      box(KEY_PITCH - 0.012, 0.032, 0.24, 0.006).tint(linear('#efe4c8')),
      joined(
        ...Array.from({ length: n }, (_, k) => glyph('I', 0.05, 0.009, 0.004).move((k - (n - 1) / 2) * 0.022, 0, 0)),
      )
        .turn('x', -90)
        .move(0, 0.017, 0.06)
        .tint([0.01, 0.008, 0.008]),
    ),
  );
  device.collider(`organ_key_${n}`, { name: 'press' }, box(KEY_PITCH - 0.01, 0.1, 0.26, 0).move(0, 0.01, 0));
}
