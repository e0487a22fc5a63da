/** Effects: the television on its lift, the fog machine, the mist bowl. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { pictureFrame } from '../shapes/joinery.ts';
import { cylinder, dialDisc, lathe, torus } from '../shapes/round.ts';
import type { Vector } from '../shapes/shape.ts';
import { pipe } from '../shapes/sweep.ts';

/** The introduction's screen: a gilt frame on a lift that is stowed (1) under a canopy and comes down (0) on two rods. */
export function television(root: Frame, at: Vector, turnY: number): void {
  const lift = root.device('boiler_room_subpanel_intro_tv_lift', at, turnY);
  lift.body(
    'dark_oak',
    box(1.24, 0.12, 0.3, 0.015).move(0, 2.72, 0.16),
    box(1.3, 0.03, 0.34, 0.01).move(0, 2.65, 0.17),
  );
  for (const x of [-0.5, 0.5]) lift.body('steel', cylinder(0.014, 1.75, 10).move(x, 0.95, 0.1));
  lift.body('brass', ...[-0.5, 0.5].flatMap((x) => [0.95, 2.6].map((y) => block(x, y, 0.06, 0.08, 0.06, 0.12, 0.01))));
  const carriage = lift.mover('tv_lift_carriage', [0, 0, 0], {
    plant: 'tv_lift',
    follows: 'position',
    axis: 'y',
    motion: 'slide',
    range: [1.4, 2.22],
  });
  carriage.body(
    'brass',
    pictureFrame(0.96, 0.56, 0.06, 0.05).move(0, 0, 0.14),
    ...[-0.5, 0.5].map((x) => box(0.09, 0.16, 0.07, 0.012).move(x, 0, 0.1)),
  );
  carriage.body('black_iron', box(1.0, 0.6, 0.05, 0.006).move(0, 0, 0.13));
  const screen = carriage.child('tv_screen', [0, 0, 0], [0, 0, 0], 'boiler_room_subpanel_intro_tv_power');
  screen.lamp('intro_tv', box(0.94, 0.54, 0.012, 0.004).move(0, 0, 0.158), { color: '#6d9be0' }, 'ember');
}

/** A fog machine facing +z: an iron case with a copper tank and a nozzle. An anchor marks where the fog comes out. */
export function fogMachine(frame: Frame, plant: string): void {
  frame.body('black_iron', block(0, 0.05, 0, 0.34, 0.2, 0.5, 0.015));
  frame.body(
    'brass',
    ...[-1, 1].flatMap((x) => [-1, 1].map((z) => cylinder(0.02, 0.05, 10).move(x * 0.13, 0, z * 0.2))),
    lathe(
      [
        [0, 0],
        [0.05, 0],
        [0.04, 0.08],
        [0.055, 0.11],
        [0.04, 0.11],
        [0.025, 0.06],
        [0, 0.06],
      ],
      20,
    )
      .turn('x', 90)
      .move(0, 0.15, 0.25),
  );
  frame.body(
    'copper',
    cylinder(0.09, 0.3, 20).turn('x', 90).move(0, 0.33, -0.18),
    torus(0.09, 0.01, 20, 6).turn('x', 90).move(0, 0.33, -0.1),
    torus(0.09, 0.01, 20, 6).turn('x', 90).move(0, 0.33, 0.05),
  );
  frame.body(
    'brass',
    pipe(
      [
        [0, 0.33, 0.12],
        [0, 0.33, 0.2],
        [0, 0.24, 0.2],
      ],
      0.012,
      0.04,
      8,
    ),
  );
  frame.body('enamel', dialDisc(0.03, 16).move(0.1, 0.16, 0.252).tint(linear('#e9dfc6')));
  frame.anchor(`haze_${plant}`, [0, 0.2, 0.6], { plant });
}

/** A copper bowl of water on a tripod, with the ultrasonic head under it. */
export function mistBowl(frame: Frame, plant: string): void {
  frame.body(
    'copper',
    lathe(
      [
        [0, 0.5],
        [0.12, 0.51],
        [0.22, 0.58],
        [0.27, 0.68],
        [0.285, 0.7],
        [0.27, 0.7],
        [0.21, 0.6],
        [0.11, 0.54],
        [0, 0.53],
      ],
      32,
    ),
  );
  frame.body('gloss_black', cylinder(0.24, 0.01, 28).move(0, 0.63, 0));
  for (let k = 0; k < 3; k += 1) {
    frame.body(
      'black_iron',
      pipe(
        [
          [0, 0.56, 0.18],
          [0, 0.3, 0.1],
          [0, 0.02, 0.24],
        ],
        0.014,
        0.1,
        8,
      ).turn('y', k * 120),
    );
  }
  frame.body('brass', torus(0.13, 0.01, 24, 8).move(0, 0.3, 0));
  frame.anchor(`haze_${plant}`, [0, 0.75, 0], { plant });
}
