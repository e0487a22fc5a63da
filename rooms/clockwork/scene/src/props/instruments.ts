/** Pressure gauges with their valves, and ball valves. Everything faces +z, its back on z = 0. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { box } from '../shapes/box.ts';
import { ball, cylinder, dialDisc, lathe, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';

/** A hand wheel in the x-y plane. */
export function handWheel(radius: number, spokes = 5): Shape {
  const parts = [
    torus(radius, radius * 0.13, 28, 8).turn('x', 90),
    cylinder(radius * 0.2, radius * 0.36, 14)
      .turn('x', 90)
      .move(0, 0, -radius * 0.18),
  ];
  for (let k = 0; k < spokes; k += 1) {
    parts.push(cylinder(radius * 0.08, radius, 8, 0.001).turn('z', (k * 360) / spokes));
  }
  return joined(...parts);
}

/** A brass case of radius `radius` with a printed dial; returns its depth. */
export function dialCase(frame: Frame, radius: number, dial: 'dial' | 'clock_face' = 'dial'): number {
  const depth = radius * 0.42;
  const back = lathe(
    [
      [0, 0],
      [radius * 1.12, 0],
      [radius * 1.12, depth * 0.5],
      [radius * 1.02, depth * 0.6],
      [radius * 1.04, depth],
    ],
    40,
  );
  const bezel = lathe(
    [
      [radius * 1.04, depth * 0.6],
      [radius * 1.14, depth * 0.72],
      [radius * 1.14, depth * 0.95],
      [radius * 1.06, depth * 1.08],
      [radius * 0.95, depth * 0.98],
      [radius * 0.95, depth * 0.6],
    ],
    40,
  );
  const screws: Shape[] = [];
  for (let k = 0; k < 6; k += 1) {
    screws.push(
      cylinder(radius * 0.045, depth * 0.12, 8)
        .move(0, depth, radius * 1.08)
        .turn('y', k * 60 + 30),
    );
  }
  frame.body('brass', joined(back, bezel, ...screws).turn('x', 90));
  frame.body(dial, dialDisc(radius).move(0, 0, depth * 0.66));
  frame.body('glass', dialDisc(radius * 0.96, 28).move(0, 0, depth * 0.94));
  return depth;
}

export interface GaugeOptions {
  readonly deviceId: string;
  readonly needle: string;
  readonly valve: string;
  /** Steps of the needle from 0 to full scale. */
  readonly sweepSteps: number;
  readonly radius: number;
  /** Where a mark is scratched into the glass, 0 to 125 psi; none when absent. */
  readonly markPsi?: number;
}

/** Degrees from upright, counter-clockwise, at 0 psi; the full scale lies as far on the other side. */
const DIAL_SIDE_DEG = 120;
const FULL_SCALE_PSI = 125;

/** A gauge, its needle on the stepper, and below it the valve that it follows. */
export function gauge(parent: Frame, options: GaugeOptions, at: Vector): void {
  const { radius } = options;
  const frame = parent.device(options.deviceId, at);
  const depth = dialCase(frame, radius);
  const needle = frame.mover(`${options.needle}_turn`, [0, 0, depth * 0.76], {
    plant: options.needle,
    follows: 'steps',
    axis: 'z',
    motion: 'turn',
    range: [DIAL_SIDE_DEG, DIAL_SIDE_DEG - (2 * DIAL_SIDE_DEG) / options.sweepSteps],
  });
  if (options.markPsi !== undefined) {
    const angle = DIAL_SIDE_DEG - (2 * DIAL_SIDE_DEG * options.markPsi) / FULL_SCALE_PSI;
    const scratch = box(radius * 0.07, radius * 0.3, 0.004, 0.001).move(0, radius * 0.78, depth * 0.74);
    frame.body('enamel', scratch.turn('z', angle).tint(linear('#c8281c')));
  }
  needle.body(
    'enamel',
    joined(
      box(radius * 0.05, radius * 0.82, 0.004, 0.001).move(0, radius * 0.3, 0),
      box(radius * 0.11, radius * 0.2, 0.004, 0.001).move(0, -radius * 0.12, 0),
    ).tint([0.012, 0.01, 0.01]),
  );
  needle.body('brass', cylinder(radius * 0.09, 0.012, 14).turn('x', 90));
  const drop = radius + 0.2;
  frame.body('copper', cylinder(0.022, drop - radius, 12).move(0, -drop, depth * 0.3));
  frame.body(
    'brass',
    ball(0.045, 14).move(0, -drop, depth * 0.3),
    cylinder(0.018, 0.09, 12)
      .turn('x', 90)
      .move(0, -drop, depth * 0.3),
  );
  const wheel = frame.mover(`${options.valve}_turn`, [0, -drop, depth * 0.3 + 0.09], {
    plant: options.valve,
    follows: 'position',
    axis: 'z',
    motion: 'turn',
    range: [0, -450],
  });
  wheel.body('enamel', handWheel(0.085).tint(linear('#a3211b')));
  // One spoke is marked, so that the eye can follow the turn.
  wheel.body('brass', cylinder(0.016, 0.03, 10).turn('x', 90).move(0, 0.085, 0), ball(0.026, 10).move(0, 0, 0.02));
  frame.collider(options.valve, { name: 'turn' }, box(0.22, 0.22, 0.12, 0).move(0, -drop, depth * 0.3 + 0.08));
}

/** A ball valve on a standing pipe; the handle lies across when shut and along the pipe when open. */
export function ballValve(parent: Frame, deviceId: string, plant: string, color: string, at: Vector): void {
  const frame = parent.device(deviceId, at);
  frame.body('copper', cylinder(0.024, 0.36, 12).move(0, -0.18, 0.06));
  frame.body(
    'brass',
    ball(0.046, 14).move(0, 0, 0.06),
    cylinder(0.036, 0.035, 8).move(0, 0.04, 0.06),
    cylinder(0.036, 0.035, 8).move(0, -0.075, 0.06),
    cylinder(0.014, 0.07, 10).turn('x', 90).move(0, 0, 0.07),
  );
  const handle = frame.mover(`${plant}_turn`, [0, 0, 0.13], {
    plant,
    follows: 'position',
    axis: 'z',
    motion: 'turn',
    range: [0, 90],
  });
  const paint = linear(color);
  handle.body(
    'enamel',
    joined(
      box(0.12, 0.034, 0.014, 0.006).move(0.05, 0, 0),
      ball(0.03, 14).stretch(1.25, 1, 1).move(0.125, 0, 0),
      cylinder(0.024, 0.02, 14).turn('x', 90).move(0, 0, -0.01),
    ).tint(paint),
  );
  frame.body('enamel', cylinder(0.034, 0.012, 18).turn('x', 90).move(0, -0.135, 0.082).tint(paint));
  frame.collider(plant, { name: 'pull' }, box(0.19, 0.22, 0.12, 0).move(0.03, 0, 0.09));
}
