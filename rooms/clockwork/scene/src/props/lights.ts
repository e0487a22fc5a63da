/** Gaslights: sconces, pendants, chandelier. Glass globes are lamps; an anchor stands where the light comes from. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { box } from '../shapes/box.ts';
import { ball, cylinder, lathe, torus } from '../shapes/round.ts';
import type { Shape, Vector } from '../shapes/shape.ts';
import { pipe } from '../shapes/sweep.ts';

const GAS = '#ffbe73';

/** A tulip of frosted glass that opens upwards, its foot at the origin. */
export function tulip(size: number): Shape {
  return lathe(
    [
      [0, 0],
      [size * 0.3, 0],
      [size * 0.62, size * 0.35],
      [size * 0.6, size * 0.8],
      [size * 0.78, size * 1.15],
      [size * 0.7, size * 1.13],
      [size * 0.5, size * 0.75],
      [0, size * 0.6],
    ],
    20,
  );
}

/** A wall bracket with one gaslight, facing +z. */
export function sconce(device: Frame, plant: string, name: string, at: Vector, turnY = 0): void {
  const frame = device.child(name, at, [0, turnY, 0]);
  frame.body(
    'brass',
    lathe(
      [
        [0, 0],
        [0.075, 0],
        [0.075, 0.012],
        [0.05, 0.02],
        [0.03, 0.045],
        [0, 0.05],
      ],
      24,
    )
      .turn('x', 90)
      .stretch(1, 1.5, 1),
    pipe(
      [
        [0, -0.02, 0.03],
        [0, -0.07, 0.13],
        [0, -0.03, 0.22],
        [0, 0.03, 0.22],
      ],
      0.011,
      0.08,
      8,
    ),
    lathe(
      [
        [0, 0],
        [0.02, 0],
        [0.05, 0.02],
        [0.04, 0.03],
        [0, 0.03],
      ],
      18,
    ).move(0, 0.02, 0.22),
    cylinder(0.02, 0.012, 10).turn('z', 90).move(0.006, -0.06, 0.13),
  );
  frame.lamp(plant, tulip(0.1).move(0, 0.045, 0.22), { color: GAS });
  frame.anchor(`light_${name}`, [0, 0.12, 0.3], { plant, color: GAS, intensity: 3 });
}

/** An enamelled shade on a rod from the ceiling; the origin is the rod's top. */
export function pendant(device: Frame, plant: string, name: string, at: Vector, drop: number, intensity = 7): void {
  const frame = device.child(name, at, [0, 0, 0]);
  frame.body(
    'brass',
    cylinder(0.012, drop, 10).move(0, -drop, 0),
    lathe(
      [
        [0, 0],
        [0.03, 0],
        [0.045, 0.05],
        [0.02, 0.1],
        [0, 0.1],
      ],
      18,
    ).move(0, -drop, 0),
  );
  frame.body(
    'enamel',
    lathe(
      [
        [0.25, -0.12],
        [0.26, -0.11],
        [0.2, -0.04],
        [0.08, 0.02],
        [0.035, 0.06],
      ],
      32,
    )
      .move(0, -drop, 0)
      .tint(linear('#1f4a3c')),
  );
  frame.body(
    'enamel',
    lathe(
      [
        [0.035, 0.05],
        [0.075, 0.012],
        [0.19, -0.045],
        [0.25, -0.12],
      ],
      32,
    )
      .move(0, -drop, 0)
      .tint(linear('#efe6d2')),
  );
  frame.lamp(plant, ball(0.07, 18).move(0, -drop - 0.05, 0), { color: GAS });
  frame.anchor(`light_${name}`, [0, -drop - 0.16, 0], { plant, color: GAS, intensity });
}

/** A brass chandelier with six tulips; the origin is its hook. */
export function chandelier(device: Frame, plant: string, name: string, at: Vector, drop: number): void {
  const frame = device.child(name, at, [0, 0, 0]);
  frame.body('brass', cylinder(0.012, drop, 8).move(0, -drop, 0));
  frame.body(
    'brass',
    lathe(
      [
        [0, -0.34],
        [0.03, -0.3],
        [0.02, -0.24],
        [0.07, -0.16],
        [0.05, -0.08],
        [0.025, 0],
        [0.04, 0.06],
        [0, 0.1],
      ],
      20,
    ).move(0, -drop, 0),
  );
  frame.body('brass', torus(0.4, 0.012, 40, 8).move(0, -drop - 0.05, 0));
  for (let k = 0; k < 6; k += 1) {
    const arm = pipe(
      [
        [0, -0.14, 0.04],
        [0, -0.26, 0.2],
        [0, -0.18, 0.44],
        [0, -0.04, 0.44],
      ],
      0.012,
      0.12,
      8,
    );
    const cup = lathe(
      [
        [0, 0],
        [0.02, 0],
        [0.055, 0.02],
        [0.045, 0.03],
        [0, 0.03],
      ],
      14,
    ).move(0, -0.05, 0.44);
    frame.body('brass', arm.turn('y', k * 60).move(0, -drop, 0), cup.turn('y', k * 60).move(0, -drop, 0));
    frame.lamp(
      plant,
      tulip(0.085)
        .move(0, -0.025, 0.44)
        .turn('y', k * 60)
        .move(0, -drop, 0),
      { color: GAS },
    );
  }
  frame.anchor(`light_${name}`, [0, -drop + 0.05, 0], { plant, color: GAS, intensity: 12 });
}

/** A square frame of light that hangs level, lit on all its faces between iron corners; `at` is its middle. */
export function squareLight(device: Frame, plant: string, side: number, at: Vector): void {
  const [x, y, z] = at;
  for (let k = 0; k < 4; k += 1) {
    device.lamp(
      plant,
      box(side - 0.12, 0.028, 0.034, 0.008)
        .move(0, 0, side / 2)
        .turn('y', k * 90)
        .move(x, y, z),
    );
    const corner = box(0.07, 0.045, 0.07, 0.008).move(side / 2, 0, side / 2);
    device.body('brass', corner.turn('y', k * 90).move(x, y, z));
  }
}
