/** The ship's side: an iron bulkhead with three portholes, their jaws, and what lives behind them. Faces +z. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { box } from '../shapes/box.ts';
import { halfDisc, holedPlate, rivetRing, rivetRow, tubeInside } from '../shapes/plate.ts';
import { ball, cylinder, dialDisc, lathe, torus } from '../shapes/round.ts';
import { joined, type Vector } from '../shapes/shape.ts';

export const BULKHEAD = { width: 3.45, height: 2.42, depth: 0.56, pitch: 1.14, eyeLevel: 1.42, radius: 0.35 } as const;

const WORDS = ['one', 'two', 'three'] as const;

/** The whole bulkhead; `at` is the middle of its foot on the wall behind it. `sea` is the lamp that lights the water. */
export function bulkhead(
  root: Frame,
  sea: { readonly deviceId: string; readonly plant: string },
  at: Vector,
  turnY: number,
): Frame {
  const { width, height, depth, pitch, eyeLevel } = BULKHEAD;
  const frame = root.child('bulkhead', at, [0, turnY, 0]);
  const front = depth;
  for (const k of [-1, 0, 1]) {
    frame.body('iron', holedPlate(pitch, 1.3, BULKHEAD.radius, 36).move(k * pitch, eyeLevel, front));
  }
  frame.body(
    'iron',
    box(width, eyeLevel - 0.65, 0.02, 0).move(0, (eyeLevel - 0.65) / 2, front - 0.01),
    box(width, height - eyeLevel - 0.65, 0.02, 0).move(0, (height + eyeLevel + 0.65) / 2, front - 0.01),
  );
  frame.body(
    'black_iron',
    ...[-1, 1].map((x) => box(0.05, height, depth, 0.008).move((x * width) / 2, height / 2, depth / 2 + 0.012)),
    box(width + 0.1, 0.06, depth + 0.06, 0.012).move(0, height, depth / 2 + 0.02),
    ...[-1.5, -0.5, 0.5, 1.5].map((k) =>
      box(0.09, height - 0.1, 0.022, 0.006).move(k * pitch * 0.995, height / 2, front + 0.006),
    ),
    box(width, 0.09, 0.022, 0.006).move(0, eyeLevel - 0.65, front + 0.005),
    box(width, 0.09, 0.022, 0.006).move(0, eyeLevel + 0.65, front + 0.005),
    box(width + 0.04, 0.14, 0.05, 0.012).move(0, 0.07, front + 0.01),
  );
  const rows = [0.2, eyeLevel - 0.65, eyeLevel + 0.65, height - 0.08];
  frame.body('brass', ...rows.map((y) => rivetRow(width - 0.1, 30).move(-width / 2 + 0.05, y, front + 0.018)));
  const controller = frame.child('portholes', [0, 0, 0], [0, 0, 0], 'study_a_porthole_controller');
  const water = frame.child('portholes_sea', [0, 0, 0], [0, 0, 0], sea.deviceId);
  for (const [k, word] of WORDS.entries()) {
    const x = (k - 1) * pitch;
    porthole(controller, `porthole_${word}`, [x, eyeLevel, front]);
    water.lamp(sea.plant, dialDisc(BULKHEAD.radius + 0.1, 32).move(x, eyeLevel, 0.03), { color: '#0f5a63' }, 'ember');
  }
  junction(frame, [width / 2 - 0.32, 0.42, front]);
  eye(frame, [0, eyeLevel + 0.02, 0.06]);
  return frame;
}

/** A brass ring with its glass, and two iron jaws that part to above and below. */
function porthole(frame: Frame, plant: string, at: Vector): void {
  const { radius, depth } = BULKHEAD;
  const [x, y, z] = at;
  frame.body(
    'brass',
    lathe(
      [
        [radius - 0.012, -0.02],
        [radius + 0.1, 0],
        [radius + 0.1, 0.025],
        [radius + 0.06, 0.05],
        [radius + 0.015, 0.05],
        [radius - 0.012, 0.03],
        [radius - 0.012, -0.02],
      ],
      44,
    )
      .turn('x', 90)
      .move(x, y, z),
    rivetRing(radius + 0.075, 12, 0.018).move(x, y, z + 0.036),
    torus(radius - 0.01, 0.012, 40, 8)
      .turn('x', 90)
      .move(x, y, z + 0.035),
  );
  frame.body('black_iron', tubeInside(radius + 0.04, depth - 0.1, 36).move(x, y, z - 0.07));
  for (const side of [1, -1] as const) {
    const jaw = frame.mover(`${plant}_jaw_${side > 0 ? 'upper' : 'lower'}`, [x, y, z - 0.045], {
      plant,
      follows: 'position',
      axis: 'y',
      motion: 'slide',
      range: [0, side * (radius + 0.01)],
    });
    const teeth = Array.from({ length: 5 }, (_, k) =>
      box(0.05, 0.05, 0.03, 0.004)
        .turn('z', 45)
        .move((k - 2) * 0.13, side * 0.012, 0.006),
    );
    jaw.body(
      'copper',
      halfDisc(radius + 0.02, 0.022, side, 24),
      box(radius * 2 - 0.03, 0.045, 0.04, 0.008).move(0, side * 0.035, 0.004),
      ...teeth.map((tooth) => tooth.move(0, side * 0.02, 0)),
      ball(0.05, 14)
        .stretch(1, 1, 0.5)
        .move(0, side * 0.19, 0.012),
    );
  }
}

/** The box in which the wires of the sixteen touch contacts end. */
function junction(parent: Frame, at: Vector): void {
  const frame = parent.child('tentacle_junction', at, [0, 0, 0], 'study_a_tentacle_sensors');
  const stubs = Array.from({ length: 16 }, (_, k) =>
    cylinder(0.009, 0.05, 6)
      .turn('x', 90)
      .move(((k % 8) - 3.5) * 0.035, k < 8 ? 0.03 : -0.03, 0.05),
  );
  frame.body('copper', box(0.34, 0.17, 0.06, 0.01).move(0, 0, 0.03), ...stubs);
}

/** What looks in through the middle one. */
function eye(frame: Frame, at: Vector): void {
  const [x, y, z] = at;
  frame.body(
    'enamel',
    joined(
      ball(0.3, 24).stretch(1, 1, 0.22).tint(linear('#41253a')),
      torus(0.17, 0.035, 28, 8).turn('x', 90).stretch(1.15, 1, 1).move(0, 0, 0.055).tint(linear('#2c1828')),
      ball(0.155, 24).stretch(1.12, 1, 0.4).move(0, 0, 0.05).tint(linear('#e8b32a')),
      ball(0.1, 18).stretch(1, 1, 0.3).move(0, 0, 0.088).tint(linear('#c8641c')),
      ball(0.075, 18).stretch(0.36, 1.15, 0.3).move(0, 0, 0.108).tint([0.004, 0.004, 0.006]),
    ).move(x, y, z),
  );
}
