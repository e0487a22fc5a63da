/** The boiler: riveted iron on a brick plinth, a firebox with its grate, a pilot port, a flange ring and a flue. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { ball, cylinder, dialDisc, lathe, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';
import { pipe } from '../shapes/sweep.ts';
import { dialCase } from './instruments.ts';

/** One tongue of flame, its foot at the origin. */
function tongue(height: number, radius: number): Shape {
  return lathe(
    [
      [0, 0],
      [radius * 0.8, height * 0.06],
      [radius, height * 0.25],
      [radius * 0.55, height * 0.62],
      [0, height],
    ],
    10,
  );
}

/** The boiler stands at `at` and faces +z. */
export function boiler(root: Frame, at: Vector): void {
  const fixed = root.child('boiler', at);
  vessel(fixed);
  flue(fixed);
  pipework(fixed);
  firebox(fixed);
  pilotPort(fixed);
  const monitor = fixed.device('pilot_light_boiler_monitor_power_relay', [0.2, 1.28, 0.6]);
  dialCase(monitor, 0.1);
  monitor.lamp('boiler_monitor', dialDisc(0.075, 28).move(0, 0, 0.034), { color: '#8fe0b0' }, 'ember');
  const supply = fixed.device('pilot_light_newell_power_relay', [-0.24, 1.3, 0.58]);
  supply.body('brass', box(0.16, 0.2, 0.05, 0.01).move(0, 0, 0.025));
  supply.body('gloss_black', cylinder(0.03, 0.02, 16).turn('x', 90).move(0, -0.03, 0.05));
  supply.lamp('newell_supply', ball(0.018, 12).move(0, 0.05, 0.052), { color: '#7fd6ff' });
}

function vessel(frame: Frame): void {
  frame.body('brick', block(0, 0, 0, 1.5, 0.2, 1.5, 0.015).project());
  frame.body(
    'iron',
    lathe(
      [
        [0.64, 0.2],
        [0.64, 1.5],
        [0.6, 1.66],
        [0.47, 1.82],
        [0.28, 1.92],
        [0.16, 1.95],
        [0.15, 2.05],
      ],
      44,
    ),
  );
  for (const y of [0.24, 0.98, 1.5])
    frame.body(
      'brass',
      lathe(
        [
          [0.64, y],
          [0.665, y + 0.01],
          [0.665, y + 0.05],
          [0.64, y + 0.06],
        ],
        44,
      ),
    );
}

/** The bolted flange with its ring of light, and the flue above it. */
function flue(frame: Frame): void {
  frame.body(
    'black_iron',
    lathe(
      [
        [0.15, 2.0],
        [0.26, 2.0],
        [0.26, 2.05],
        [0.13, 2.06],
        [0.13, 2.82],
      ],
      28,
    ),
  );
  frame.body(
    'brass',
    lathe(
      [
        [0.13, 2.5],
        [0.15, 2.51],
        [0.15, 2.56],
        [0.13, 2.57],
      ],
      24,
    ),
  );
  const bolts: Shape[] = [];
  for (let k = 0; k < 10; k += 1)
    bolts.push(
      cylinder(0.018, 0.03, 6)
        .move(0, 2.05, 0.22)
        .turn('y', k * 36),
    );
  frame.body('steel', ...bolts);
  const flange = frame.device('pilot_light_flange_leds', [0, 0, 0]);
  flange.lamp('flange', torus(0.285, 0.018, 48, 8).move(0, 2.02, 0));
}

/** The safety valve, and steam pipes to the gauge board and along the wall. */
function pipework(frame: Frame): void {
  frame.body(
    'brass',
    cylinder(0.035, 0.2, 14).move(-0.38, 1.72, 0.2),
    ball(0.055, 14).move(-0.38, 1.95, 0.2),
    box(0.2, 0.02, 0.03, 0.004).move(-0.3, 1.88, 0.2),
  );
  frame.body(
    'copper',
    pipe(
      [
        [0.5, 1.6, -0.1],
        [0.5, 2.35, -0.1],
        [0.5, 2.35, -0.62],
        [3.2, 2.35, -0.62],
      ],
      0.035,
      0.14,
      12,
    ),
    pipe(
      [
        [-0.4, 1.7, -0.2],
        [-0.4, 2.5, -0.2],
        [-0.4, 2.5, -0.6],
        [-2.3, 2.5, -0.6],
      ],
      0.045,
      0.16,
      12,
    ),
    pipe(
      [
        [0.6, 0.6, -0.1],
        [0.9, 0.6, -0.1],
        [0.9, 0.6, -0.6],
        [0.9, 2.2, -0.6],
        [0.9, 2.2, -0.62],
      ],
      0.028,
      0.1,
      12,
    ),
  );
  for (const x of [0.9, 1.7, 2.5]) frame.body('brass', box(0.05, 0.12, 0.09, 0.01).move(x, 2.35, -0.64));
}

