/** The hoist: a timber and iron gantry, a platform on two racks, a counterweight, chains and a winch. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { gear } from '../shapes/gear.ts';
import { cylinder, lathe, torus } from '../shapes/round.ts';
import { joined, type Vector } from '../shapes/shape.ts';
import { chain, pipe } from '../shapes/sweep.ts';

const TOP = 2.62;
const SPAN = 1.7;
const TRAVEL = 1.25;

/** Stands at `at`; the platform rises by `TRAVEL` metres as the plant `hoist` goes from 0 to 1. */
export function hoist(root: Frame, at: Vector): void {
  const frame = root.device('lab_rm_doors_hoist_hoist', at);
  gantry(frame);
  rigging(frame);
  platform(frame);
  const weight = frame.mover('hoist_counterweight', [SPAN / 2 + 0.2, 1.62, 0], {
    plant: 'hoist',
    follows: 'position2',
    axis: 'y',
    motion: 'slide',
    range: [0, -TRAVEL],
  });
  weight.body('black_iron', block(0, 0, 0, 0.16, 0.44, 0.26, 0.02), cylinder(0.02, 0.1, 10).move(0, 0.44, 0));
  weight.body('brass', box(0.17, 0.05, 0.27, 0.01).move(0, 0.34, 0));
}

function gantry(frame: Frame): void {
  for (const x of [-SPAN / 2, SPAN / 2]) {
    frame.body('walnut', block(x, 0, 0, 0.16, TOP, 0.16, 0.015), block(x, 0, 0, 0.2, 0.12, 1.5, 0.02).swapUv());
    frame.body(
      'walnut',
      ...[-1, 1].map((side) =>
        box(0.11, 1.25, 0.11, 0.012)
          .turn('x', side * 30)
          .move(x, 0.58, side * -0.36),
      ),
    );
    frame.body('black_iron', ...[0.14, 1.3, TOP - 0.14].map((y) => block(x, y, 0, 0.19, 0.06, 0.19, 0.008)));
    frame.body('steel', block(x - Math.sign(x) * 0.1, 0.1, 0, 0.03, TOP - 0.25, 0.05, 0.003));
    // The rack: small teeth all the way up.
    const teeth = Array.from({ length: 40 }, (_, k) =>
      box(0.02, 0.025, 0.05, 0).move(x - Math.sign(x) * 0.122, 0.2 + k * 0.056, 0),
    );
    frame.body('steel', joined(...teeth));
  }
  frame.body('walnut', block(0, TOP, 0, SPAN + 0.7, 0.18, 0.2, 0.018).swapUv());
  frame.body('black_iron', ...[-SPAN / 2, 0, SPAN / 2].map((x) => block(x, TOP - 0.01, 0, 0.12, 0.2, 0.22, 0.008)));
}

/** Pulleys with their chains, and the winch on the left post. */
function rigging(frame: Frame): void {
  for (const x of [-0.45, 0.45]) {
    frame.body(
      'brass',
      lathe(
        [
          [0.04, -0.04],
          [0.15, -0.04],
          [0.15, -0.025],
          [0.11, 0],
          [0.15, 0.025],
          [0.15, 0.04],
          [0.04, 0.04],
        ],
        24,
      )
        .turn('x', 90)
        .move(x, TOP - 0.12, 0),
    );
    frame.body(
      'steel',
      chain(TOP - 0.5, 0.085).move(x - 0.13, TOP - 0.12, 0),
      chain(1.05, 0.085).move(x + 0.13, TOP - 0.12, 0),
    );
    frame.body(
      'black_iron',
      torus(0.06, 0.016, 16, 8, 270)
        .turn('x', 90)
        .move(x + 0.13, TOP - 1.22, 0),
    );
  }
  frame.body(
    'black_iron',
    cylinder(0.1, 0.34, 20)
      .turn('x', 90)
      .move(-SPAN / 2 - 0.22, 0.95, -0.17),
  );
  frame.body(
    'brass',
    gear(0.22, 28, 0.04).move(-SPAN / 2 - 0.22, 0.95, 0.22),
    gear(0.09, 12, 0.04, 4).move(-SPAN / 2 - 0.22, 1.27, 0.22),
  );
  frame.body(
    'steel',
    pipe(
      [
        [-SPAN / 2 - 0.22, 1.05, 0],
        [-SPAN / 2 - 0.2, 2.4, 0],
        [-0.58, TOP - 0.1, 0],
      ],
      0.012,
      0.3,
      6,
    ),
  );
}

function platform(frame: Frame): void {
  const moving = frame.mover('hoist_platform', [0, 0.08, 0], {
    plant: 'hoist',
    follows: 'position',
    axis: 'y',
    motion: 'slide',
    range: [0, TRAVEL],
  });
  moving.body('planks', block(0, 0.05, 0, SPAN - 0.36, 0.05, 1.2, 0.008).project());
  moving.body(
    'iron',
    block(0, 0, 0, SPAN - 0.3, 0.06, 0.1, 0.008).project(),
    ...[-0.58, 0.58].map((z) => block(0, 0, z, SPAN - 0.3, 0.09, 0.05, 0.008).project()),
  );
  moving.body(
    'brass',
    ...[-1, 1].map((side) =>
      gear(0.075, 14, 0.06, 4)
        .turn('y', 0)
        .move(side * (SPAN / 2 - 0.21), 0.16, 0),
    ),
  );
  moving.body('black_iron', ...[-1, 1].map((side) => block(side * (SPAN / 2 - 0.16), 0.02, 0, 0.07, 0.34, 0.14, 0.01)));
  // The load: a brass-bound regulator under a canvas strap, on a crate base.
  moving.body('oak', block(0, 0.1, 0, 0.72, 0.14, 0.62, 0.01), block(0, 0.24, 0, 0.62, 0.05, 0.52, 0.01));
  moving.body(
    'copper',
    lathe(
      [
        [0.2, 0.29],
        [0.24, 0.34],
        [0.26, 0.55],
        [0.2, 0.72],
        [0.09, 0.8],
        [0.07, 0.92],
        [0.1, 0.95],
      ],
      28,
    ),
  );
  moving.body(
    'brass',
    torus(0.262, 0.016, 32, 8).move(0, 0.5, 0),
    torus(0.225, 0.014, 28, 8).move(0, 0.34, 0),
    cylinder(0.05, 0.1, 14).move(0, 0.93, 0),
    gear(0.12, 18, 0.02, 5).move(0, 0.5, 0.27),
  );
  moving.body(
    'enamel',
    ...[-1, 1].map((side) =>
      box(0.05, 0.012, 0.64, 0.003)
        .move(side * 0.31, 0.25, 0)
        .tint(linear('#3a2a1c')),
    ),
  );
}
