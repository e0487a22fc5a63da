/** A chimney piece of stone and tile; back on z = 0, facing +z. */
import type { Piece } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { ball, cylinder, lathe } from '../shapes/round.ts';
import { joined } from '../shapes/shape.ts';

/** A cold hearth with mantelshelf, clock garniture and fire dogs. */
export function fireplace(): Piece {
  const stone = joined(
    ...[-0.62, 0.62].map((x) => block(x, 0, 0.13, 0.24, 1.05, 0.26, 0.015)),
    block(0, 0.86, 0.13, 1.48, 0.22, 0.26, 0.015),
    block(0, 1.08, 0.16, 1.66, 0.07, 0.36, 0.02),
    block(0, 0, 0.42, 1.7, 0.05, 0.5, 0.012),
  );
  return [
    ['plaster', stone.project()],
    [
      'brick',
      joined(
        block(0, 0.05, 0.03, 1.0, 0.82, 0.04, 0),
        ...[-0.48, 0.48].map((x) => block(x, 0.05, 0.12, 0.04, 0.82, 0.2, 0)),
      ).project(),
    ],
    ['mahogany', block(0, 1.15, 0.1, 1.5, 0.08, 0.2, 0.02).swapUv()],
    ['damask_green', joined(box(1.48, 1.5, 0.1, 0).move(0, 2.05, 0.05)).project()],
    [
      'black_iron',
      joined(
        ...Array.from({ length: 7 }, (_, k) => box(0.018, 0.2, 0.02, 0.004).move(-0.27 + k * 0.09, 0.2, 0.3)),
        box(0.64, 0.025, 0.03, 0.005).move(0, 0.31, 0.3),
        box(0.64, 0.025, 0.03, 0.005).move(0, 0.11, 0.3),
        ...[-0.3, 0.3].map((x) => block(x, 0.05, 0.2, 0.03, 0.08, 0.24, 0.005)),
      ),
    ],
    [
      'matt',
      joined(
        ...Array.from({ length: 9 }, (_, k) =>
          ball(0.055, 7).move(-0.24 + (k % 5) * 0.12, 0.17 + (k > 4 ? 0.06 : 0), 0.17 + (k % 2) * 0.05),
        ),
      ).tint([0.025, 0.022, 0.02]),
    ],
    [
      'brass',
      joined(
        ...[-0.5, 0.5].map((x) =>
          lathe(
            [
              [0, 1.23],
              [0.05, 1.23],
              [0.03, 1.26],
              [0.015, 1.3],
              [0.02, 1.42],
              [0.035, 1.44],
              [0, 1.45],
            ],
            16,
          ).move(x, 0, 0.14),
        ),
        block(0, 1.23, 0.14, 0.2, 0.03, 0.12, 0.008),
        ball(0.045, 14).move(-0.34, 0.42, 0.36),
        ball(0.045, 14).move(0.34, 0.42, 0.36),
        ...[-0.34, 0.34].map((x) => cylinder(0.014, 0.36, 10).move(x, 0.05, 0.36)),
      ),
    ],
    [
      'enamel',
      joined(...[-0.5, 0.5].map((x) => cylinder(0.012, 0.12, 10).move(x, 1.44, 0.14))).tint(linear('#e9e2cf')),
    ],
  ];
}
