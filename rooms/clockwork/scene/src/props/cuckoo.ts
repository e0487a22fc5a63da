/** The cuckoo cabinet: a sideboard with the driven drawer, the bird's house over it, a crystal, and the lever that is shot. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { raisedPanel } from '../shapes/joinery.ts';
import { ball, cylinder, dialDisc, lathe, torus } from '../shapes/round.ts';
import { joined, type Vector } from '../shapes/shape.ts';
import { bullseye } from './controls.ts';

const DEPTH = 0.42;

/** Builds it facing +z of a frame at `at` (the foot of its middle), turned about the vertical. */
export function cuckooCabinet(root: Frame, at: Vector, turnY: number): void {
  const frame = root.child('cuckoo_cabinet', at, [0, turnY, 0]);
  sideboard(frame);
  drawer(frame);
  house(frame, [0, 1.3, 0]);
  crystal(frame, [0.52, 0.83, 0.2]);
  lever(frame, [-0.57, 1.32, 0]);
}

function sideboard(frame: Frame): void {
  const front = DEPTH - 0.02;
  frame.body(
    'walnut',
    block(0, 0, DEPTH / 2 - 0.01, 1.5, 0.08, DEPTH, 0.012).swapUv(),
    block(0, 0.78, DEPTH / 2, 1.58, 0.05, DEPTH + 0.06, 0.018).swapUv(),
    block(0, 0.08, front / 2, 0.84, 0.35, front, 0.004),
    block(0, 0.72, front / 2, 0.84, 0.06, front, 0.004).swapUv(),
    ...[-1, 1].map((side) => block(side * 0.585, 0.08, front / 2, 0.33, 0.7, front, 0.004)),
  );
  frame.body(
    'mahogany',
    ...[-0.74, 0.43].map((x) => raisedPanel(0.31, 0.68, 0.06).move(x, 0.09, front)),
    ...[-0.42, 0].map((x) => raisedPanel(0.42, 0.33, 0.05).move(x, 0.09, front)),
  );
  frame.body('gloss_black', box(0.84, 0.3, 0.01, 0).move(0, 0.57, 0.02));
  frame.body('brass', ...[-1, 1].map((side) => ball(0.018, 12).move(side * 0.05, 0.25, front + 0.03)));
}

function drawer(frame: Frame): void {
  const front = DEPTH - 0.02;
  const motor = frame.device('floor_lever_motor', [0, 0.44, front]);
  const slide = motor.mover('floor_drawer_slide', [0, 0, 0], {
    plant: 'floor_drawer',
    follows: 'position',
    axis: 'z',
    motion: 'slide',
    range: [0, 0.34],
  });
  slide.body(
    'mahogany',
    box(0.82, 0.27, 0.025, 0.006).move(0, 0.14, 0.014),
    box(0.72, 0.19, 0.012, 0.004).move(0, 0.14, 0.03),
    box(0.78, 0.012, 0.38, 0).move(0, 0.02, -0.19),
    box(0.78, 0.16, 0.012, 0).move(0, 0.1, -0.375),
    ...[-0.385, 0.385].map((x) => box(0.012, 0.16, 0.38, 0).move(x, 0.1, -0.19)),
  );
  slide.body(
    'brass',
    torus(0.045, 0.009, 24, 8, 180).turn('y', -90).move(0, 0.14, 0.04),
    box(0.14, 0.03, 0.008, 0.003).move(0, 0.15, 0.038),
  );
  // Eight ceramic resistors, smallest first.
  const bands = ['#5a3218', '#b81a14', '#d9701a', '#e0b81e', '#1f8a3f', '#1f4fb0', '#6a2d9a', '#7d8088'];
  const resistors = bands.flatMap((color, k) =>
    [
      cylinder(0.02, 0.14, 14).tint(linear('#e6d8bd')),
      ...[0.035, 0.06].map((y) => cylinder(0.0212, 0.014, 14).move(0, y, 0).tint(linear(color))),
    ].map((part) => part.turn('x', 90).move(-0.29 + k * 0.083, 0.056, -0.22)),
  );
  slide.body('enamel', joined(...resistors));
  slide.body('leather', box(0.74, 0.01, 0.35, 0.004).move(0, 0.03, -0.19));
  const lamps = slide.child('floor_drawer_lights', [0, 0, 0], [0, 0, 0], 'floor_drawer_cob_lights');
  const tubes = [-0.37, 0.37].map((x) => box(0.012, 0.012, 0.3, 0.004).move(x, 0.16, -0.19));
  lamps.lamp('floor_drawer_lamps', joined(...tubes), { color: '#ffe2b0' });
  lamps.anchor('light_floor_drawer', [0, 0.3, -0.1], { plant: 'floor_drawer_lamps', color: '#ffe2b0', intensity: 0.8 });
  const lock = frame.device('floor_drawer_maglock', [0, 0.75, front]);
  lock.body('steel', box(0.16, 0.05, 0.03, 0.005).move(0, 0, 0.012), cylinder(0.012, 0.02, 10).turn('x', 90));
  const sensors = frame.device('floor_drawer_proximity', [0, 0.57, front]);
  const eye = cylinder(0.014, 0.05, 12).turn('x', 90);
  sensors.body('brass', ...[-0.445, 0.445].flatMap((x) => [-0.06, 0.06].map((y) => eye.copy().move(x, y, 0))));
}

