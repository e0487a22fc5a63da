/** The stairs with their balustrade, and the newel post that rises. */
import type { Frame } from '../frame.ts';
import { block, box } from '../shapes/box.ts';
import { raisedPanel } from '../shapes/joinery.ts';
import { stairs } from '../shapes/masonry.ts';
import { ball, cylinder, lathe } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';
import { tulip } from './lights.ts';

const STEPS = 9;
const RISE = 0.18;
const GOING = 0.265;
const WIDTH = 0.98;

/** A turned baluster `height` tall. */
function baluster(height: number): Shape {
  return lathe(
    [
      [0.024, 0],
      [0.024, height * 0.12],
      [0.014, height * 0.16],
      [0.03, height * 0.34],
      [0.012, height * 0.62],
      [0.016, height * 0.86],
      [0.022, height * 0.9],
      [0.022, height],
    ],
    10,
  );
}

/** Rises along -z from `at` (the middle of the foot), up to a landing that is `landing` metres deep. */
export function staircase(root: Frame, at: Vector, landing: number): void {
  const frame = root.child('stairs', at);
  const { treads, risers } = stairs(STEPS, RISE, GOING, WIDTH);
  const top = STEPS * RISE;
  const run = STEPS * GOING;
  const right = WIDTH / 2;
  frame.body(
    'oak',
    treads,
    box(WIDTH, 0.04, landing, 0.008)
      .swapUv()
      .move(0, top - 0.02, -run - landing / 2),
  );
  frame.body('walnut', risers);
  // Panelled side under the stairs: one panel a step, each as tall as there is room.
  for (let k = 1; k < STEPS; k += 1) {
    frame.body(
      'dark_oak',
      raisedPanel(GOING, (k + 1) * RISE - 0.04, 0.03)
        .turn('y', 90)
        .move(right - 0.02, 0, -k * GOING),
    );
  }
  frame.body(
    'dark_oak',
    raisedPanel(landing / 2, top - 0.04, 0.06)
      .turn('y', 90)
      .move(right - 0.02, 0, -run),
  );
  frame.body(
    'dark_oak',
    raisedPanel(landing / 2, top - 0.04, 0.06)
      .turn('y', 90)
      .move(right - 0.02, 0, -run - landing / 2),
  );
  runner(frame);
  balustrade(frame, landing);
}

/** A red runner with brass rods. */
function runner(frame: Frame): void {
  for (let k = 0; k < STEPS; k += 1) {
    const y = (k + 1) * RISE;
    frame.body(
      'leather',
      box(0.56, 0.008, GOING + 0.02, 0).move(0, y + 0.004, -k * GOING - GOING / 2 + 0.02),
      box(0.56, RISE, 0.008, 0).move(0, y - RISE / 2, -k * GOING + 0.004),
    );
    frame.body(
      'brass',
      cylinder(0.007, 0.62, 8)
        .turn('z', 90)
        .move(0.31, y - RISE + 0.014, -k * GOING + 0.016),
    );
  }
}

/** Balusters and handrail on the right, up the flight and along the landing. */
function balustrade(frame: Frame, landing: number): void {
  const top = STEPS * RISE;
  const run = STEPS * GOING;
  const right = WIDTH / 2;
  for (let k = 0; k < STEPS; k += 1) {
    for (const part of [0.3, 0.8]) {
      frame.body(
        'oak',
        baluster(0.8 + (part - 0.3) * RISE * 0.9).move(right - 0.05, (k + 1) * RISE, -(k + part) * GOING),
      );
    }
  }
  const slope = (Math.atan2(RISE, GOING) * 180) / Math.PI;
  const length = Math.hypot(STEPS * RISE, run);
  frame.body(
    'mahogany',
    box(0.07, 0.06, length, 0.022)
      .turn('x', slope)
      .move(right - 0.05, top / 2 + 0.95, -run / 2),
  );
  for (let z = 0.12; z < landing; z += 0.14) frame.body('oak', baluster(0.86).move(right - 0.05, top, -run - z));
  frame.body('mahogany', box(0.07, 0.06, landing, 0.022).move(right - 0.05, top + 0.89, -run - landing / 2));
  frame.body(
    'dark_oak',
    block(right - 0.05, top - 0.1, -run - 0.03, 0.11, 1.1, 0.11, 0.015),
    ball(0.07, 16).move(right - 0.05, top + 1.07, -run - 0.03),
  );
}

/** The newel post at the foot: a fixed socket and a shaft with a lantern that rises half a metre. */
export function newelPost(root: Frame, deviceId: string, at: Vector): void {
  const frame = root.device(deviceId, at);
  frame.body(
    'dark_oak',
    block(0, 0, 0, 0.24, 0.1, 0.24, 0.02),
    ...[0, 90, 180, 270].map((turn) => raisedPanel(0.19, 0.62, 0.03).move(-0.095, 0.1, 0.068).turn('y', turn)),
  );
  frame.body('brass', box(0.22, 0.04, 0.22, 0.012).move(0, 0.74, 0));
  const shaft = frame.mover('newell_post_rise', [0, 0, 0], {
    plant: 'newell_post',
    follows: 'position',
    axis: 'y',
    motion: 'slide',
    range: [0, 0.55],
  });
  shaft.body('mahogany', block(0, 0.12, 0, 0.15, 0.94, 0.15, 0.015), block(0, 1.04, 0, 0.2, 0.05, 0.2, 0.02));
  shaft.body(
    'brass',
    ...[-1, 1].flatMap((x) => [-1, 1].map((z) => block(x * 0.075, 0.2, z * 0.075, 0.014, 0.5, 0.014, 0.002))),
    lathe(
      [
        [0, 1.09],
        [0.07, 1.09],
        [0.05, 1.12],
        [0.02, 1.15],
        [0.02, 1.18],
        [0.06, 1.2],
        [0.05, 1.215],
        [0, 1.215],
      ],
      20,
    ),
    joined(
      lathe(
        [
          [0.02, 1.43],
          [0.065, 1.4],
          [0.05, 1.45],
          [0.015, 1.5],
          [0, 1.53],
        ],
        16,
      ),
    ),
  );
  shaft.lamp('newell_light', tulip(0.12).move(0, 1.21, 0), { color: '#ffbe73' });
  shaft.lamp(
    'newell_light',
    lathe(
      [
        [0.084, 1.34],
        [0.07, 1.4],
        [0, 1.42],
      ],
      18,
    ),
    { color: '#ffbe73' },
  );
  shaft.anchor('light_newell_post', [0.15, 1.45, 0.15], { plant: 'newell_light', color: '#ffbe73', intensity: 4 });
}
