/** Five cages in a row with driven leaves, and the station that charges canisters. Faces +z, back on z = 0. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { gear } from '../shapes/gear.ts';
import { cylinder, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';

const HEIGHT = 2.02;
const DEPTH = 0.5;
const POST = 0.036;
const PLINTH = 0.07;
/** Degrees by which a leaf swings out. */
const SWING_DEG = 86;

interface Cage {
  readonly device: string;
  readonly plant: string;
  readonly width: number;
  /** Two leaves, each on a stepper of its own. */
  readonly double: boolean;
}

const CAGES: readonly Cage[] = [
  { device: 'lab_rm_cage_a_door_one', plant: 'cage_door_one', width: 0.6, double: false },
  { device: 'lab_rm_cage_a_door_two', plant: 'cage_door_two', width: 0.78, double: true },
  { device: 'lab_rm_cage_b_door_three', plant: 'cage_door_three', width: 0.6, double: false },
  { device: 'lab_rm_cage_b_door_four', plant: 'cage_door_four', width: 0.78, double: true },
  { device: 'lab_rm_cage_b_door_five', plant: 'cage_door_five', width: 0.78, double: true },
];

/** Length of the whole row in metres. */
export const CAGE_ROW_LENGTH = CAGES.reduce((sum, { width }) => sum + width + POST, POST);

/** The row, its middle at `at`. */
export function cageRow(root: Frame, at: Vector, turnY: number): void {
  const row = root.child('cage_row', at, [0, turnY, 0]);
  let x = -CAGE_ROW_LENGTH / 2 + POST / 2;
  divider(row, x);
  row.body(
    'iron',
    block(0, 0, DEPTH / 2, CAGE_ROW_LENGTH, PLINTH, DEPTH, 0.01).project(),
    block(0, HEIGHT, DEPTH / 2, CAGE_ROW_LENGTH, 0.06, DEPTH, 0.01).project(),
  );
  row.body('brass', box(CAGE_ROW_LENGTH, 0.02, 0.02, 0.004).move(0, HEIGHT + 0.03, DEPTH + 0.004));
  CAGES.forEach((cage, index) => {
    const middle = x + POST / 2 + cage.width / 2;
    x += cage.width + POST;
    divider(row, x);
    contents(row, index, middle, cage.width);
    row.body('brass', numeral(index + 1).move(middle, HEIGHT + 0.17, DEPTH - 0.05));
    row.body('black_iron', box(0.2, 0.13, 0.014, 0.004).move(middle, HEIGHT + 0.135, DEPTH - 0.066));
    leaves(row, cage, middle);
  });
}

/** A post in front, one behind, and the bars between two cages. */
function divider(row: Frame, x: number): void {
  const bars: Shape[] = [];
  for (let z = 0.09; z < DEPTH - 0.05; z += 0.085) bars.push(cylinder(0.007, HEIGHT - PLINTH, 6, 0).move(x, PLINTH, z));
  row.body(
    'black_iron',
    ...bars,
    block(x, PLINTH, DEPTH - POST / 2, POST, HEIGHT - PLINTH, POST, 0.006),
    block(x, PLINTH, POST / 2, POST, HEIGHT - PLINTH, POST, 0.006),
    box(0.02, 0.03, DEPTH - POST, 0.004).move(x, 1.05, DEPTH / 2),
  );
}

/** One or two leaves with the gears that turn them. */
function leaves(row: Frame, cage: Cage, middle: number): void {
  const { device, plant, width } = cage;
  const frame = row.device(device, [middle, 0, DEPTH - POST / 2]);
  const hinge = width / 2 - 0.012;
  const span = cage.double ? hinge - 0.004 : hinge * 2;
  leaf(frame, plant, 'position', [-hinge, 0, 0], span, 1);
  if (cage.double) leaf(frame, plant, 'position2', [hinge, 0, 0], span, -1);
  // The motors stand on the roof beside the hinges.
  for (const side of cage.double ? [-1, 1] : [-1]) {
    const at: Vector = [middle + side * (hinge - 0.11), HEIGHT, DEPTH - POST / 2 - 0.08];
    row.body('black_iron', block(at[0], at[1] + 0.06, at[2], 0.075, 0.1, 0.085, 0.008));
    row.body(
      'brass',
      gear(0.036, 8, 0.02, 2)
        .turn('x', -90)
        .move(at[0], at[1] + 0.185, at[2]),
    );
  }
}

/** A leaf of bars hung at the mover's origin, running along x by `side`. */
function leaf(frame: Frame, plant: string, follows: string, at: Vector, span: number, side: 1 | -1): void {
  const moving = frame.mover(`${plant}_${follows}`, at, {
    plant,
    follows,
    axis: 'y',
    motion: 'turn',
    range: [0, -side * SWING_DEG],
  });
  const [low, high] = [PLINTH + 0.015, HEIGHT - 0.015];
  const middle = (side * span) / 2;
  const iron = [
    block(side * 0.012, low, 0, 0.024, high - low, 0.024, 0.004),
    block(side * (span - 0.012), low, 0, 0.024, high - low, 0.024, 0.004),
    ...[low + 0.012, 0.78, high - 0.012].map((y) => box(span, 0.026, 0.022, 0.004).move(middle, y, 0)),
  ];
  const count = Math.round(span / 0.085);
  for (let k = 1; k < count; k += 1) {
    iron.push(cylinder(0.0075, high - low, 6, 0).move((side * span * k) / count, low, 0));
  }
  iron.push(box(0.07, 0.17, 0.034, 0.006).move(side * (span - 0.05), 1.02, 0));
  moving.body('iron', joined(...iron).project());
  moving.body(
    'brass',
    gear(0.075, 14, 0.018, 3)
      .turn('x', -90)
      .move(0, HEIGHT + 0.185, 0),
    cylinder(0.011, 0.2, 8, 0).move(0, HEIGHT, 0),
    ...[0.3, 1.7].map((y) => cylinder(0.017, 0.09, 10).move(0, y, 0)),
    cylinder(0.014, 0.05, 10)
      .turn('x', 90)
      .move(side * (span - 0.05), 1.05, 0),
  );
}