function house(frame: Frame, at: Vector): void {
  const home = frame.device('floor_cuckoo_solenoid', at);
  const roof = (side: number) =>
    box(0.52, 0.035, 0.34, 0.01)
      .turn('z', side * -38)
      .move(side * 0.19, 0.68, 0.15);
  home.body(
    'walnut',
    block(0, 0, 0.12, 0.56, 0.54, 0.24, 0.012),
    block(0, -0.03, 0.13, 0.64, 0.04, 0.28, 0.012).swapUv(),
    box(0.36, 0.36, 0.2, 0).turn('z', 45).stretch(1, 0.8, 1).move(0, 0.52, 0.12),
  );
  home.body('dark_oak', roof(-1), roof(1), block(0, 0.78, 0.15, 0.05, 0.12, 0.05, 0.01));
  // Leaves round the arch, a small dial, pine cones on their rods.
  home.body(
    'brass',
    torus(0.105, 0.012, 28, 8).turn('x', 90).move(0, 0.5, 0.245),
    torus(0.105, 0.01, 28, 8).turn('x', 90).move(0, 0.2, 0.245),
    ...[-0.09, 0.09].map((x) => cylinder(0.004, 0.26, 6).move(x, -0.29, 0.14)),
    ...[-0.09, 0.09].map((x) =>
      lathe(
        [
          [0, -0.13],
          [0.024, -0.09],
          [0.03, -0.05],
          [0.012, 0],
          [0, 0],
        ],
        12,
      ).move(x, -0.27, 0.14),
    ),
    ...[-0.22, 0.22].flatMap((x) => [0.36, 0.5].map((y) => ball(0.03, 10).stretch(0.7, 1.5, 0.5).move(x, y, 0.245))),
  );
  home.body('gloss_black', dialDisc(0.1, 28).move(0, 0.5, 0.243));
  home.body('clock_face', dialDisc(0.1, 32).move(0, 0.2, 0.244));
  const bird = home.mover('cuckoo_perch', [0, 0.47, 0.08], {
    plant: 'cuckoo',
    follows: 'on',
    axis: 'z',
    motion: 'slide',
    range: [0, 0.24],
  });
  bird.body(
    'enamel',
    cylinder(0.008, 0.22, 8).turn('x', -90).move(0, -0.02, 0).tint(linear('#c9953a')),
    ball(0.05, 16).stretch(0.8, 0.85, 1.25).move(0, 0.02, 0.06).tint(linear('#3d7fb5')),
    ball(0.034, 14).move(0, 0.065, 0.105).tint(linear('#4a90c4')),
    ball(0.028, 12).stretch(0.9, 1, 1).move(0, 0.005, 0.1).tint(linear('#d9773a')),
    cylinder(0.01, 0.035, 8, 0.001, 0.002).turn('x', 90).move(0, 0.062, 0.135).tint(linear('#e3b32c')),
    ...[-0.02, 0.02].map((x) => ball(0.006, 8).move(x, 0.078, 0.13).tint(linear('#0a0a0c'))),
    box(0.035, 0.012, 0.09, 0.004).turn('x', 20).move(0, 0.02, -0.01).tint(linear('#2c5f8a')),
  );
}

function crystal(frame: Frame, at: Vector): void {
  const device = frame.device('floor_crystal_light', at);
  device.body(
    'brass',
    lathe(
      [
        [0, 0],
        [0.085, 0],
        [0.08, 0.02],
        [0.03, 0.035],
        [0.025, 0.07],
        [0.06, 0.1],
        [0.062, 0.11],
        [0, 0.11],
      ],
      24,
    ),
  );
  const shard = (size: number, turn: number, lean: number) =>
    lathe(
      [
        [0, 0],
        [size * 0.3, size * 0.25],
        [size * 0.26, size * 0.8],
        [0, size * 1.15],
      ],
      6,
    )
      .turn('z', lean)
      .turn('y', turn);
  device.lamp(
    'crystal',
    joined(shard(0.2, 0, 0), shard(0.13, 40, 24), shard(0.12, 160, 28), shard(0.1, 280, 30)).move(0, 0.1, 0),
    {
      color: '#7fd4ff',
    },
  );
  device.anchor('light_crystal', [0, 0.25, 0.15], { plant: 'crystal', color: '#7fd4ff', intensity: 1.2 });
}

/** A small lever in a brass plate; its photocell, its light and the target above are devices of their own. */
function lever(frame: Frame, at: Vector): void {
  const own = frame.device('floor_photocell', at);
  own.body('mahogany', box(0.28, 0.84, 0.03, 0.01).move(0, 0.1, 0.015));
  own.body('brass', box(0.18, 0.34, 0.016, 0.008).move(0, -0.06, 0.036));
  own.body('gloss_black', box(0.04, 0.24, 0.004, 0).move(0, -0.06, 0.046), ball(0.014, 10).move(0.06, 0.04, 0.046));
  const handle = own.mover('floor_lever_throw', [0, -0.06, 0.05], {
    plant: 'floor_lever',
    follows: 'position',
    axis: 'x',
    motion: 'turn',
    range: [-48, 46],
  });
  handle.body('steel', cylinder(0.013, 0.24, 12).turn('x', 90));
  handle.body('enamel', ball(0.036, 16).move(0, 0, 0.26).tint(linear('#12486e')));
  own.collider('floor_lever', { name: 'pull' }, box(0.2, 0.36, 0.34, 0).move(0, -0.06, 0.18));
  const light = frame.device('floor_lever_rgb_led', [at[0], at[1] + 0.19, at[2] + 0.03]);
  light.lamp('floor_lever_led', ball(0.026, 14).stretch(1, 1, 0.6).move(0, 0, 0.012));
  light.body('brass', torus(0.03, 0.008, 20, 8).turn('x', 90).move(0, 0, 0.006));
  const target = frame.device('floor_ir_sensor', [at[0], at[1] + 0.37, at[2] + 0.03]);
  bullseye(target, 'floor_lever_target', 0.09, [0, 0, 0]);
}
