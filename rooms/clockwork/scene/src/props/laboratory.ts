/** Laboratory furniture without devices. Backs on z = 0 unless said, facing +z. */
import type { Piece } from '../frame.ts';
import { linear } from '../materials.ts';
import { sequence } from '../random.ts';
import { block, box, rectangle } from '../shapes/box.ts';
import { gear } from '../shapes/gear.ts';
import { pictureFrame } from '../shapes/joinery.ts';
import { ball, cylinder, dialDisc, lathe, torus } from '../shapes/round.ts';
import { joined, type Shape } from '../shapes/shape.ts';
import { pipe } from '../shapes/sweep.ts';

/** A flask or bottle, its foot at the origin. */
function bottle(radius: number, height: number): Shape {
  return lathe(
    [
      [0, 0],
      [radius, 0.004],
      [radius, height * 0.5],
      [radius * 0.4, height * 0.72],
      [radius * 0.34, height * 0.96],
      [radius * 0.46, height],
    ],
    12,
  );
}

/** A shelf of bottles, `length` along x about its middle; the board is at y = 0. */
export function bottleShelf(length: number, seed: number): Piece {
  const next = sequence(seed);
  const glass: Shape[] = [];
  const content: Shape[] = [];
  const corks: Shape[] = [];
  const paints = ['#7a2c1c', '#2f6a3a', '#2a4a8a', '#a8801c', '#5a2a6a', '#b8b09a'];
  for (let level = 0; level < 2; level += 1) {
    for (let x = -length / 2 + 0.1; x < length / 2 - 0.08; x += next(0.13, 0.2)) {
      const [r, h] = [next(0.035, 0.058), next(0.16, 0.3)];
      glass.push(bottle(r, h).move(x, level * 0.42 + 0.015, 0.12));
      content.push(
        cylinder(r * 0.9, h * 0.42, 10)
          .move(x, level * 0.42 + 0.02, 0.12)
          .tint(linear(paints[Math.floor(next(0, paints.length))] as string)),
      );
      corks.push(
        cylinder(r * 0.32, 0.03, 8)
          .move(x, level * 0.42 + h, 0.12)
          .tint(linear('#a8845a')),
      );
    }
  }
  const wood = joined(
    ...[0, 0.42].map((y) => block(0, y - 0.015, 0.11, length, 0.03, 0.22, 0.006).swapUv()),
    ...[-1, 0, 1].map((side) => box(0.03, 0.6, 0.16, 0.006).move(side * (length / 2 - 0.04), 0.2, 0.08)),
  );
  return [
    ['walnut', wood],
    ['bottle', joined(...glass)],
    ['enamel', joined(...content)],
    ['matt', joined(...corks)],
  ];
}

/** A bench with vice, tools, gears and a half-made clock; middle of its depth on z = 0. */
export function workbench(length: number): Piece {
  const wood = joined(
    block(0, 0.82, 0, length, 0.07, 0.7, 0.012).swapUv(),
    ...[-1, 1].flatMap((x) => [-1, 1].map((z) => block(x * (length / 2 - 0.09), 0, z * 0.27, 0.1, 0.82, 0.1, 0.01))),
    block(0, 0.22, 0, length - 0.2, 0.04, 0.56, 0.008).swapUv(),
    block(0, 0.66, 0.28, length - 0.24, 0.14, 0.03, 0.006).swapUv(),
  );
  const brass = joined(
    gear(0.13, 22, 0.02)
      .turn('x', -90)
      .move(-length * 0.3, 0.905, 0.08),
    gear(0.07, 14, 0.02, 4)
      .turn('x', -90)
      .move(-length * 0.3 + 0.19, 0.905, -0.04),
    gear(0.1, 18, 0.03, 5)
      .turn('x', -14)
      .move(length * 0.12, 1.0, -0.1),
    cylinder(0.05, 0.12, 16).move(length * 0.34, 0.89, -0.16),
    lathe(
      [
        [0, 0.89],
        [0.08, 0.89],
        [0.06, 0.92],
        [0.02, 0.96],
        [0.015, 1.12],
        [0.07, 1.16],
        [0, 1.2],
      ],
      16,
    ).move(0, 0, -0.2),
  );
  const iron = joined(
    block(length * 0.3, 0.89, 0.22, 0.12, 0.14, 0.2, 0.015),
    box(0.16, 0.07, 0.06, 0.01).move(length * 0.3, 1.0, 0.36),
    cylinder(0.012, 0.24, 8)
      .turn('z', 90)
      .move(length * 0.3 + 0.12, 0.93, 0.42),
    cylinder(0.02, 0.2, 10)
      .turn('x', 90)
      .move(length * 0.3, 0.93, 0.24),
    box(0.3, 0.02, 0.03, 0.004).turn('y', 25).move(-0.1, 0.9, 0.2),
  );
  const papers = joined(block(-0.12, 0.891, -0.02, 0.4, 0.004, 0.28, 0).turn('y', 6)).tint([0.62, 0.54, 0.38]);
  return [
    ['oak', wood],
    ['brass', brass],
    ['black_iron', iron],
    ['matt', papers],
  ];
}