/** What the cages keep: canisters of copper on boards, a crate, a globe of glass. */
function contents(row: Frame, index: number, x: number, width: number): void {
  row.body('planks', block(x, 0.98, 0.24, width - 0.02, 0.025, 0.4, 0.004).project());
  const spots = [-0.17, 0.02, 0.19].slice(0, index % 2 === 0 ? 2 : 3);
  for (const [k, dx] of spots.entries()) canister(row, [x + dx, k % 2 === 0 ? PLINTH : 1.005, 0.2 + 0.06 * (k % 2)]);
  if (index % 2 === 1) canister(row, [x + 0.24, PLINTH, 0.28]);
  row.body('oak', block(x - 0.1 + 0.05 * index, 1.005, 0.19, 0.2, 0.16, 0.2, 0.01));
}

/** A copper canister with brass ends, its foot at `at`. */
function canister(row: Frame, at: Vector): void {
  const [x, y, z] = at;
  row.body('copper', cylinder(0.062, 0.3, 18, 0.01).move(x, y + 0.03, z));
  row.body(
    'brass',
    cylinder(0.066, 0.035, 18, 0.008).move(x, y, z),
    cylinder(0.066, 0.035, 18, 0.012).move(x, y + 0.325, z),
    torus(0.03, 0.006, 14, 6)
      .turn('x', 90)
      .move(x, y + 0.385, z),
  );
}

/** A Roman numeral of brass strips, 9 cm high, about its centre. */
function numeral(value: number): Shape {
  const stroke = (x: number, lean = 0): Shape => box(0.012, 0.085, 0.012, 0.003).turn('z', lean).move(x, 0, 0);
  const five = (x: number): Shape[] => [stroke(x - 0.013, 17), stroke(x + 0.013, -17)];
  const strokes: Shape[] =
    value < 4
      ? Array.from({ length: value }, (_, k) => stroke((k - (value - 1) / 2) * 0.032))
      : value === 4
        ? [stroke(-0.034), ...five(0.014)]
        : five(0);
  return joined(...strokes).move(0, -0.035, 0);
}

/** A charging post with three glass canisters in their sockets. */
export function chargingStation(root: Frame, at: Vector, turnY: number): void {
  const frame = root.device('lab_rm_cage_a_canister_charging', at, turnY);
  const spots = [-0.16, 0, 0.16];
  frame.body('walnut', box(0.56, 0.74, 0.025, 0.008).move(0, 1.25, 0.0125), block(0, 0, 0.14, 0.5, 0.8, 0.26, 0.014));
  frame.body(
    'black_iron',
    block(0, 0.8, 0.14, 0.54, 0.03, 0.29, 0.008),
    box(0.44, 0.12, 0.016, 0.004).move(0, 0.5, 0.274),
    box(0.5, 0.035, 0.06, 0.008).move(0, 1.32, 0.06),
  );
  const paths = spots.map((x) => cylinder(0.009, 0.12, 8).move(x, 1.32, 0.15));
  frame.body(
    'brass',
    ...spots.flatMap((x) => [
      cylinder(0.066, 0.045, 20, 0.008).move(x, 0.83, 0.15),
      cylinder(0.06, 0.04, 20, 0.012).move(x, 1.19, 0.15),
      torus(0.064, 0.006, 20, 6).move(x, 1.03, 0.15),
    ]),
    box(0.5, 0.05, 0.012, 0.003).move(0, 1.56, 0.03),
  );
  frame.body('copper', ...paths, box(0.44, 0.018, 0.018, 0.004).move(0, 1.44, 0.15));
  frame.body('glass', ...spots.map((x) => cylinder(0.056, 0.32, 20, 0.002).move(x, 0.87, 0.15)));
  const cores = spots.flatMap((x) => [
    cylinder(0.022, 0.3, 12).move(x, 0.88, 0.15),
    ...[0.94, 1.02, 1.1].map((y) => torus(0.034, 0.007, 16, 6).move(x, y, 0.15)),
  ]);
  frame.lamp('canister_charger', joined(...cores), { color: '#74dcff' }, 'ember');
  frame.body('enamel', ...spots.map((x) => box(0.07, 0.03, 0.006, 0.002).move(x, 0.5, 0.284).tint(linear('#d8cfae'))));
  frame.anchor('light_canister_charger', [0, 1.1, 0.4], {
    plant: 'canister_charger',
    color: '#74dcff',
    intensity: 2.2,
  });
}
