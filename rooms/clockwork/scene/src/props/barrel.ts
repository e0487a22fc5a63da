/** Coopered barrels, crates and chests. */
import type { Frame, Piece } from '../frame.ts';
import { block, box } from '../shapes/box.ts';
import { raisedPanel } from '../shapes/joinery.ts';
import { cylinder, lathe, torus } from '../shapes/round.ts';
import { joined, type Shape } from '../shapes/shape.ts';

/** Staves and hoops, open at the top, `height` tall. */
export function barrelBody(height: number, radius: number): { staves: Shape; hoops: Shape } {
  const belly = radius * 1.16;
  const staves = lathe(
    [
      [0, 0.02],
      [radius, 0],
      [radius * 1.1, height * 0.25],
      [belly, height * 0.5],
      [radius * 1.1, height * 0.75],
      [radius, height],
      [radius * 0.92, height],
      [radius * 0.98, height * 0.7],
      [0, height * 0.68],
    ],
    28,
  );
  const hoop = (y: number, r: number): Shape =>
    lathe(
      [
        [r, y],
        [r + 0.008, y],
        [r + 0.008, y + 0.045],
        [r, y + 0.045],
      ],
      28,
    );
  const hoops = joined(
    hoop(height * 0.06, radius * 1.035),
    hoop(height * 0.26, radius * 1.105),
    hoop(height * 0.68, radius * 1.12),
    hoop(height * 0.89, radius * 1.05),
  );
  return { staves, hoops };
}

/** The barrel with its hinged lid; the lid follows `plant`. */
export function lockedBarrel(frame: Frame, plant: string): void {
  const [height, radius] = [0.92, 0.3];
  const { staves, hoops } = barrelBody(height, radius);
  frame.body('oak', staves);
  frame.body('black_iron', hoops);
  frame.body(
    'brass',
    ...Array.from({ length: 3 }, (_, k) => block(-0.1 + k * 0.1, height * 0.69, 0.02, 0.07, 0.03, 0.16, 0.01)),
  );
  const lid = frame.mover(`${plant}_lid`, [0, height, -radius], {
    plant,
    follows: 'position',
    axis: 'x',
    motion: 'turn',
    range: [0, -108],
  });
  lid.body('dark_oak', cylinder(radius * 1.02, 0.045, 28, 0.01).move(0, 0, radius));
  lid.body(
    'black_iron',
    box(0.06, 0.02, radius * 1.9, 0.004).move(-0.12, 0.05, radius),
    box(0.06, 0.02, radius * 1.9, 0.004).move(0.12, 0.05, radius),
    torus(0.05, 0.009, 16, 6)
      .turn('x', 70)
      .move(0, 0.06, radius * 1.7),
  );
  lid.collider(plant, { name: 'open' }, cylinder(radius * 1.1, 0.14, 12).move(0, -0.03, radius));
  frame.body('steel', box(0.14, 0.05, 0.05, 0.006).move(0, height - 0.04, radius + 0.02));
}

/** A plain barrel without a device. */
export function plainBarrel(height: number, radius: number): Piece {
  const { staves, hoops } = barrelBody(height, radius);
  return [
    ['oak', staves],
    ['black_iron', hoops],
    ['dark_oak', cylinder(radius * 0.95, 0.03, 24).move(0, height * 0.93, 0)],
  ];
}

/** A battened crate. */
export function crate(width: number, height: number, depth: number): Piece {
  const parts: Shape[] = [block(0, 0, 0, width - 0.03, height, depth - 0.03, 0)];
  for (const turn of [0, 90, 180, 270]) {
    const wide = turn % 180 === 0 ? width : depth;
    const out = turn % 180 === 0 ? depth : width;
    parts.push(
      joined(
        box(0.06, height, 0.025, 0.005).move(-wide / 2 + 0.03, height / 2, out / 2 - 0.005),
        box(0.06, height, 0.025, 0.005).move(wide / 2 - 0.03, height / 2, out / 2 - 0.005),
        box(wide - 0.12, 0.06, 0.02, 0.005)
          .swapUv()
          .move(0, 0.03, out / 2 - 0.006),
        box(wide - 0.12, 0.06, 0.02, 0.005)
          .swapUv()
          .move(0, height - 0.03, out / 2 - 0.006),
        box(0.06, Math.hypot(wide - 0.12, height - 0.12), 0.018, 0.004)
          .turn('z', (Math.atan2(wide - 0.12, height - 0.12) * 180) / Math.PI)
          .move(0, height / 2, out / 2 - 0.007),
      ).turn('y', turn),
    );
  }
  parts.push(block(0, height - 0.01, 0, width, 0.025, depth, 0.006));
  return [['oak', joined(...parts)]];
}

/** The chest whose lamps count the solved gauges: four rows of fifteen pixels across its front. */
export function progressChest(frame: Frame, plant: string): void {
  const [w, h, d] = [0.95, 0.42, 0.46];
  frame.body(
    'mahogany',
    block(0, 0.05, 0, w - 0.04, h - 0.05, d - 0.04, 0.01),
    raisedPanel(w, h - 0.06, 0.06).move(-w / 2, 0.05, d / 2 - 0.03),
  );
  frame.body('dark_oak', block(0, 0, 0, w + 0.05, 0.06, d + 0.05, 0.015));
  const arc: Shape[] = [];
  for (let k = 0; k < 7; k += 1) {
    const angle = -75 + k * 25;
    arc.push(box(w, 0.025, 0.115, 0.005).move(0, 0.21, 0).turn('x', angle).stretch(1, 0.8, 1.06).move(0, h, 0));
  }
  frame.body(
    'mahogany',
    ...arc,
    box(0.02, 0.16, d - 0.06, 0).move(w / 2 - 0.02, h + 0.06, 0),
    box(0.02, 0.16, d - 0.06, 0).move(-w / 2 + 0.02, h + 0.06, 0),
  );
  for (const x of [-w / 2 + 0.05, w / 2 - 0.05])
    frame.body('brass', box(0.07, h, 0.02, 0.005).move(x, h / 2, d / 2 + 0.005));
  frame.body(
    'brass',
    box(0.12, 0.14, 0.03, 0.01).move(0, h - 0.05, d / 2 + 0.01),
    box(0.72, 0.2, 0.012, 0.003).move(0, 0.2, d / 2 + 0.004),
  );
  frame.body('gloss_black', box(0.68, 0.17, 0.012, 0.002).move(0, 0.2, d / 2 + 0.008));
  for (let row = 0; row < 4; row += 1) {
    frame.lamp(
      plant,
      joined(
        ...Array.from({ length: 15 }, (_, k) =>
          box(0.028, 0.022, 0.012, 0.005).move(-0.3 + k * 0.043, 0.14 + row * 0.04, d / 2 + 0.016),
        ),
      ),
      {
        color: '#39ff6a',
        pixels: [row * 15, row * 15 + 15],
      },
      'ember',
    );
  }
}
