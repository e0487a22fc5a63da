/** The pilaster with its four buttons, the case with two cranks, and the two gears turned by hand. All face +z. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { gear } from '../shapes/gear.ts';
import { lettering } from '../shapes/glyphs.ts';
import { cylinder, lathe, torus } from '../shapes/round.ts';
import { joined, type Vector } from '../shapes/shape.ts';
import { handWheel } from './instruments.ts';

/** Counts of an encoder in one turn. */
const COUNTS_PER_TURN = 600;

const BUTTONS = [
  ['green', '#1e8a3c', 1.62, '+7'],
  ['silver', '#c9ccd2', 1.44, '×4'],
  ['red', '#b81a14', 1.26, '-3'],
  ['black', '#17181b', 1.08, '÷2'],
] as const;

const BUTTON_X = -0.05;

/** A fluted oak pilaster, its back on the wall. */
export function pilaster(root: Frame, at: Vector, turnY: number): void {
  const frame = root.child('pilaster', at, [0, turnY, 0]);
  const flutes = [-0.145, 0.145].map((x) => cylinder(0.017, 1.9, 10, 0.01).move(x, 0.36, 0.125));
  frame.body(
    'dark_oak',
    block(0, 0, 0.09, 0.46, 0.24, 0.18, 0.015),
    block(0, 0.24, 0.08, 0.4, 0.06, 0.16, 0.02),
    block(0, 0.3, 0.06, 0.34, 2.06, 0.12, 0.008),
    block(0, 2.36, 0.08, 0.4, 0.06, 0.16, 0.02),
    block(0, 2.42, 0.09, 0.46, 0.12, 0.18, 0.015),
    ...flutes,
  );
  frame.body(
    'brass',
    box(0.22, 0.76, 0.012, 0.005).move(0, 1.35, 0.126),
    ...BUTTONS.map(([, , y]) => torus(0.04, 0.009, 24, 8).turn('x', 90).move(BUTTON_X, y, 0.134)),
    ...[0.3, 2.36].map((y) => box(0.36, 0.014, 0.14, 0.004).move(0, y, 0.065)),
  );
  const signs = BUTTONS.map(([, , y, sign]) => lettering(sign, 0.052, 0.008, 0.002).move(0.055, y, 0.133));
  frame.body('enamel', joined(...signs).tint(linear('#17181b')));
  for (const [name, color, y] of BUTTONS) {
    const button = frame.device(`pilaster_${name}_button`, [BUTTON_X, y, 0.13]);
    const head = button.mover(`pilaster_${name}_head`, [0, 0, 0], {
      plant: `pilaster_${name}`,
      follows: 'pressed',
      axis: 'z',
      motion: 'slide',
      range: [0, -0.014],
    });
    head.body('enamel', cylinder(0.033, 0.03, 24, 0.008).turn('x', 90).tint(linear(color)));
    button.collider(`pilaster_${name}`, { name: 'press', value: 200 }, box(0.13, 0.15, 0.1, 0).move(0, 0, 0.04));
  }
}