/** A copper still with its coil and receiver; stands free. */
export function still(): Piece {
  const copper = joined(
    lathe(
      [
        [0.3, 0.3],
        [0.34, 0.42],
        [0.34, 0.75],
        [0.26, 0.92],
        [0.1, 1.04],
        [0.08, 1.2],
        [0.17, 1.34],
        [0.15, 1.46],
        [0.05, 1.52],
      ],
      32,
    ),
    pipe(
      [
        [0, 1.5, 0],
        [0, 1.72, 0],
        [-0.5, 1.6, 0.1],
        [-0.62, 1.2, 0.1],
      ],
      0.035,
      0.2,
      12,
    ),
    ...[0, 1, 2, 3, 4].map((k) => torus(0.15, 0.022, 22, 8).move(-0.62, 0.72 + k * 0.1, 0.1)),
  );
  return [
    ['copper', copper],
    ['brick', block(0, 0, 0, 0.78, 0.3, 0.72, 0.012).project()],
    [
      'brass',
      joined(
        torus(0.345, 0.018, 36, 8).move(0, 0.42, 0),
        torus(0.345, 0.018, 36, 8).move(0, 0.76, 0),
        cylinder(0.025, 0.12, 12).turn('x', 90).move(0, 0.5, 0.34),
      ),
    ],
    ['glass', cylinder(0.2, 0.66, 24).move(-0.62, 0.62, 0.1)],
    [
      'oak',
      joined(
        cylinder(0.22, 0.06, 24).move(-0.62, 0.56, 0.1),
        ...[0, 120, 240].map((turn) => cylinder(0.022, 0.56, 8).move(0, 0, 0.16).turn('y', turn).move(-0.62, 0, 0.1)),
      ),
    ],
    ['bottle', ball(0.12, 18).move(-0.62, 0.12, 0.46)],
  ];
}

/** A framed engineer's drawing: wheels in white line on blue. */
export function diagram(width: number, height: number): Piece {
  const line = (shape: Shape): Shape => shape.tint([0.5, 0.58, 0.66]);
  const ring = (x: number, y: number, r: number): Shape =>
    line(
      lathe(
        [
          [r + 0.006, 0],
          [r, 0],
        ],
        40,
      )
        .turn('x', 90)
        .move(x, y, 0.02),
    );
  const marks = [
    ring(-0.16, 0.03, 0.2),
    ring(-0.16, 0.03, 0.15),
    ring(0.18, 0.06, 0.11),
    ring(0.18, 0.06, 0.07),
    ring(0.16, -0.18, 0.07),
  ];
  const rules = [-0.27, -0.24, 0.27].map((y) => line(rectangle(width * 0.8, 0.004).move(0, y, 0.02)));
  return [
    [
      'matt',
      joined(
        rectangle(width, height).tint([0.02, 0.055, 0.12]).move(0, 0, 0.015),
        ...marks,
        ...rules,
        line(rectangle(0.004, 0.46).move(-0.16, 0.03, 0.02)),
        line(rectangle(0.46, 0.004).move(-0.16, 0.03, 0.02)),
      ),
    ],
    ['walnut', pictureFrame(width, height, 0.05, 0.035)],
    ['enamel', dialDisc(0.006).tint([0.5, 0.5, 0.5]).move(-0.16, 0.03, 0.021)],
  ];
}

/** A three-legged stool. */
export function stool(): Piece {
  return [
    [
      'oak',
      joined(
        cylinder(0.19, 0.045, 24, 0.012).move(0, 0.56, 0),
        ...[0, 120, 240].map((turn) =>
          cylinder(0.02, 0.58, 8, 0.002, 0.026)
            .turn('x', -10)
            .move(0, 0, 0.2)
            .turn('y', 180 + turn),
        ),
      ),
    ],
    ['black_iron', torus(0.15, 0.01, 24, 6).move(0, 0.22, 0)],
  ];
}
