/** Furniture and things on walls without devices. Backs on z = 0, facing +z, feet on y = 0. */
import type { Piece } from '../frame.ts';
import { linear } from '../materials.ts';
import { sequence } from '../random.ts';
import { block, box, rectangle } from '../shapes/box.ts';
import { pictureFrame, raisedPanel } from '../shapes/joinery.ts';
import { ball, cylinder, dialDisc, lathe, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';

const BINDINGS = ['#6e2a22', '#2f4a3a', '#2b3a5c', '#7a5a2c', '#4a2c3f', '#3a2a20', '#8a6a3a', '#5c1f24', '#24423f'];

/** A row of books along x from 0 to `length`, on y = 0. */
export function books(length: number, height: number, depth: number, seed: number): Shape {
  const next = sequence(seed);
  const parts: Shape[] = [];
  for (let x = 0; x < length - 0.02; ) {
    const thick = Math.min(next(0.025, 0.06), length - x);
    const tall = height * next(0.68, 0.96);
    const color = linear(BINDINGS[Math.floor(next(0, BINDINGS.length))] as string);
    const shade = next(0.6, 1.15);
    if (next(0, 1) > 0.07) {
      const book = box(thick * 0.94, tall, depth * next(0.8, 0.95), 0).move(x + thick / 2, tall / 2, depth / 2 - 0.01);
      parts.push(book.tint([color[0] * shade, color[1] * shade, color[2] * shade]));
    }
    x += thick;
  }
  return joined(...parts);
}

/** A bookcase full of books. */
export function bookcase(width: number, height: number, seed: number): Piece {
  const depth = 0.32;
  const wood: Shape[] = [
    box(0.05, height, depth, 0.008).move(-width / 2 + 0.025, height / 2, depth / 2),
    box(0.05, height, depth, 0.008).move(width / 2 - 0.025, height / 2, depth / 2),
    box(width, height, 0.02, 0).move(0, height / 2, 0.01),
    block(0, 0, depth / 2, width + 0.05, 0.12, depth + 0.04, 0.015),
    block(0, height, depth / 2 + 0.02, width + 0.12, 0.09, depth + 0.1, 0.025).swapUv(),
  ];
  const rows = Math.round((height - 0.14) / 0.36);
  const pitch = (height - 0.14) / rows;
  const shelves: Shape[] = [];
  for (let row = 0; row < rows; row += 1) {
    const y = 0.12 + row * pitch;
    wood.push(
      box(width - 0.08, 0.03, depth - 0.02, 0.006)
        .swapUv()
        .move(0, y, depth / 2),
    );
    shelves.push(books(width - 0.12, pitch - 0.05, depth - 0.06, seed + row).move(-width / 2 + 0.06, y + 0.015, 0.03));
  }
  return [
    ['dark_oak', joined(...wood)],
    ['bindings', joined(...shelves)],
  ];
}

/** A wall clock of radius `radius`, centred. */
export function wallClock(radius: number): Piece {
  const hands = joined(
    box(0.012, radius * 0.5, 0.004, 0.001)
      .move(0, radius * 0.25, 0.052)
      .turn('z', -120),
    box(0.009, radius * 0.75, 0.004, 0.001)
      .move(0, radius * 0.37, 0.056)
      .turn('z', 40),
  );
  return [
    [
      'mahogany',
      lathe(
        [
          [0, 0],
          [radius * 1.28, 0],
          [radius * 1.3, 0.03],
          [radius * 1.15, 0.06],
          [radius * 1.02, 0.045],
        ],
        40,
      ).turn('x', 90),
    ],
    [
      'brass',
      torus(radius * 1.02, 0.012, 40, 8)
        .turn('x', 90)
        .move(0, 0, 0.05),
    ],
    ['clock_face', dialDisc(radius * 1.02, 40).move(0, 0, 0.046)],
    ['enamel', hands.tint([0.012, 0.012, 0.014])],
  ];
}

/** A tall case clock. */
export function longcase(): Piece {
  const wood = joined(
    block(0, 0, 0, 0.5, 0.3, 0.32, 0.02),
    block(0, 0.3, 0, 0.36, 0.95, 0.24, 0.012),
    raisedPanel(0.3, 0.8, 0.05).move(-0.15, 0.36, 0.12),
    block(0, 1.25, 0, 0.5, 0.06, 0.32, 0.02),
    block(0, 1.31, -0.01, 0.44, 0.46, 0.26, 0.01),
    block(0, 1.77, 0, 0.52, 0.06, 0.32, 0.02),
    block(0, 1.83, 0, 0.3, 0.1, 0.26, 0.03),
  );
  const [first, ...rest] = wallClock(0.15).map(([material, shape]) => [material, shape.move(0, 1.54, 0.115)] as const);
  const finials = [-0.2, 0, 0.2].map((x) =>
    lathe(
      [
        [0, 0],
        [0.025, 0],
        [0.015, 0.03],
        [0.035, 0.07],
        [0.01, 0.13],
        [0, 0.15],
      ],
      12,
    ).move(x, x === 0 ? 1.93 : 1.83, 0),
  );
  return [['walnut', wood], ...(first === undefined ? [] : [first]), ...rest, ['brass', joined(...finials)]];
}

/** A portrait or landscape in a gilt frame, centred; `seed` picks its colours. */
export function picture(width: number, height: number, seed: number): Piece {
  const next = sequence(seed);
  const sky: Vector = [next(0.05, 0.2), next(0.06, 0.16), next(0.05, 0.14)];
  const ground: Vector = [sky[0] * 0.35, sky[1] * 0.3, sky[2] * 0.25];
  const skin: Vector = [0.42, 0.26, 0.16];
  const head = Math.min(width, height);
  const canvas = joined(
    rectangle(width, height).tint(sky).move(0, 0, 0.012),
    rectangle(width, height * 0.4)
      .tint(ground)
      .move(0, -height * 0.3, 0.014),
    dialDisc(head * 0.42, 24, 180)
      .move(0, -height / 2, 0.016)
      .tint([0.015, 0.014, 0.02]),
    dialDisc(head * 0.13, 20)
      .stretch(0.85, 1.1, 1)
      .move(0, head * 0.06, 0.018)
      .tint(skin),
    dialDisc(head * 0.14, 20)
      .stretch(0.9, 0.7, 1)
      .move(0, head * 0.15, 0.017)
      .tint([0.03, 0.02, 0.015]),
    rectangle(head * 0.09, head * 0.14)
      .move(0, -head * 0.15, 0.019)
      .tint([0.5, 0.47, 0.4]),
  );
  return [
    ['matt', canvas],
    ['brass', pictureFrame(width, height, 0.06, 0.045)],
  ];
}

/** A desk with drawers, a blotter, a lamp-less inkstand and papers; middle at the origin, the sitter at -z. */
export function desk(): Piece {
  const wood = joined(
    block(0, 0.72, 0, 1.7, 0.05, 0.85, 0.015).swapUv(),
    ...[-0.6, 0.6].map((x) => block(x, 0.05, 0, 0.42, 0.67, 0.75, 0.01)),
    ...[-0.6, 0.6].map((x) => block(x, 0, 0, 0.46, 0.06, 0.79, 0.012)),
    block(0, 0.55, 0.33, 0.8, 0.17, 0.04, 0.01).swapUv(),
    ...[-0.6, 0.6].map((x) => raisedPanel(0.4, 0.6, 0.06).move(x - 0.2, 0.09, 0.375)),
  );
  return [
    ['mahogany', wood],
    ['leather', block(0, 0.765, -0.03, 1.3, 0.012, 0.6, 0.003)],
    [
      'matt',
      joined(
        block(-0.2, 0.778, 0, 0.3, 0.006, 0.22, 0.001).turn('y', 8),
        block(0.18, 0.778, -0.05, 0.21, 0.01, 0.3, 0.001).turn('y', -12),
      ).tint([0.7, 0.62, 0.46]),
    ],
    [
      'bindings',
      joined(
        block(0.55, 0.775, 0.1, 0.2, 0.05, 0.28, 0.006).tint(linear('#5c1f24')),
        block(0.56, 0.825, 0.1, 0.18, 0.04, 0.25, 0.006).turn('y', 4).tint(linear('#2f4a3a')),
      ),
    ],
    [
      'brass',
      joined(
        block(-0.5, 0.775, 0.2, 0.26, 0.025, 0.14, 0.008),
        cylinder(0.03, 0.06, 16).move(-0.56, 0.8, 0.2),
        cylinder(0.03, 0.06, 16).move(-0.44, 0.8, 0.2),
      ),
    ],
  ];
}

/** A buttoned wing chair that faces +z. */
export function armchair(): Piece {
  const soft = joined(
    block(0, 0.26, 0.02, 0.56, 0.18, 0.58, 0.06),
    box(0.62, 0.8, 0.16, 0.07).turn('x', -10).move(0, 0.76, -0.28),
    ...[-0.34, 0.34].map((x) => block(x, 0.26, 0.0, 0.14, 0.38, 0.62, 0.06)),
    ...[-0.33, 0.33].map((x) => box(0.1, 0.5, 0.26, 0.045).move(x, 0.86, -0.18)),
  );
  const legs = [-0.3, 0.3].flatMap((x) =>
    [-0.26, 0.26].map((z) => cylinder(0.028, 0.27, 12, 0.004, 0.04).move(x, 0, z)),
  );
  return [
    ['leather', soft],
    ['walnut', joined(...legs)],
  ];
}

/** A library globe in its stand. */
export function globe(): Piece {
  const stand = joined(
    torus(0.36, 0.028, 36, 8).move(0, 0.72, 0),
    ...[0, 120, 240].map((turn) =>
      lathe(
        [
          [0.022, 0],
          [0.03, 0.1],
          [0.018, 0.4],
          [0.028, 0.72],
        ],
        10,
      )
        .move(0, 0, 0.36)
        .turn('y', turn),
    ),
    torus(0.2, 0.014, 24, 6).move(0, 0.22, 0),
  );
  const ring = torus(0.33, 0.01, 40, 6).turn('x', 90).turn('y', 30).move(0, 0.74, 0);
  const land = [
    [20, 40, 0.2],
    [150, 10, 0.24],
    [260, -20, 0.18],
    [90, -35, 0.13],
    [310, 35, 0.15],
  ].map(([turn, lift, size]) =>
    ball(size as number, 14)
      .stretch(1, 1, 0.32)
      .move(0, 0, 0.245)
      .turn('x', -(lift as number))
      .turn('y', turn as number),
  );
  return [
    ['mahogany', stand],
    ['brass', ring],
    ['enamel', joined(ball(0.3, 32).tint(linear('#4b6b6a')), joined(...land).tint(linear('#b58f52'))).move(0, 0.74, 0)],
  ];
}

/** A library ladder that leans against z = 0. */
export function ladder(height: number): Piece {
  const rails = [-0.2, 0.2].map((x) => box(0.045, height, 0.07, 0.01).move(x, height / 2, 0));
  const rungs: Shape[] = [];
  for (let y = 0.25; y < height; y += 0.28) rungs.push(box(0.4, 0.03, 0.06, 0.008).swapUv().move(0, y, 0));
  return [
    [
      'oak',
      joined(...rails, ...rungs)
        .turn('x', -12)
        .move(0, 0, height * 0.2 + 0.04),
    ],
  ];
}
