/** The great clock: case, face with two hands, gear train behind glass, a crown wheel on top. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { gear } from '../shapes/gear.ts';
import { raisedPanel } from '../shapes/joinery.ts';
import { ball, cylinder, dialDisc, lathe, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';

const FACE_Y = 1.98;
const FACE_R = 0.82;
const DEPTH = 0.5;
/** Steps a turn, as the room's motors have them. */
const STEPS = { hour: 5240, minute: 4520, gears: 3200 } as const;

/** A fluted column with base and capital, its foot at the origin. */
export function column(height: number, radius: number): { shaft: Shape; trim: Shape } {
  const flutes: Shape[] = [cylinder(radius * 0.9, height, 20, 0.002, radius * 0.8)];
  for (let k = 0; k < 12; k += 1)
    flutes.push(
      cylinder(radius * 0.13, height - 0.24, 6, 0.01)
        .move(0, 0.12, radius * 0.86)
        .turn('y', k * 30),
    );
  const trim = joined(
    lathe(
      [
        [0, 0],
        [radius * 1.35, 0],
        [radius * 1.35, 0.04],
        [radius * 1.1, 0.06],
        [radius * 1.2, 0.09],
        [radius * 0.95, 0.12],
      ],
      24,
    ),
    lathe(
      [
        [radius * 0.85, height - 0.14],
        [radius * 1.05, height - 0.12],
        [radius * 0.9, height - 0.09],
        [radius * 1.3, height - 0.03],
        [radius * 1.3, height],
        [0, height],
      ],
      24,
    ),
  );
  return { shaft: joined(...flutes), trim };
}

/** Builds the clock with its back on z = 0 of a frame at `at`. */
export function greatClock(root: Frame, at: Vector): void {
  const frame = root.child('great_clock', at);
  body(frame);
  face(frame);
  gearTrain(frame);
  lightStrips(frame);
}

function body(frame: Frame): void {
  frame.body(
    'walnut',
    block(0, 0, DEPTH / 2, 3.3, 0.22, DEPTH + 0.2, 0.025),
    block(0, 1.06, DEPTH / 2, 3.1, 0.09, DEPTH + 0.1, 0.025).swapUv(),
  );
  frame.body(
    'walnut',
    block(0, 2.88, DEPTH / 2, 3.34, 0.1, DEPTH + 0.16, 0.03).swapUv(),
    block(0, 2.98, DEPTH / 2, 2.3, 0.07, DEPTH, 0.02).swapUv(),
  );
  // Behind the face, with the gear window left open below.
  frame.body(
    'mahogany',
    block(0, 1.1, DEPTH * 0.35, 2.9, 1.8, DEPTH * 0.7, 0.01),
    block(-1.12, 0.2, DEPTH * 0.4, 0.74, 0.9, DEPTH * 0.8, 0.01),
    block(1.12, 0.2, DEPTH * 0.4, 0.74, 0.9, DEPTH * 0.8, 0.01),
  );
  for (const x of [-1.12, 1.12]) frame.body('mahogany', raisedPanel(0.72, 0.8, 0.08).move(x - 0.36, 0.24, DEPTH * 0.8));
  for (const x of [-1.16, 1.16]) frame.body('mahogany', raisedPanel(0.4, 1.68, 0.06).move(x - 0.2, 1.17, DEPTH * 0.7));
  for (const x of [-1.52, 1.52]) {
    const { shaft, trim } = column(2.66, 0.12);
    frame.body('dark_oak', shaft.move(x, 0.22, DEPTH - 0.02));
    frame.body('brass', trim.move(x, 0.22, DEPTH - 0.02));
  }
  // Spandrels about the face, the arched crest, finials.
  for (const sx of [-1, 1]) {
    for (const sy of [-1, 1]) {
      frame.body('brass', gear(0.1, 16, 0.02, 4).move(sx * 0.85, FACE_Y + sy * 0.76, DEPTH * 0.76));
    }
    frame.body(
      'brass',
      lathe(
        [
          [0, 0],
          [0.06, 0],
          [0.03, 0.05],
          [0.075, 0.14],
          [0.05, 0.22],
          [0.015, 0.3],
          [0, 0.36],
        ],
        18,
      ).move(sx * 1.52, 2.98, DEPTH / 2),
    );
  }
  const crest: Shape[] = [];
  for (let k = 0; k < 13; k += 1)
    crest.push(
      box(0.16, 0.1, DEPTH * 0.7, 0.015)
        .swapUv()
        .move(0, 0.62, 0)
        .turn('z', k * 15 - 90)
        .stretch(1.35, 1, 1)
        .move(0, 3.03, DEPTH / 2),
    );
  frame.body('walnut', ...crest);
  frame.body('brass', ball(0.07, 16).move(0, 3.78, DEPTH / 2), cylinder(0.02, 0.1, 10).move(0, 3.68, DEPTH / 2));
}

