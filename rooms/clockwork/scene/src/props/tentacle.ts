/** A tentacle that uncurls: five joints, each turned a little further by the drive; a copper band marks each touch spot. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { box } from '../shapes/box.ts';
import { ball, lathe, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';

interface Joint {
  readonly length: number;
  readonly radius: number;
  /** Degrees about x against the joint before: curled up, and reached out. */
  readonly turn: readonly [number, number];
}

const JOINTS: readonly Joint[] = [
  { length: 0.24, radius: 0.084, turn: [-50, 60] },
  { length: 0.22, radius: 0.07, turn: [80, 24] },
  { length: 0.2, radius: 0.057, turn: [80, 2] },
  { length: 0.26, radius: 0.048, turn: [84, -32] },
  { length: 0.34, radius: 0.036, turn: [86, -48] },
];
const SKIN = linear('#5a2638');
const BELLY = linear('#c98f7c');
const COPPER = linear('#dc8458');

export interface TentacleOptions {
  /** Letter of its contacts: plants `tentacle_<letter>_1` to `_4`. */
  readonly letter: 'a' | 'b' | 'c' | 'd';
  readonly moverDevice: string;
  readonly drive: string;
}

/** Root at `at`, deep in its hole; it reaches out towards +z, yawed by `yawDeg`. */
export function tentacle(parent: Frame, options: TentacleOptions, at: Vector, yawDeg: number): void {
  let frame = parent.child(`tentacle_${options.letter}`, at, [0, yawDeg, 0], options.moverDevice);
  let foot: Vector = [0, 0, 0];
  for (const [index, joint] of JOINTS.entries()) {
    const next = JOINTS[index + 1];
    frame = frame.mover(`tentacle_${options.letter}_joint_${index + 1}`, foot, {
      plant: options.drive,
      follows: 'position',
      axis: 'x',
      motion: 'turn',
      range: joint.turn,
    });
    const skin = segment(joint, next?.radius ?? 0.008);
    frame.body('enamel', index > 0 ? joined(skin, ring(joint)) : skin);
    if (index > 0) touchSpot(frame, `tentacle_${options.letter}_${index}`, joint);
    foot = [0, joint.length, 0];
  }
}

/** One length along +y, thick below; its suckers face +z, the inside of the curl. */
function segment({ length, radius }: Joint, tip: number): Shape {
  const skin = lathe(
    [
      [radius * 0.2, -radius * 0.9],
      [radius * 0.8, -radius * 0.5],
      [radius, 0],
      [(radius + tip) / 2 + 0.004, length * 0.55],
      [tip, length],
      [tip * 0.3, length + tip * 0.6],
    ],
    16,
  ).tint(SKIN);
  const suckers: Shape[] = [];
  for (const share of [0.12, 0.42, 0.72]) {
    const thick = radius + (tip - radius) * share;
    for (const side of [-1, 1]) {
      suckers.push(
        torus(thick * 0.26, thick * 0.13, 10, 6)
          .turn('x', 90)
          .move(0, 0, thick * 0.96)
          .turn('y', side * 27)
          .move(0, length * share, 0)
          .tint(BELLY),
      );
    }
  }
  return joined(skin, ...suckers);
}

/** The copper band that marks a touch spot. */
function ring({ length, radius }: Joint): Shape {
  const around = radius * 0.92;
  return joined(
    torus(around, 0.011, 16, 6),
    ball(0.02, 8).move(0, 0, -around - 0.004),
    ball(0.02, 8).move(around, 0, 0),
    ball(0.02, 8).move(-around, 0, 0),
  )
    .move(0, length * 0.5, 0)
    .tint(COPPER);
}

/** Touched as a whole: a joint is small and moves. */
function touchSpot(frame: Frame, plant: string, { length, radius }: Joint): void {
  const spot = frame.child(`${plant}_spot`, [0, length * 0.5, 0], [0, 0, 0], 'study_a_tentacle_sensors');
  const size = radius * 2.6;
  spot.collider(plant, { name: 'press' }, box(size, length * 0.85, size, 0));
}
