/** The syringe machine: six syringes with rings of light, a filament lamp, a head that goes up and down, a forge. Faces +z. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { gear } from '../shapes/gear.ts';
import { raisedPanel } from '../shapes/joinery.ts';
import { ball, cylinder, lathe, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';
import { pipe } from '../shapes/sweep.ts';
import { handWheel } from './instruments.ts';

const COUNTS_PER_TURN = 96;
const WIDTH = 1.5;
const ROWS = [2.14, 1.78, 1.42] as const;
/** Where the hand wheels are, from the middle. */
const WHEEL_X = 0.58;
/** How far before the board syringes and head run. */
const FACE_Z = 0.13;
const HEAD_WAY = 0.42;
const FORGE_WAY = 0.3;

/** What is in each syringe. */
const LIQUIDS = {
  left_top: '#b3261e',
  left_middle: '#d8a818',
  left_bottom: '#2456b8',
  right_top: '#2c8a3e',
  right_middle: '#6d2ea3',
  right_bottom: '#d9661a',
} as const;

/** The whole machine against a wall; `at` is the middle of its back at the floor. */
export function syringeMachine(root: Frame, at: Vector, turnY = 0): void {
  const machine = root.child('syringe_machine', at, [0, turnY, 0]);
  cabinet(machine);
  const names = ['top', 'middle', 'bottom'] as const;
  for (const [side, word] of [
    [-1, 'left'],
    [1, 'right'],
  ] as const) {
    names.forEach((row, index) => {
      const ring = 'abcdef'.charAt(index + (side < 0 ? 0 : 3));
      syringe(machine, side, `${word}_${row}`, ring, ROWS[index] ?? 0);
    });
  }
  filament(machine, [0, 2.12, FACE_Z]);
  head(machine);
  forge(machine);
}

/** Board, base, and the copper lines from the syringes to the middle. */
function cabinet(machine: Frame): void {
  machine.body(
    'mahogany',
    box(WIDTH, 1.5, 0.04, 0.012).move(0, 1.69, 0.02),
    box(WIDTH + 0.1, 0.07, 0.12, 0.02)
      .swapUv()
      .move(0, 2.46, 0.06),
  );
  machine.body(
    'walnut',
    block(0, 0.86, 0.22, WIDTH, 0.05, 0.46, 0.012).swapUv(),
    ...[-1, 1].map((side) => block(side * 0.54, 0, 0.21, 0.42, 0.86, 0.4, 0.01)),
    block(0, 0.72, 0.21, 0.7, 0.14, 0.4, 0.004).swapUv(),
    block(0, 0, 0.21, 0.7, 0.2, 0.4, 0.004).swapUv(),
  );
  machine.body('mahogany', ...[-0.73, 0.35].map((x) => raisedPanel(0.38, 0.7, 0.06).move(x, 0.08, 0.408)));
  machine.body('black_iron', box(0.68, 0.54, 0.02, 0).move(0, 0.46, 0.03));
  machine.body('steel', ...[-0.1, 0.1].map((x) => cylinder(0.013, 1.04, 12).move(x, 0.91, FACE_Z)));
  machine.body(
    'brass',
    ...[0.92, 1.93].map((y) => box(0.28, 0.035, 0.06, 0.008).move(0, y, FACE_Z)),
    gear(0.085, 18, 0.02, 5).move(0, 2.32, 0.07),
    gear(0.055, 12, 0.02, 4).move(0.13, 2.345, 0.07),
    gear(0.05, 11, 0.02, 4).move(-0.125, 2.35, 0.07),
    ...[-0.7, 0.7].flatMap((x) => [0.98, 2.4].map((y) => ball(0.018, 10).move(x, y, 0.04))),
  );
  const lines = ROWS.flatMap((y) =>
    [-1, 1].map((side) =>
      pipe(
        [
          [side * 0.24, y, FACE_Z],
          [side * 0.165, y, FACE_Z],
          [side * 0.165, y - 0.14, 0.07],
          [side * 0.05, y - 0.14, 0.06],
        ],
        0.008,
        0.04,
        6,
      ),
    ),
  );
  machine.body('copper', joined(...lines), cylinder(0.016, 1.1, 10).move(0, 0.9, 0.06));
}

