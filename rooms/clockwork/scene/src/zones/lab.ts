/** The laboratory: hoist, square lights, grates, crawlspace, rope drop, benches. */
import { type Frame, place } from '../frame.ts';
import { linear } from '../materials.ts';
import { PLAN } from '../plan.ts';
import { crate, plainBarrel } from '../props/barrel.ts';
import { CAGE_ROW_LENGTH, cageRow, chargingStation } from '../props/cages.ts';
import { chemicalBench } from '../props/chemistry.ts';
import { egressButton, estopButton } from '../props/controls.ts';
import { crawlspace } from '../props/crawlspace.ts';
import { fuseCabinet } from '../props/fuse-cabinet.ts';
import { hoist } from '../props/hoist.ts';
import { bottleShelf, diagram, still, stool } from '../props/laboratory.ts';
import { squareLight } from '../props/lights.ts';
import { syringeMachine } from '../props/syringes.ts';
import { vernMachine } from '../props/vern.ts';
import { block, box } from '../shapes/box.ts';
import { cylinder, lathe, torus } from '../shapes/round.ts';
import { joined, type Shape } from '../shapes/shape.ts';
import { pipe } from '../shapes/sweep.ts';

const LEFT = PLAN.middle + PLAN.innerThickness / 2;

/** Inner face of the wall to the clock hall. */
const FRONT = PLAN.cross - PLAN.innerThickness / 2;

/** Builds the zone. */
export function buildLab(root: Frame): void {
  hoist(root, [7.0, 0, -7.7]);
  squares(root);
  grates(root);
  ropeDrop(root);
  chemicalBench(root, [4.75, 0, PLAN.north]);
  syringeMachine(root, [6.8, 0, PLAN.north]);
  crawlspace(root, [8.75, 0, PLAN.north]);
  egressButton(root, 'crawlspace', [9.42, 0.5, PLAN.north]);
  cageRow(root, [PLAN.east, 0, PLAN.north + 0.03 + CAGE_ROW_LENGTH / 2], -90);
  chargingStation(root, [PLAN.east, 0, -5.72], -90);
  fuseCabinet(root, [5.05, 0, FRONT], 180);
  vernMachine(root, [7.0, 0, FRONT], 180);
  estopButton(root, 'lab', [7.0 - 0.85, 1.5, -7.62]);
  furniture(root);
  root.anchor('camera_lab', [3.85, 2.4, -6.3], { target: [7.3, 0.85, -8.4] });
  // From over the still, past the hoist, which hides some of the cages from the laboratory's own camera.
  root.anchor('camera_cages', [8.15, 2.3, -5.75], { target: [10.1, 0.9, -8.1] });
  root.anchor('camera_fuses', [4.3, 2.2, -8.5], { target: [6.05, 0.95, -5.4] });
}

/** What has no device. */
function furniture(root: Frame): void {
  place(root, bottleShelf(2.0, 7), [4.75, 1.5, PLAN.north]);
  place(root, diagram(0.95, 0.7), [8.75, 1.75, PLAN.north]);
  place(root, stool(), [4.5, 0, -8.75]);
  place(root, still(), [8.45, 0, -5.75]);
  place(root, crate(0.44, 0.36, 0.4), [3.86, 0, -5.62], 6);
  place(root, crate(0.34, 0.3, 0.34), [3.84, 0.36, -5.62], -14);
  place(root, plainBarrel(0.78, 0.25), [3.92, 0, -9.0]);
  const y = 2.62;
  root.body(
    'copper',
    pipe(
      [
        [LEFT, y, PLAN.north + 0.12],
        [7.75, y, PLAN.north + 0.12],
        [7.75, 0, PLAN.north + 0.12],
      ],
      0.035,
      0.12,
      10,
    ),
  );
  root.body(
    'brass',
    ...[4.2, 5.7, 7.2].map((x) => box(0.05, 0.1, 0.16, 0.01).move(x, y, PLAN.north + 0.09)),
    ...[0.3, 1.5].map((high) => box(0.1, 0.05, 0.16, 0.01).move(7.75, high, PLAN.north + 0.09)),
  );
}

