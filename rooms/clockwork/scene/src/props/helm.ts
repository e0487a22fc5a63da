/** The captain's wheel and the engine telegraph, on brass pedestals. Both face +z, where the captain stands. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { ball, cylinder, dialDisc, lathe, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';

const DEVICE = 'kraken_controller';
/** Counts of a whole turn of the wheel. */
const TURN_COUNTS = 400;

/** Builds both; `at` is the foot of the wheel. */
export function helm(root: Frame, at: Vector, turnY: number): void {
  const frame = root.device(DEVICE, at, turnY);
  frame.body('walnut', block(0, 0, -0.1, 1.5, 0.1, 0.75, 0.02), block(0, 0.1, -0.1, 1.4, 0.04, 0.65, 0.012));
  frame.body('brass', box(1.52, 0.03, 0.77, 0.008).move(0, 0.085, -0.1));
  wheel(frame, [-0.22, 0.14, -0.1]);
  telegraph(frame, [0.5, 0.14, -0.05]);
}

function wheel(frame: Frame, at: Vector): void {
  const [x, y, z] = at;
  const axle = y + 0.98;
  frame.body(
    'mahogany',
    block(x, y, z - 0.12, 0.3, 0.1, 0.3, 0.02),
    block(x, y + 0.1, z - 0.12, 0.2, 0.98, 0.2, 0.015),
    block(x, y + 1.08, z - 0.12, 0.27, 0.06, 0.27, 0.015),
  );
  frame.body(
    'brass',
    lathe(
      [
        [0.12, 0],
        [0.13, 0.02],
        [0.12, 0.06],
        [0.1, 0.12],
        [0.05, 0.165],
        [0, 0.175],
      ],
      24,
    ).move(x, y + 1.14, z - 0.12),
    cylinder(0.06, 0.13, 20)
      .turn('x', 90)
      .move(x, axle, z - 0.03),
    torus(0.09, 0.012, 24, 8)
      .turn('x', 90)
      .move(x, axle, z - 0.01),
  );
  const turning = frame.mover('captains_wheel_turn', [x, axle, z + 0.06], {
    plant: 'captains_wheel',
    follows: 'counts',
    axis: 'z',
    motion: 'turn',
    range: [0, -360 / TURN_COUNTS],
  });
  const spokes: Shape[] = [];
  const caps: Shape[] = [];
  for (let k = 0; k < 8; k += 1) {
    spokes.push(handle().turn('z', k * 45));
    caps.push(
      ball(0.018, 10)
        .move(0, 0.575, 0)
        .turn('z', k * 45),
    );
  }
  const rim = lathe(
    [
      [0.34, -0.025],
      [0.42, -0.025],
      [0.42, 0.025],
      [0.34, 0.025],
      [0.34, -0.025],
    ],
    48,
  ).turn('x', 90);
  turning.body('mahogany', rim, ...spokes, cylinder(0.1, 0.06, 24).turn('x', 90).move(0, 0, -0.03));
  turning.body(
    'brass',
    torus(0.38, 0.012, 48, 8).turn('x', 90).move(0, 0, 0.026),
    torus(0.345, 0.008, 48, 6).turn('x', 90).move(0, 0, 0.022),
    cylinder(0.055, 0.05, 20).turn('x', 90).move(0, 0, 0.02),
    ball(0.03, 14).move(0, 0, 0.075),
    ...caps,
  );
  // The king spoke: a captain feels for it when the rudder is amidships.
  turning.body('copper', cylinder(0.024, 0.06, 12).move(0, 0.5, 0));
  frame.collider('captains_wheel', { name: 'turn' }, cylinder(0.58, 0.12, 20).turn('x', 90).move(x, axle, z));
}

/** A turned spoke from the hub to its handle. */
function handle(): Shape {
  return lathe(
    [
      [0.02, 0.07],
      [0.016, 0.2],
      [0.022, 0.3],
      [0.018, 0.42],
      [0.014, 0.44],
      [0.026, 0.5],
      [0.018, 0.57],
      [0, 0.575],
    ],
    12,
  );
}

/** Colours of the telegraph's seven sectors, from full astern to full ahead. */
const SECTORS = ['#7a1512', '#a3341f', '#c07a3a', '#e6d9bc', '#5f8f6a', '#2f7a4a', '#145a36'];

function telegraph(frame: Frame, at: Vector): void {
  const [x, y, z] = at;
  const axle = y + 0.9;
  frame.body(
    'brass',
    lathe(
      [
        [0.14, 0],
        [0.14, 0.03],
        [0.06, 0.08],
        [0.045, 0.3],
        [0.06, 0.55],
        [0.05, 0.72],
        [0, 0.72],
      ],
      24,
    ).move(x, y, z),
    cylinder(0.19, 0.11, 36, 0.012)
      .turn('x', 90)
      .move(x, axle, z - 0.055),
    torus(0.185, 0.014, 40, 8)
      .turn('x', 90)
      .move(x, axle, z + 0.055),
  );
  const sectors = SECTORS.map((color, k) =>
    dialDisc(0.165, 5, 23)
      .turn('z', 90 - 11.5 - (k - 3) * 25)
      .move(x, axle, z + 0.058)
      .tint(linear(color)),
  );
  frame.body(
    'enamel',
    dialDisc(0.175, 32)
      .move(x, axle, z + 0.057)
      .tint([0.02, 0.018, 0.016]),
    ...sectors,
  );
  const lever = frame.mover('throttle_lever', [x, axle, z + 0.07], {
    plant: 'throttle',
    follows: 'place',
    axis: 'z',
    motion: 'turn',
    // Place 4 of 7 is upright; full ahead lies to the right.
    range: [100, 75],
  });
  lever.body('steel', box(0.03, 0.3, 0.012, 0.004).move(0, 0.13, 0), box(0.05, 0.09, 0.01, 0.003).move(0, 0.11, 0.003));
  lever.body(
    'enamel',
    joined(ball(0.035, 14).move(0, 0.3, 0), cylinder(0.05, 0.02, 18).turn('x', 90).move(0, 0, -0.004)).tint(
      linear('#1c1512'),
    ),
  );
  frame.collider('throttle', { name: 'set' }, box(0.5, 0.62, 0.2, 0).move(x, axle + 0.08, z + 0.03));
}