/** A syringe that lies towards the middle; its wheel outside drives the plunger, a ring of light goes round the wheel. */
function syringe(machine: Frame, side: 1 | -1, name: keyof typeof LIQUIDS, ring: string, y: number): void {
  const plant = `syringe_${name}`;
  const frame = machine.device(`syringe_encoder_${name}`, [0, y, FACE_Z]);
  machine.body('glass', along(side, 0.066, 0.22, 0.24, 20).move(0, y, FACE_Z));
  barrel(frame, side, linear(LIQUIDS[name]));
  frame.body(
    'brass',
    box(0.09, 0.09, 0.1, 0.012).move(side * WHEEL_X, 0, -0.045),
    cylinder(0.014, 0.06, 10)
      .turn('x', 90)
      .move(side * WHEEL_X, 0, 0),
  );
  const wheel = frame.mover(`${plant}_turn`, [side * WHEEL_X, 0, 0.05], {
    plant,
    follows: 'counts',
    axis: 'z',
    motion: 'turn',
    range: [0, -360 / COUNTS_PER_TURN],
  });
  wheel.body('black_iron', handWheel(0.075, 4), cylinder(0.012, 0.05, 8).turn('x', 90).move(0, 0.062, 0.01));
  frame.collider(
    plant,
    { name: 'turn', value: COUNTS_PER_TURN / 4 },
    box(0.2, 0.2, 0.12, 0).move(side * WHEEL_X, 0, 0.05),
  );
  machine.body(
    'brass',
    torus(0.123, 0.007, 28, 6)
      .turn('x', 90)
      .move(side * WHEEL_X, y, FACE_Z + 0.012),
  );
  const lamp = machine.device(`syringe_led_ring_${ring}`, [side * WHEEL_X, y, FACE_Z]);
  lamp.lamp(`syringe_ring_${ring}`, torus(0.107, 0.011, 28, 8).turn('x', 90).move(0, 0, 0.014));
}

/** A syringe's liquid, plunger, nozzle and caps, lying along x on one side of the middle. */
function barrel(frame: Frame, side: 1 | -1, liquid: Vector): void {
  frame.body(
    'brass',
    along(side, 0.072, 0.016, 0.232, 20),
    along(side, 0.072, 0.016, 0.452, 20),
    along(side, 0.014, 0.1, 0.46, 8),
    along(side, 0.02, 0.035, 0.2, 12),
  );
  frame.body(
    'enamel',
    along(side, 0.058, 0.1, 0.25, 18).tint(liquid),
    along(side, 0.06, 0.03, 0.352, 18).tint([0.02, 0.02, 0.022]),
    along(side, 0.01, 0.09, 0.375, 8).tint(linear('#c9a860')),
  );
}

/** A cylinder along x, from `from` metres beside the middle outwards on the given side. */
function along(side: 1 | -1, radius: number, length: number, from: number, segments: number): Shape {
  return cylinder(radius, length, segments, 0.002)
    .turn('z', -90)
    .move(from, 0, 0)
    .turn('y', side < 0 ? 180 : 0);
}

/** A glass bulb with a long filament. */
function filament(machine: Frame, at: Vector): void {
  const frame = machine.device('syringe_filament_led', at);
  const bulb = lathe(
    [
      [0.03, 0],
      [0.034, 0.03],
      [0.075, 0.1],
      [0.072, 0.15],
      [0.04, 0.2],
      [0, 0.215],
    ],
    20,
  );
  frame.body('glass', bulb.move(0, -0.13, 0.04));
  frame.body(
    'brass',
    cylinder(0.036, 0.06, 16, 0.006).move(0, -0.185, 0.04),
    box(0.06, 0.03, 0.09, 0.006).move(0, -0.17, -0.02),
  );
  const coils = [0, 1, 2, 3].map((k) =>
    torus(0.026 - k * 0.003, 0.0045, 14, 5)
      .turn('x', 16)
      .move(0, -0.06 + k * 0.027, 0.04),
  );
  frame.lamp(
    'filament',
    joined(...coils, cylinder(0.004, 0.06, 5, 0).move(0, -0.13, 0.04)),
    { color: '#ffa047' },
    'ember',
  );
  frame.anchor('light_filament', [0, 0, 0.28], { plant: 'filament', color: '#ffa047', intensity: 3 });
}

