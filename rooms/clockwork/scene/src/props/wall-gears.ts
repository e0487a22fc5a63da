/** Three gears that drives of their own turn, and the motor of the riddle wall beside them. Face +z, about `at`. */
import type { Frame } from '../frame.ts';
import type { MaterialName } from '../materials.ts';
import { box } from '../shapes/box.ts';
import { gear } from '../shapes/gear.ts';
import { ball, cylinder, torus } from '../shapes/round.ts';
import type { Vector } from '../shapes/shape.ts';
import { pipe } from '../shapes/sweep.ts';

/** Steps of a drive for one turn of its wheel. */
const TURN_STEPS = 3200;

const GEARS: readonly (readonly [number: 1 | 2 | 3, x: number, y: number, teeth: number, material: MaterialName])[] = [
  [1, -0.36, 0.0, 36, 'brass'],
  [2, 0.085, 0.075, 24, 'copper'],
  [3, 0.47, -0.06, 30, 'brass'],
];
const MODULE = 0.0076;

export function gearTrain(root: Frame, at: Vector): void {
  for (const [number, x, y, teeth, material] of GEARS) {
    const id = `wall_gear_${number}`;
    const device = root.device(`study_b_${id}`, [at[0] + x, at[1] + y, at[2]]);
    const wheel = device.mover(`${id}_turn`, [0, 0, 0], {
      plant: id,
      follows: 'steps',
      axis: 'z',
      motion: 'turn',
      range: [0, ((number === 2 ? 1 : -1) * 360) / TURN_STEPS],
    });
    wheel.body(material, gear(teeth * MODULE, teeth, 0.045, number === 2 ? 5 : 6));
  }
  motor(root, [at[0] + 0.08, at[1] - 0.27, at[2]]);
}

/** An iron motor with copper windings; its pilot lamp burns while it has current. */
function motor(root: Frame, at: Vector): void {
  const device = root.device('study_a_riddle_motor', at);
  device.body(
    'black_iron',
    cylinder(0.085, 0.24, 24).turn('z', 90).move(0.12, 0, 0),
    box(0.26, 0.03, 0.15, 0.006).move(0, -0.085, 0),
  );
  device.body(
    'copper',
    ...[-0.07, 0, 0.07].map((x) => torus(0.086, 0.012, 24, 6).turn('z', 90).move(x, 0, 0)),
    pipe(
      [
        [-0.11, 0.02, 0],
        [-0.2, 0.02, 0],
        [-0.2, -0.09, 0],
      ],
      0.01,
    ),
  );
  device.body('steel', cylinder(0.018, 0.08, 12).turn('z', -90).move(0.12, 0, 0));
  device.lamp('riddle_motor', ball(0.018, 12).move(0.02, 0.095, 0.02), { color: '#ff8a2a' });
}
