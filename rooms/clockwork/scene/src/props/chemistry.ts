/** The chemical bench: six readers with their flasks, the engine block that comes forward, a locked chest. Faces +z, back on z = 0. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { gear } from '../shapes/gear.ts';
import { raisedPanel } from '../shapes/joinery.ts';
import { cylinder, lathe, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';
import { pipe } from '../shapes/sweep.ts';

const TOP = 0.9;
const LENGTH = 2.1;
const DEPTH = 0.68;
/** Where a flask waits, and where its reader is. */
const [RACK_Z, READER_Z] = [0.17, 0.47];
/** The tag of chemical n is this and n more (controllers/chemical.yaml). */
const TAG_BASE = 1_200_000;
const CHEMICALS = ['#b3261e', '#2456b8', '#2c8a3e', '#d8a818', '#6d2ea3', '#d9661a'] as const;

/** The bench with everything on it; `at` is the middle of its back at the floor. */
export function chemicalBench(root: Frame, at: Vector, turnY = 0): void {
  const bench = root.child('chemical_bench', at, [0, turnY, 0]);
  table(bench);
  CHEMICALS.forEach((color, index) => {
    reader(bench, 'abcdef'.charAt(index), index, color, -0.93 + index * 0.19);
  });
  engineBlock(bench, [0.4, TOP, 0]);
  chest(bench, [0.83, TOP, 0.12]);
}

/** A closed cabinet with a thick top, a rack at its back and copper lines from the readers to the engine. */
function table(bench: Frame): void {
  bench.body(
    'oak',
    block(0, 0.86, DEPTH / 2, LENGTH, 0.04, DEPTH, 0.01).swapUv(),
    block(0, 0.08, DEPTH / 2 - 0.02, LENGTH - 0.08, 0.78, DEPTH - 0.08, 0.008),
    block(0, 0, DEPTH / 2 - 0.02, LENGTH - 0.16, 0.08, DEPTH - 0.16, 0.004),
  );
  const panels = [-0.99, -0.5, 0, 0.5].map((x) => raisedPanel(0.49, 0.72, 0.06).move(x, 0.11, DEPTH - 0.06));
  bench.body('walnut', ...panels);
  bench.body('walnut', block(-0.455, TOP, RACK_Z, 1.15, 0.03, 0.12, 0.006).swapUv());
  bench.body(
    'brass',
    ...[-0.74, -0.25, 0.24, 0.74].map((x) =>
      cylinder(0.016, 0.03, 10)
        .turn('x', 90)
        .move(x, 0.47, DEPTH - 0.03),
    ),
    box(1.15, 0.012, 0.012, 0.003).move(-0.455, TOP + 0.14, RACK_Z - 0.05),
    ...[-1.02, 0.11].map((x) => cylinder(0.007, 0.14, 6).move(x, TOP + 0.01, RACK_Z - 0.05)),
  );
  const lines = CHEMICALS.map((_, index) => {
    const x = -0.93 + index * 0.19;
    const z = DEPTH - 0.06 - index * 0.012;
    return pipe(
      [
        [x, TOP + 0.012, READER_Z + 0.06],
        [x, TOP + 0.012, z],
        [0.3 + index * 0.03, TOP + 0.012, z],
        [0.3 + index * 0.03, TOP + 0.012, 0.34],
      ],
      0.0055,
      0.03,
      5,
    );
  });
  bench.body('copper', joined(...lines));
}

/** A reader in a brass dish; its flask waits in the rack and slides onto it. */
function reader(bench: Frame, letter: string, index: number, color: string, x: number): void {
  const plant = `chemical_reader_${letter}`;
  const frame = bench.device(`chemical_rfid_${letter}`, [x, TOP, READER_Z]);
  frame.body(
    'brass',
    lathe(
      [
        [0.072, 0],
        [0.074, 0.012],
        [0.062, 0.02],
        [0.058, 0.012],
        [0, 0.012],
      ],
      20,
    ),
    box(0.07, 0.004, 0.03, 0.001).move(0, 0.002, 0.1),
  );
  const flask = frame.mover(`${plant}_flask`, [0, 0.014, 0], {
    plant,
    follows: 'present',
    axis: 'z',
    motion: 'slide',
    range: [RACK_Z - READER_Z, 0],
  });
  const paint = linear(color);
  const content = lathe(index % 2 === 0 ? CONE : ROUND, 14).tint(paint);
  const neck = joined(
    cylinder(0.016, 0.09, 10, 0.002).move(0, 0.1, 0).tint([0.55, 0.62, 0.58]),
    cylinder(0.018, 0.03, 10, 0.004).move(0, 0.185, 0).tint(linear('#8a6238')),
    box(0.05, 0.035, 0.004, 0)
      .move(0, 0.05, index % 2 === 0 ? 0.042 : 0.05)
      .tint(linear('#e6d8b0')),
  );
  flask.body('enamel', joined(content, neck).move(0, 0.018, 0));
  frame.collider(
    plant,
    { name: 'present', value: TAG_BASE + index + 1 },
    box(0.16, 0.3, 0.44, 0).move(0, 0.14, (RACK_Z - READER_Z) / 2),
  );
}

