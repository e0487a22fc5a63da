/** The captain's safe with its desk fan, and the two levers with their targets. Backs on z = 0, facing +z. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { rivetRing } from '../shapes/plate.ts';
import { ball, cylinder, lathe, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';
import { bullseye } from './controls.ts';

const DESK_FAN_TURN_STEPS = 3200;

/** A safe on a plinth; its door springs open about its left edge. */
export function safe(root: Frame, at: Vector): void {
  const [wide, tall, deep] = [0.64, 0.66, 0.46];
  const frame = root.device('lever_fan_safe_solenoid_safe', at);
  const wall = 0.05;
  frame.body('walnut', block(0, 0, deep / 2, wide + 0.1, 0.36, deep + 0.06, 0.012));
  frame.body(
    'black_iron',
    block(0, 0.36, 0.03, wide, tall, 0.06, 0.008),
    block(-(wide - wall) / 2, 0.36, deep / 2, wall, tall, deep, 0.008),
    block((wide - wall) / 2, 0.36, deep / 2, wall, tall, deep, 0.008),
    block(0, 0.36, deep / 2, wide, wall, deep, 0.008),
    block(0, 0.36 + tall - wall, deep / 2, wide, wall, deep, 0.008),
  );
  frame.body(
    'brass',
    treasure().move(0, 0.41, 0.2),
    ...[-1, 1].map((x) => block(x * (wide / 2 + 0.005), 0.36, deep - 0.03, 0.014, tall, 0.03, 0.003)),
  );
  const tags = [0, 1, 2, 3, 4, 5].map((k) =>
    cylinder(0.036, 0.008, 16).move(0.08 + (k % 3) * 0.075, 0.412 + (k % 2) * 0.007, 0.3 + (k > 2 ? 0.07 : 0)),
  );
  frame.body('copper', ...tags);
  const door = frame.mover('safe_door_leaf', [-wide / 2 + wall / 2, 0.36 + tall / 2, deep], {
    plant: 'safe_door',
    follows: 'position',
    axis: 'y',
    motion: 'turn',
    range: [0, -112],
  });
  const middle = wide / 2 - wall / 2;
  door.body('black_iron', box(wide - 0.02, tall - 0.02, 0.06, 0.014).move(middle, 0, 0.02));
  door.body(
    'brass',
    rivetRing(0.085, 10, 0.01).move(middle, 0.08, 0.056),
    torus(0.075, 0.012, 28, 8).turn('x', 90).move(middle, 0.08, 0.056),
    cylinder(0.045, 0.05, 24, 0.006).turn('x', 90).move(middle, 0.08, 0.045),
    ...[0, 72, 144, 216, 288].map((turn) => cylinder(0.012, 0.1, 10).turn('z', turn).move(middle, -0.14, 0.09)),
    cylinder(0.03, 0.07, 16).turn('x', 90).move(middle, -0.14, 0.04),
    ...[-1, 1].map((y) => cylinder(0.022, 0.14, 12).move(-0.006, y * 0.2 - 0.07, 0.04)),
    box(wide - 0.12, 0.008, 0.008, 0.002).move(middle, tall / 2 - 0.07, 0.053),
    box(wide - 0.12, 0.008, 0.008, 0.002).move(middle, -tall / 2 + 0.07, 0.053),
  );
  door.collider('safe_door', { name: 'close' }, box(wide, tall, 0.14, 0).move(middle, 0, 0.04));
}

/** Bars of gold. */
function treasure(): Shape {
  return joined(
    ...[-0.16, -0.06, 0.04].map((x) => box(0.085, 0.045, 0.2, 0.01).move(x, 0.03, -0.06)),
    ...[-0.11, -0.01].map((x) => box(0.085, 0.045, 0.2, 0.01).move(x, 0.077, -0.06)),
  );
}