/** Eight frames of light in two rows over the room. */
function squares(root: Frame): void {
  const device = root.device('main_lighting_lab_lights_squares', [7.0, 2.66, -7.6]);
  for (let k = 0; k < 8; k += 1) {
    const [x, z] = [-2.4 + (k % 4) * 1.6, k < 4 ? -1.2 : 1.2];
    squareLight(device, 'lab_squares', 0.9, [x, 0, z]);
    device.body('brass', cylinder(0.008, 0.16, 6).move(x - 0.42, 0, z), cylinder(0.008, 0.16, 6).move(x + 0.42, 0, z));
  }
  for (const x of [-1.6, 1.6])
    device.anchor('light_lab_squares', [x, -0.15, 0], { plant: 'lab_squares', color: '#fff1d8', intensity: 8 });
}

/** Three cast grates let into the floor, lit from below. */
function grates(root: Frame): void {
  const device = root.device('main_lighting_lab_lights_grates', [7.0, 0, -6.4]);
  for (const x of [-1.7, 0, 1.7]) {
    device.body(
      'black_iron',
      ...[-1, 1].map((side) => box(1.1, 0.03, 0.05, 0.006).move(x, 0.012, side * 0.28)),
      ...[-1, 1].map((side) => box(0.05, 0.03, 0.6, 0.006).move(x + side * 0.53, 0.012, 0)),
    );
    const bars: Shape[] = [];
    for (let k = 0; k < 12; k += 1) bars.push(box(0.025, 0.024, 0.54, 0).move(x - 0.47 + k * 0.0855, 0.012, 0));
    device.body('black_iron', joined(...bars), box(1.0, 0.02, 0.025, 0).move(x, 0.01, 0));
    device.lamp('lab_grates', block(x, 0.001, 0, 1.02, 0.004, 0.54, 0), {}, 'ember');
  }
  device.anchor('light_lab_grates', [0, 0.35, 0], { plant: 'lab_grates', color: '#ffd9a0', intensity: 4 });
}

/** A coil of rope on a bracket under its solenoid; the bundle jerks down while the solenoid is on. */
function ropeDrop(root: Frame): void {
  const device = root.device('lab_rm_doors_hoist_rope_drop', [8.35, 0, -7.7]);
  const rope = linear('#b89463');
  device.body(
    'black_iron',
    box(0.16, 0.12, 0.14, 0.01).move(0, 2.5, 0),
    box(0.5, 0.05, 0.07, 0.01).move(-0.2, 2.58, 0),
  );
  device.body('brass', cylinder(0.035, 0.12, 16).move(0, 2.36, 0));
  const coil = device.mover('rope_bundle', [0, 0, 0], {
    plant: 'rope_solenoid',
    follows: 'on',
    axis: 'y',
    motion: 'slide',
    range: [0, -0.25],
  });
  const loops = [0, 1, 2, 3, 4].map((k) =>
    torus(0.15 + (k % 2) * 0.015, 0.019, 22, 6)
      .stretch(0.8, 1, 1.1)
      .turn('x', 90)
      .turn('y', k * 9)
      .move((k - 2) * 0.03, 2.06, 0),
  );
  coil.body(
    'matt',
    joined(
      ...loops,
      torus(0.045, 0.02, 14, 6).turn('z', 90).move(0, 2.24, 0),
      pipe(
        [
          [0, 1.95, 0.02],
          [0.02, 1.6, 0.03],
          [-0.02, 1.25, 0],
        ],
        0.018,
        0.1,
        7,
      ),
    ).tint(rope),
  );
  coil.body(
    'brass',
    lathe(
      [
        [0, 2.3],
        [0.02, 2.3],
        [0.03, 2.34],
        [0.012, 2.37],
        [0, 2.37],
      ],
      12,
    ),
  );
}