const CONE = [
  [0, 0],
  [0.05, 0],
  [0.052, 0.008],
  [0.017, 0.11],
  [0, 0.11],
] as const;
const ROUND = [
  [0, 0],
  [0.03, 0.002],
  [0.05, 0.03],
  [0.05, 0.062],
  [0.03, 0.095],
  [0.016, 0.11],
  [0, 0.11],
] as const;

/** A cast engine of four cylinders on two rails; it comes forward by 22 cm. */
function engineBlock(bench: Frame, at: Vector): void {
  const frame = bench.device('chemical_engine_block_actuator', at);
  frame.body('steel', ...[-0.11, 0.11].map((x) => box(0.03, 0.025, 0.6, 0.004).move(x, 0.022, 0.33)));
  frame.body(
    'black_iron',
    box(0.36, 0.3, 0.03, 0.008).move(0, 0.15, 0.02),
    box(0.05, 0.05, 0.12, 0.008).move(0, 0.06, 0.08),
  );
  const moving = frame.mover('engine_block_slide', [0, 0.035, 0.22], {
    plant: 'engine_block',
    follows: 'position',
    axis: 'z',
    motion: 'slide',
    range: [0, 0.22],
  });
  moving.body(
    'iron',
    joined(
      block(0, 0, 0, 0.34, 0.06, 0.28, 0.012),
      block(0, 0.06, 0, 0.29, 0.17, 0.22, 0.02),
      block(0, 0.23, 0, 0.31, 0.025, 0.24, 0.006),
    ).project(),
  );
  const heads = [-0.1, -0.033, 0.033, 0.1].map((x) =>
    joined(cylinder(0.028, 0.1, 12, 0.008).move(x, 0.255, 0), cylinder(0.012, 0.045, 8).move(x, 0.35, 0)),
  );
  moving.body(
    'brass',
    ...heads,
    gear(0.062, 16, 0.022, 4).move(-0.05, 0.13, 0.125),
    gear(0.04, 11, 0.022, 3).move(0.055, 0.13, 0.125),
    box(0.2, 0.012, 0.012, 0.002).move(0, 0.385, 0),
  );
  moving.body(
    'copper',
    ...[-0.1, -0.033, 0.033, 0.1].map((x) =>
      pipe(
        [
          [x, 0.3, -0.02],
          [x, 0.3, -0.09],
          [x, 0.2, -0.1],
        ],
        0.009,
        0.03,
        6,
      ),
    ),
  );
}

/** A small iron-bound chest; its lid is hinged at the back. */
function chest(bench: Frame, at: Vector): void {
  const frame = bench.device('chemical_chest_maglocks', at);
  const [w, h, d] = [0.38, 0.17, 0.28];
  const side = (shape: Shape): Shape => shape.swapUv();
  frame.body(
    'mahogany',
    side(block(0, 0, d - 0.01, w, h, 0.02, 0.004)),
    side(block(0, 0, 0.01, w, h, 0.02, 0.004)),
    ...[-1, 1].map((x) => block(x * (w / 2 - 0.01), 0, d / 2, 0.02, h, d, 0.004)),
    block(0, 0, d / 2, w, 0.02, d, 0.004),
  );
  frame.body('steel', box(0.09, 0.03, 0.02, 0.003).move(0, h - 0.02, d - 0.025));
  frame.body(
    'brass',
    ...[-0.15, 0.15].map((x) => block(x, -0.001, d / 2, 0.03, h, d + 0.006, 0.002)),
    torus(0.03, 0.006, 14, 6)
      .turn('z', 90)
      .move(w / 2 + 0.006, 0.1, d / 2),
  );
  const lid = frame.mover('chemical_chest_lid', [0, h, 0], {
    plant: 'chemical_chest',
    follows: 'position',
    axis: 'x',
    motion: 'turn',
    range: [0, -78],
  });
  lid.body('mahogany', lidVault(w, d));
  lid.body('brass', ...[-0.15, 0.15].map((x) => lidVault(0.03, d).stretch(1, 1.06, 1.02).move(x, 0.001, 0)));
  lid.body('steel', box(0.07, 0.05, 0.012, 0.003).move(0, 0.0, d + 0.006));
  lid.collider('chemical_chest', { name: 'open' }, box(w + 0.04, 0.28, d + 0.06, 0).move(0, -0.02, d / 2));
}

/** The vaulted lid of a chest, lying on y = 0 from z = 0 to `depth`. */
function lidVault(width: number, depth: number): Shape {
  return cylinder(depth / 2, width, 24, 0.003)
    .turn('z', 90)
    .move(width / 2, 0, 0)
    .stretch(1, 0.55, 1)
    .move(0, 0, depth / 2);
}