function face(frame: Frame): void {
  const z = DEPTH * 0.7;
  frame.body(
    'brass',
    lathe(
      [
        [FACE_R + 0.13, 0],
        [FACE_R + 0.13, 0.06],
        [FACE_R + 0.09, 0.12],
        [FACE_R + 0.02, 0.13],
        [FACE_R - 0.02, 0.1],
        [FACE_R - 0.02, 0.03],
      ],
      72,
    )
      .turn('x', 90)
      .move(0, FACE_Y, z),
  );
  frame.body('clock_face', dialDisc(FACE_R, 64).move(0, FACE_Y, z + 0.04));
  const hand = (name: string, deviceId: string, plant: string, steps: number, length: number, lift: number): void => {
    const device = frame.device(deviceId, [0, FACE_Y, z + lift]);
    const arm = device.mover(name, [0, 0, 0], {
      plant,
      follows: 'steps',
      axis: 'z',
      motion: 'turn',
      range: [0, -360 / steps],
    });
    const ring = torus(length * 0.085, length * 0.02, 20, 6)
      .turn('x', 90)
      .move(0, length * 0.72, 0);
    arm.body(
      'enamel',
      joined(
        box(length * 0.05, length * 0.64, 0.012, 0.004).move(0, length * 0.32, 0),
        box(length * 0.03, length * 0.2, 0.012, 0.004).move(0, length * 0.9, 0),
        box(length * 0.07, length * 0.24, 0.012, 0.004).move(0, -length * 0.12, 0),
        ring,
      ).tint(linear('#15141c')),
    );
    arm.body('brass', cylinder(0.045, 0.02, 24).turn('x', 90).move(0, 0, 0.004));
  };
  hand('hour_hand_turn', 'clock_clock_hour_hand', 'hour_hand', STEPS.hour, 0.5, 0.065);
  hand('minute_hand_turn', 'clock_clock_minute_hand', 'minute_hand', STEPS.minute, 0.74, 0.09);
}

function gearTrain(frame: Frame): void {
  const device = frame.device('clock_clock_gears', [0, 0, 0]);
  device.body('matt', box(1.52, 0.86, 0.02, 0).move(0, 0.66, 0.04).tint([0.03, 0.018, 0.014]));
  const turning = (
    name: string,
    at: Vector,
    wheel: Shape,
    material: 'brass' | 'copper' | 'steel',
    turnsPerTurn: number,
  ): void => {
    const mover = device.mover(name, at, {
      plant: 'clock_gears',
      follows: 'steps',
      axis: 'z',
      motion: 'turn',
      range: [0, (-360 / STEPS.gears) * turnsPerTurn],
    });
    mover.body(material, wheel);
  };
  // Meshing wheels: distances are sums of radii, speeds go with the teeth.
  turning('gear_first', [-0.43, 0.64, 0.3], gear(0.24, 24, 0.05), 'brass', 1);
  turning('gear_second', [-0.03, 0.66, 0.3], gear(0.16, 16, 0.05, 5).turn('z', 11), 'copper', -1.5);
  turning('gear_third', [0.41, 0.62, 0.3], gear(0.28, 28, 0.05).turn('z', 6), 'brass', 0.857);
  turning('gear_back', [-0.1, 0.5, 0.17], gear(0.34, 40, 0.04, 8), 'steel', -0.5);
  turning('gear_small', [0.56, 0.9, 0.2], gear(0.14, 14, 0.04, 4), 'copper', -2);
  turning('gear_crown', [0, 3.06, DEPTH / 2], gear(0.52, 36, 0.07, 8), 'brass', 0.5);
  turning('gear_crown_small', [0, 3.06, DEPTH / 2 + 0.1], gear(0.24, 20, 0.05, 5), 'copper', -1);
  for (const [x, y] of [
    [-0.43, 0.64],
    [-0.03, 0.66],
    [0.41, 0.62],
  ] as const)
    device.body('steel', cylinder(0.02, 0.34, 12).turn('x', 90).move(x, y, 0.04));
  frame.body(
    'brass',
    box(1.56, 0.03, 0.04, 0.01).move(0, 0.25, DEPTH * 0.82),
    box(1.56, 0.03, 0.04, 0.01).move(0, 1.05, DEPTH * 0.82),
    box(0.03, 0.82, 0.04, 0.01).move(-0.76, 0.65, DEPTH * 0.82),
    box(0.03, 0.82, 0.04, 0.01).move(0.76, 0.65, DEPTH * 0.82),
  );
  frame.body('glass', box(1.5, 0.78, 0.006, 0).move(0, 0.65, DEPTH * 0.82));
}

function lightStrips(frame: Frame): void {
  const device = frame.device('clock_led_strips', [0, 0, 0]);
  device.lamp(
    'clock_face',
    torus(FACE_R + 0.16, 0.014, 72, 8)
      .turn('x', 90)
      .move(0, FACE_Y, DEPTH * 0.72),
  );
  for (const x of [-1.38, 1.38]) device.lamp('clock_face', box(0.02, 1.66, 0.02, 0.005).move(x, 1.98, DEPTH * 0.73));
  device.lamp('clock_face', box(2.6, 0.02, 0.02, 0.005).move(0, 2.855, DEPTH + 0.04));
  device.lamp('clock_face', box(1.46, 0.016, 0.016, 0.004).move(0, 1.02, 0.1));
  device.anchor('light_clock_face', [0, FACE_Y, DEPTH + 0.6], { plant: 'clock_face', color: '#8fb4ff', intensity: 4 });
  device.anchor('light_clock_window', [0, 0.9, 0.34], { plant: 'clock_face', color: '#8fb4ff', intensity: 3 });
}