/** A glazed case with the two springs, and a crank on either side of it; `at` is the middle of its back on the wall. */
export function winch(root: Frame, at: Vector, turnY: number): void {
  const frame = root.child('winch', at, [0, turnY, 0]);
  const cranks = [
    ['a', -0.335, '#7a1512'],
    ['b', 0.335, '#12486e'],
  ] as const;
  frame.body(
    'dark_oak',
    box(1.0, 0.1, 0.05, 0.012).swapUv().move(0, 0, 0.025),
    box(0.38, 0.56, 0.03, 0.01).move(0, 0, 0.015),
    ...[-0.18, 0.18].map((x) => box(0.03, 0.56, 0.17, 0.008).move(x, 0, 0.085)),
    ...[-0.27, 0.27].map((y) => box(0.42, 0.04, 0.2, 0.012).swapUv().move(0, y, 0.1)),
  );
  frame.body('glass', box(0.34, 0.5, 0.004, 0).move(0, 0, 0.16));
  frame.body(
    'brass',
    ...[-0.12, 0.12].flatMap((y) =>
      [0.1, 0.075, 0.05, 0.025].map((r) => torus(r, 0.006, 28, 6).turn('x', 90).move(0, y, 0.1)),
    ),
    ...[-0.12, 0.12].map((y) => cylinder(0.016, 0.09, 12).turn('x', 90).move(0, y, 0.05)),
    ...cranks.map(([, x]) => cylinder(0.05, 0.04, 24).turn('x', 90).move(x, 0, 0.045)),
    ...cranks.map(([, x]) => cylinder(0.016, 0.12, 12).turn('x', 90).move(x, 0, 0.06)),
  );
  for (const [letter, x, color] of cranks) {
    const plant = `hall_crank_${letter}`;
    const device = frame.device(`crank_encoder_${letter}`, [x, 0, 0.19]);
    const wheel = device.mover(`${plant}_turn`, [0, 0, 0], {
      plant,
      follows: 'counts',
      axis: 'z',
      motion: 'turn',
      range: [0, -360 / COUNTS_PER_TURN],
    });
    wheel.body('black_iron', handWheel(0.14, 4));
    wheel.body('enamel', knob().move(0, 0.125, 0.015).tint(linear(color)));
    device.collider(plant, { name: 'turn', value: COUNTS_PER_TURN }, box(0.36, 0.36, 0.24, 0).move(0, 0, 0.04));
  }
}

/** A turned handle that points to +z. */
function knob() {
  return lathe(
    [
      [0, 0],
      [0.02, 0.004],
      [0.024, 0.045],
      [0.018, 0.1],
      [0, 0.11],
    ],
    14,
  ).turn('x', 90);
}

/** Two brass gears with handles on a panel, standing apart by the idler between them. `at` is the middle of its back. */
export function handGears(root: Frame, at: Vector, turnY: number): void {
  const frame = root.child('hand_gears', at, [0, turnY, 0]);
  frame.body('dark_oak', box(1.16, 0.7, 0.03, 0.01).swapUv().move(0, 0, 0.015));
  frame.body('black_iron', box(1.08, 0.62, 0.01, 0.004).move(0, 0, 0.034));
  frame.body(
    'brass',
    ...[
      ['II', -0.48],
      ['I', 0.49],
    ].map(([text, x]) => lettering(String(text), 0.07, 0.011, 0.003).move(Number(x), 0.25, 0.042)),
  );
  frame.body(
    'steel',
    gear(0.1, 14, 0.03, 4).move(0.06, -0.12, 0.085),
    ...[
      [-0.26, 0.02],
      [0.285, 0.055],
      [0.06, -0.12],
    ].map(([x = 0, y = 0]) => cylinder(0.018, 0.12, 12).turn('x', 90).move(x, y, 0.03)),
  );
  for (const [letter, x, y, radius, teeth, color] of [
    ['a', -0.26, 0.02, 0.25, 32, '#7a1512'],
    ['b', 0.285, 0.055, 0.18, 24, '#12486e'],
  ] as const) {
    const plant = `hall_gear_${letter}`;
    const device = frame.device(`gear_encoder_${letter}`, [x, y, 0.085]);
    const wheel = device.mover(`${plant}_turn`, [0, 0, 0], {
      plant,
      follows: 'counts',
      axis: 'z',
      motion: 'turn',
      range: [0, -360 / COUNTS_PER_TURN],
    });
    wheel.body('brass', gear(radius, teeth, 0.035, 6));
    wheel.body(
      'enamel',
      knob()
        .move(0, radius * 0.78, 0.015)
        .tint(linear(color)),
    );
    device.collider(
      plant,
      { name: 'turn', value: COUNTS_PER_TURN },
      box(radius * 2.2, radius * 2.2, 0.2, 0).move(0, 0, 0.05),
    );
  }
}
