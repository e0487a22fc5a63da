/** The lever riddle: a glass cube on a pedestal, four magnet pads round it, a lever, a button and a target. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { ball, cylinder, lathe, torus } from '../shapes/round.ts';
import { joined, type Vector } from '../shapes/shape.ts';
import { bullseye } from './controls.ts';

const TOP = 0.82;
const RADIUS = 0.5;

/** `at` is the middle of its foot. */
export function cubeTable(root: Frame, at: Vector, turnY: number): void {
  const frame = root.child('cube_table', at, [0, turnY, 0]);
  frame.body(
    'walnut',
    lathe(
      [
        [0, 0],
        [0.34, 0],
        [0.34, 0.05],
        [0.14, 0.12],
        [0.1, 0.3],
        [0.16, 0.5],
        [0.12, 0.66],
        [0.3, TOP - 0.06],
        [RADIUS, TOP - 0.04],
        [RADIUS, TOP],
        [0, TOP],
      ],
      8,
    ),
  );
  frame.body(
    'brass',
    torus(RADIUS - 0.01, 0.014, 8, 8).move(0, TOP - 0.02, 0),
    torus(0.345, 0.012, 8, 6).move(0, 0.03, 0),
  );
  pads(frame);
  cube(frame);
  lever(frame);
}

/** A copper pad at each of four sides; a horseshoe magnet slides onto it. Nine lamps lie in a ring round the cube. */
function pads(frame: Frame): void {
  for (const [index, letter] of ['a', 'b', 'c', 'd'].entries()) {
    const turn = index * 90 + 45;
    const spot = frame.child(`magnet_place_${letter}`, [0, TOP, 0], [0, turn, 0]);
    const pad = spot.device(`lever_riddle_hall_sensor_${letter}`, [0, 0, 0.32]);
    pad.body('copper', cylinder(0.052, 0.012, 24), torus(0.052, 0.006, 24, 6).move(0, 0.012, 0));
    const magnet = pad.mover(`magnet_${letter}_slide`, [0, 0.014, 0.09], {
      plant: `magnet_pad_${letter}`,
      follows: 'on',
      axis: 'z',
      motion: 'slide',
      range: [0, -0.09],
    });
    magnet.body(
      'enamel',
      joined(
        torus(0.034, 0.013, 14, 8, 180).turn('y', 0).move(0, 0.013, 0).tint(linear('#b01c16')),
        box(0.024, 0.024, 0.03, 0.003).move(0, 0.013, 0.036).tint([0.6, 0.6, 0.62]),
        box(0.024, 0.024, 0.03, 0.003).move(0, 0.013, -0.036).tint([0.6, 0.6, 0.62]),
      ),
    );
    pad.collider(`magnet_pad_${letter}`, { name: 'set' }, box(0.15, 0.09, 0.22, 0).move(0, 0.04, 0.045));
  }
  const ring = frame.device('lever_riddle_led_strip_main', [0, TOP, 0]);
  const lamps = Array.from({ length: 9 }, (_, k) =>
    ball(0.016, 10)
      .move(0, 0.006, 0.245)
      .turn('y', k * 40),
  );
  ring.lamp('cube_pads_glow', joined(...lamps));
  ring.body('brass', torus(0.245, 0.008, 36, 6).move(0, 0.002, 0));
}

/** Brass edges, glass faces, the white lamp inside, a button on the front and a target on the back. */
function cube(frame: Frame): void {
  const side = 0.26;
  const base = TOP + 0.02;
  frame.body('mahogany', block(0, TOP, 0, side + 0.06, 0.035, side + 0.06, 0.008));
  const edges = [-1, 1].flatMap((a) =>
    [-1, 1].flatMap((b) => [
      box(0.018, side, 0.018, 0.003).move((a * side) / 2, 0, (b * side) / 2),
      box(side, 0.018, 0.018, 0.003).move(0, (a * side) / 2, (b * side) / 2),
      box(0.018, 0.018, side, 0.003).move((a * side) / 2, (b * side) / 2, 0),
    ]),
  );
  const middle = base + 0.02 + side / 2;
  frame.body('brass', joined(...edges).move(0, middle, 0), ball(0.03, 14).move(0, middle + side / 2 + 0.02, 0));
  frame.body('glass', box(side - 0.01, side - 0.01, side - 0.01, 0).move(0, middle, 0));
  const lamp = frame.device('lever_riddle_cob_light', [0, middle, 0]);
  lamp.lamp('cube_lamp', box(0.09, 0.09, 0.09, 0.02).turn('x', 35).turn('z', 45), { color: '#fff2d8' });
  lamp.body('copper', cylinder(0.01, 0.1, 8).move(0, -0.13, 0), torus(0.06, 0.006, 20, 6).move(0, -0.1, 0));
  lamp.anchor('light_cube', [0, 0.05, 0], { plant: 'cube_lamp', color: '#fff2d8', intensity: 1.6 });
  const button = frame.device('lever_riddle_cube_button', [0, middle - 0.06, side / 2 + 0.008]);
  button.body('brass', cylinder(0.038, 0.016, 22).turn('x', 90));
  const cap = button.mover('cube_button_cap', [0, 0, 0.014], {
    plant: 'cube_button',
    follows: 'pressed',
    axis: 'z',
    motion: 'slide',
    range: [0, -0.012],
  });
  cap.body('enamel', cylinder(0.028, 0.022, 20, 0.006).turn('x', 90).tint(linear('#b01c16')));
  button.collider('cube_button', { name: 'press' }, box(0.1, 0.1, 0.08, 0).move(0, 0, 0.02));
  const receiver = frame
    .child('cube_target_side', [0, middle, 0], [0, 90, 0])
    .device('lever_riddle_ir_receiver', [0, 0, side / 2 + 0.006]);
  bullseye(receiver, 'cube_target', 0.075, [0, 0, 0]);
}

/** The lever stands on the right of the cube, held by a magnet, with ten lamps along its slot. */
function lever(frame: Frame): void {
  const stand = frame.child('cube_lever_stand', [-0.3, TOP, 0.0]);
  const device = stand.device('lever_riddle_photocell_lever', [0, 0, 0]);
  device.body('brass', block(0, 0, 0, 0.09, 0.03, 0.26, 0.006));
  device.body('gloss_black', box(0.03, 0.004, 0.2, 0).move(0, 0.031, 0));
  const handle = device.mover('cube_lever_throw', [0, 0.02, 0], {
    plant: 'cube_lever',
    follows: 'position',
    axis: 'x',
    motion: 'turn',
    range: [-38, 38],
  });
  handle.body('steel', cylinder(0.011, 0.2, 10));
  handle.body('enamel', ball(0.03, 14).move(0, 0.21, 0).tint(linear('#1c1512')));
  device.collider('cube_lever', { name: 'pull' }, box(0.12, 0.28, 0.32, 0).move(0, 0.14, 0));
  const lock = stand.device('lever_riddle_maglock', [0, 0, -0.16]);
  lock.body('steel', block(0, 0, 0, 0.08, 0.05, 0.04, 0.006));
  lock.body('copper', torus(0.016, 0.006, 14, 6).turn('x', 90).move(0, 0.026, 0.02));
  const strip = stand.device('lever_riddle_led_strip_lever', [0, 0, 0]);
  const lamps = [-1, 1].flatMap((x) => [-2, -1, 0, 1, 2].map((k) => ball(0.009, 8).move(x * 0.036, 0.03, k * 0.048)));
  strip.lamp('cube_lever_glow', joined(...lamps));
}