/** The carriage with its great needle; it stands up at truth 1. */
function head(machine: Frame): void {
  const frame = machine.device('syringe_main_actuator', [0, 1.03, FACE_Z]);
  frame.body('black_iron', box(0.1, 0.12, 0.09, 0.01).move(0, 0.95, -0.02));
  const moving = frame.mover('syringe_head_slide', [0, 0, 0], {
    plant: 'syringe_head',
    follows: 'position',
    axis: 'y',
    motion: 'slide',
    range: [0, HEAD_WAY],
  });
  moving.body(
    'brass',
    box(0.27, 0.06, 0.07, 0.01).move(0, 0.3, 0),
    ...[-0.1, 0.1].map((x) => cylinder(0.024, 0.1, 12).move(x, 0.25, 0)),
    cylinder(0.03, 0.03, 14).move(0, 0.1, 0.06),
    lathe(
      [
        [0, -0.1],
        [0.004, -0.1],
        [0.006, 0.02],
        [0.024, 0.06],
        [0.024, 0.1],
      ],
      12,
    ).move(0, 0, 0.06),
  );
  moving.body('glass', cylinder(0.034, 0.2, 16, 0.002).move(0, 0.12, 0.06));
  moving.body('enamel', cylinder(0.029, 0.09, 14).move(0, 0.125, 0.06).tint(linear('#b8860b')));
}

/** The forge: an iron drawer full of coals that comes out of the base. */
function forge(machine: Frame): void {
  const frame = machine.device('syringe_forge_actuator', [0, 0.2, 0.2]);
  frame.body('steel', ...[-0.28, 0.28].map((x) => box(0.03, 0.03, 0.36, 0.004).move(x, 0.05, 0)));
  const moving = frame.mover('forge_slide', [0, 0, 0], {
    plant: 'forge',
    follows: 'position',
    axis: 'z',
    motion: 'slide',
    range: [0, FORGE_WAY],
  });
  moving.body(
    'iron',
    joined(
      block(0, 0.03, 0.2, 0.66, 0.46, 0.03, 0.008),
      block(0, 0.06, 0.02, 0.52, 0.03, 0.36, 0.004),
      ...[-1, 1].map((side) => block(side * 0.25, 0.06, 0.02, 0.025, 0.26, 0.36, 0.004)),
    ).project(),
  );
  const coals: Shape[] = [];
  for (let k = 0; k < 14; k += 1) {
    const glow = k % 3 === 0 ? linear('#ff6a1a') : k % 3 === 1 ? linear('#7a1d08') : ([0.02, 0.016, 0.015] as const);
    const spot: Vector = [-0.18 + (k % 5) * 0.09, 0.26, -0.1 + Math.floor(k / 5) * 0.11];
    coals.push(
      box(0.075, 0.06, 0.085, 0.02)
        .turn('y', k * 37)
        .move(spot[0], spot[1], spot[2])
        .tint([glow[0], glow[1], glow[2]]),
    );
  }
  moving.body('matt', ...coals);
  moving.body(
    'brass',
    cylinder(0.013, 0.3, 10).turn('z', 90).move(0.15, 0.36, 0.25),
    ...[-0.14, 0.14].map((x) => cylinder(0.009, 0.04, 8).turn('x', 90).move(x, 0.36, 0.21)),
    ...[-0.28, 0.28].flatMap((x) => [0.08, 0.44].map((y) => ball(0.014, 8).move(x, y, 0.216))),
    torus(0.1, 0.008, 24, 6).turn('x', 90).move(0, 0.2, 0.217),
  );
}