function firebox(frame: Frame): void {
  const fire = frame.device('pilot_light_boiler_fire_leds', [0, 0.2, 0.52]);
  const [w, h] = [0.66, 0.62];
  const wall = 0.07;
  fire.body(
    'iron',
    box(wall, h, 0.4, 0.01)
      .move(-w / 2 + wall / 2, h / 2, 0.1)
      .project(),
    box(wall, h, 0.4, 0.01)
      .move(w / 2 - wall / 2, h / 2, 0.1)
      .project(),
    box(w, 0.09, 0.4, 0.01)
      .move(0, h - 0.045, 0.1)
      .project(),
    box(w, 0.08, 0.4, 0.01).move(0, 0.04, 0.1).project(),
  );
  fire.body(
    'brass',
    box(w + 0.06, 0.035, 0.05, 0.01).move(0, h - 0.005, 0.3),
    box(w + 0.02, 0.03, 0.05, 0.01).move(0, 0.09, 0.3),
  );
  fire.body(
    'matt',
    box(w - wall * 2, h - 0.16, 0.02, 0)
      .move(0, h / 2, -0.06)
      .tint([0.02, 0.012, 0.01]),
  );
  const coals: Shape[] = [];
  for (let k = 0; k < 14; k += 1) {
    coals.push(
      ball(0.045, 7)
        .stretch(1, 0.7, 1)
        .move(-0.23 + (k % 7) * 0.077, 0.1, 0.04 + Math.floor(k / 7) * 0.1),
    );
  }
  fire.body('matt', joined(...coals).tint([0.03, 0.022, 0.02]));
  for (let k = 0; k < 6; k += 1) {
    const tall = [0.3, 0.36, 0.33, 0.38, 0.31, 0.34][k] as number;
    fire.lamp(
      'boiler_fire',
      tongue(tall, 0.045).move(-0.2 + k * 0.08, 0.1, 0.05 + (k % 2) * 0.08),
      { color: '#ff7a1c' },
      'ember',
    );
  }
  for (let k = 0; k < 8; k += 1) {
    fire.body('black_iron', cylinder(0.009, h - 0.15, 8).move(-0.224 + k * 0.064, 0.08, 0.28));
  }
  fire.body('black_iron', box(w - 0.1, 0.02, 0.02, 0.004).move(0, 0.34, 0.285));
  fire.anchor('light_boiler_fire', [0, 0.3, 0.5], { plant: 'boiler_fire', color: '#ff8a34', intensity: 7 });
}

/** A brass port with a taper holder, where a flame is held before the colour sensor. */
function pilotPort(frame: Frame): void {
  const port = frame.device('pilot_light_pilotlight_color_sensor', [0.5, 0.78, 0.46]);
  port.body(
    'brass',
    lathe(
      [
        [0, 0],
        [0.085, 0],
        [0.085, 0.05],
        [0.06, 0.06],
        [0.06, 0.1],
        [0.045, 0.1],
        [0.045, 0.05],
        [0, 0.05],
      ],
      28,
    )
      .turn('x', 90)
      .turn('y', 38),
  );
  port.body('gloss_black', ball(0.034, 14).move(0.03, 0, 0.04));
  port.body(
    'brass',
    pipe(
      [
        [0.05, -0.08, 0.08],
        [0.12, -0.12, 0.16],
        [0.12, -0.04, 0.16],
      ],
      0.01,
      0.05,
      8,
    ),
    cylinder(0.024, 0.02, 14).move(0.12, -0.05, 0.16),
  );
  port.body('enamel', cylinder(0.009, 0.1, 8).move(0.12, -0.04, 0.16).tint(linear('#e9e2cf')));
  port.collider('pilot_flame', { name: 'present', value: 6500 }, box(0.3, 0.32, 0.3, 0).move(0.08, 0, 0.12));
}
