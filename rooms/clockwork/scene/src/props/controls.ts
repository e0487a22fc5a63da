/** What hands work: wall levers, gun targets, buttons; and the boxes of the controllers. All face +z, backs on z = 0. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { box } from '../shapes/box.ts';
import { ball, cylinder, lathe, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';

const screws = (width: number, height: number, z: number): Shape =>
  joined(
    ...[-1, 1].flatMap((x) =>
      [-1, 1].map((y) =>
        cylinder(0.008, 0.008, 8)
          .turn('x', 90)
          .move((x * width) / 2, (y * height) / 2, z),
      ),
    ),
  );

export interface LeverPlants {
  readonly lever: string;
  readonly target: string;
  readonly lamp: string;
}

/** A heavy wall lever with its jewel lamp and, above, the target that frees it. */
export function wallLever(parent: Frame, deviceId: string, plants: LeverPlants, at: Vector, turnY = 0): void {
  const frame = parent.device(deviceId, at, turnY);
  frame.body('mahogany', box(0.3, 0.86, 0.03, 0.01).move(0, 0.16, 0.015));
  frame.body('brass', box(0.2, 0.42, 0.018, 0.008).move(0, 0, 0.036), screws(0.16, 0.38, 0.044));
  frame.body('gloss_black', box(0.045, 0.3, 0.004, 0).move(0, 0, 0.046));
  frame.body('black_iron', cylinder(0.05, 0.07, 18).turn('z', 90).move(0.035, 0, 0.06));
  const handle = frame.mover(`${plants.lever}_throw`, [0, 0, 0.06], {
    plant: plants.lever,
    follows: 'position',
    axis: 'x',
    motion: 'turn',
    range: [-52, 48],
  });
  handle.body('steel', cylinder(0.016, 0.3, 12).turn('x', 90));
  handle.body('brass', cylinder(0.024, 0.03, 14).turn('x', 90).move(0, 0, 0.25));
  handle.body(
    'enamel',
    lathe(
      [
        [0, 0],
        [0.03, 0.005],
        [0.036, 0.05],
        [0.028, 0.1],
        [0.02, 0.13],
        [0, 0.135],
      ],
      16,
    )
      .turn('x', 90)
      .move(0, 0, 0.28)
      .tint(linear('#7a1512')),
  );
  frame.lamp(plants.lamp, ball(0.026, 14).stretch(1, 1, 0.6).move(0, 0.27, 0.04), { color: '#ffb347' });
  frame.body('brass', torus(0.03, 0.008, 20, 8).turn('x', 90).move(0, 0.27, 0.036));
  frame.collider(plants.lever, { name: 'pull' }, box(0.2, 0.44, 0.4, 0).move(0, 0, 0.2));
  bullseye(frame, plants.target, 0.09, [0, 0.45, 0.03]);
}

/** A painted target with a receiver behind dark glass in its middle. */
export function bullseye(frame: Frame, plant: string, radius: number, at: Vector): void {
  const [x, y, z] = at;
  const disc = (r: number, deep: number, color: string): Shape =>
    cylinder(r, deep, 32, 0.002).turn('x', 90).move(x, y, z).tint(linear(color));
  frame.body(
    'enamel',
    disc(radius, 0.014, '#e6d9bc'),
    disc(radius * 0.78, 0.018, '#a3211b'),
    disc(radius * 0.54, 0.022, '#e6d9bc'),
    disc(radius * 0.34, 0.026, '#a3211b'),
  );
  frame.body('gloss_black', ball(radius * 0.17, 14).move(x, y, z + 0.026));
  frame.body(
    'brass',
    torus(radius, 0.014, 36, 8)
      .turn('x', 90)
      .move(x, y, z + 0.01),
  );
  frame.collider(
    plant,
    { name: 'shoot', value: 0x51 },
    cylinder(radius * 1.15, 0.06, 16)
      .turn('x', 90)
      .move(x, y, z),
  );
}

/** An emergency stop: red mushroom on a yellow box. */
export function estopButton(parent: Frame, button: string, at: Vector, turnY = 0): void {
  const frame = parent.child(`estop_${button}`, at, [0, turnY, 0]);
  frame.body('enamel', box(0.13, 0.13, 0.06, 0.012).move(0, 0, 0.03).tint(linear('#e0a81c')));
  frame.body(
    'brass',
    box(0.16, 0.2, 0.012, 0.005).move(0, 0, 0.006),
    torus(0.045, 0.008, 24, 8).turn('x', 90).move(0, 0, 0.062),
  );
  const head = frame.mover(`estop_${button}_head`, [0, 0, 0.06], {
    plant: `estop_${button}`,
    follows: 'pressed',
    axis: 'z',
    motion: 'slide',
    range: [0, -0.022],
  });
  head.body(
    'enamel',
    lathe(
      [
        [0, 0],
        [0.022, 0],
        [0.022, 0.022],
        [0.05, 0.026],
        [0.05, 0.042],
        [0.03, 0.056],
        [0, 0.06],
      ],
      28,
    )
      .turn('x', 90)
      .tint(linear('#c0150f')),
  );
  frame.collider(`estop_${button}`, { name: 'press' }, box(0.16, 0.18, 0.14, 0).move(0, 0, 0.07));
}

/** A green release button beside a way out. */
export function egressButton(parent: Frame, button: string, at: Vector, turnY = 0): void {
  const frame = parent.child(`egress_${button}`, at, [0, turnY, 0]);
  frame.body('brass', box(0.11, 0.15, 0.014, 0.006).move(0, 0, 0.007), screws(0.08, 0.12, 0.014));
  const head = frame.mover(`egress_${button}_head`, [0, 0, 0.014], {
    plant: `egress_${button}`,
    follows: 'pressed',
    axis: 'z',
    motion: 'slide',
    range: [0, -0.012],
  });
  head.body('enamel', cylinder(0.034, 0.026, 24, 0.006).turn('x', 90).tint(linear('#1e8a3c')));
  frame.collider(`egress_${button}`, { name: 'press' }, box(0.13, 0.17, 0.1, 0).move(0, 0, 0.04));
}

/** A controller's iron box with its brass plate: the body of `<controller>_controller` devices. */
export function controllerBox(parent: Frame, deviceId: string, at: Vector, turnY = 0): void {
  const frame = parent.device(deviceId, at, turnY);
  frame.body(
    'black_iron',
    box(0.3, 0.38, 0.12, 0.012).move(0, 0, 0.06),
    box(0.27, 0.35, 0.02, 0.008).move(0, 0, 0.125),
  );
  frame.body(
    'brass',
    box(0.16, 0.06, 0.008, 0.002).move(0, 0.09, 0.138),
    cylinder(0.018, 0.03, 12).turn('x', 90).move(0.1, -0.05, 0.13),
    screws(0.23, 0.31, 0.132),
  );
  frame.body(
    'enamel',
    ball(0.012, 10).move(-0.08, -0.11, 0.138).tint(linear('#2f9e44')),
    ball(0.012, 10).move(-0.04, -0.11, 0.138).tint(linear('#c98a1b')),
  );
}