/** A brass fan on a bracket: no hand goes past it while it turns. `at` is where its foot stands, on the wall's face. */
export function deskFan(root: Frame, at: Vector): void {
  const frame = root.device('lever_fan_safe_fan_motor', at);
  frame.body('walnut', block(0, -0.03, -0.1, 0.3, 0.03, 0.42, 0.008), block(0, -0.16, -0.2, 0.05, 0.13, 0.16, 0.01));
  frame.body(
    'black_iron',
    lathe(
      [
        [0.12, 0],
        [0.12, 0.02],
        [0.05, 0.05],
        [0.022, 0.09],
        [0.022, 0.2],
        [0, 0.2],
      ],
      24,
    ),
    ball(0.06, 18).stretch(1, 1, 1.3).move(0, 0.25, -0.05),
  );
  const cage = [0, 30, 60, 90, 120, 150].map((turn) =>
    torus(0.205, 0.0035, 24, 4, 180).turn('z', turn).stretch(1, 1, 0.32).move(0, 0.25, 0.02),
  );
  frame.body('brass', torus(0.205, 0.009, 36, 8).turn('x', 90).move(0, 0.25, 0.02), ...cage);
  const blades = frame.mover('desk_fan_turn', [0, 0.25, 0.03], {
    plant: 'desk_fan',
    follows: 'steps',
    axis: 'z',
    motion: 'turn',
    range: [0, -360 / DESK_FAN_TURN_STEPS],
  });
  blades.body(
    'brass',
    ...[0, 90, 180, 270].map((turn) =>
      ball(0.1, 14).stretch(0.52, 0.9, 0.06).turn('y', 28).move(0, 0.095, 0).turn('z', turn),
    ),
    ball(0.028, 12),
  );
}

export interface ShotLever {
  readonly photocell: string;
  readonly lever: string;
  readonly receiver: string;
  readonly target: string;
  /** The device whose magnet holds the lever, when one does. */
  readonly lock?: string;
  readonly grip: string;
}

/** A wall lever with the target above it. */
export function shotLever(root: Frame, parts: ShotLever, at: Vector): void {
  const frame = root.device(parts.photocell, at);
  frame.body('mahogany', box(0.26, 0.5, 0.03, 0.01).move(0, 0, 0.015));
  frame.body('brass', box(0.18, 0.4, 0.018, 0.008).move(0, 0, 0.036));
  frame.body('black_iron', box(0.045, 0.3, 0.004, 0).move(0, 0, 0.047), ball(0.014, 10).move(0.06, -0.15, 0.045));
  const handle = frame.mover(`${parts.lever}_throw`, [0, 0, 0.06], {
    plant: parts.lever,
    follows: 'position',
    axis: 'x',
    motion: 'turn',
    range: [-52, 48],
  });
  handle.body('steel', cylinder(0.015, 0.28, 12).turn('x', 90));
  handle.body('enamel', cylinder(0.03, 0.12, 16, 0.02, 0.022).turn('x', 90).move(0, 0, 0.24).tint(linear(parts.grip)));
  frame.body('black_iron', cylinder(0.045, 0.06, 18).turn('z', 90).move(0.03, 0, 0.06));
  frame.collider(parts.lever, { name: 'pull' }, box(0.2, 0.46, 0.36, 0).move(0, 0, 0.18));
  const target = root.device(parts.receiver, [at[0], at[1] + 0.46, at[2]]);
  bullseye(target, parts.target, 0.1, [0, 0, 0.004]);
  if (parts.lock === undefined) return;
  const lock = root.device(parts.lock, [at[0], at[1] + 0.3, at[2]]);
  lock.body('steel', box(0.16, 0.07, 0.07, 0.01).move(0, 0, 0.035));
  lock.body(
    'copper',
    torus(0.03, 0.01, 18, 6).turn('z', 90).move(-0.05, 0, 0.05),
    torus(0.03, 0.01, 18, 6).turn('z', 90).move(0.05, 0, 0.05),
  );
}
