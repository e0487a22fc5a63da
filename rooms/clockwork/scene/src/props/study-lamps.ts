/** Scenery of the study that has current: ceiling fan, blacklights, spyglass screens, nixie tubes. */
import type { Frame } from '../frame.ts';
import { block, box } from '../shapes/box.ts';
import { glyph, lettering } from '../shapes/glyphs.ts';
import { ball, cylinder, dialDisc, lathe, torus } from '../shapes/round.ts';
import { joined, type Vector } from '../shapes/shape.ts';

const FAN_TURN_STEPS = 3200;

/** Four oak blades under a brass motor, with a globe of light below; `at` is on the ceiling. */
export function ceilingFan(root: Frame, at: Vector, drop: number): void {
  const fan = root.device('study_b_study_fan', at);
  fan.body(
    'brass',
    cylinder(0.014, drop, 10).move(0, -drop, 0),
    cylinder(0.07, 0.03, 24).move(0, -0.03, 0),
    lathe(
      [
        [0, -0.07],
        [0.09, -0.06],
        [0.11, -0.02],
        [0.1, 0.03],
        [0.04, 0.06],
        [0, 0.07],
      ],
      24,
    ).move(0, -drop, 0),
  );
  const blades = fan.mover('study_fan_turn', [0, -drop, 0], {
    plant: 'study_fan',
    follows: 'steps',
    axis: 'y',
    motion: 'turn',
    range: [0, 360 / FAN_TURN_STEPS],
  });
  const turns = [0, 90, 180, 270];
  blades.body(
    'dark_oak',
    ...turns.map((turn) => box(0.14, 0.012, 0.52, 0.005).turn('z', 12).move(0, 0, 0.44).turn('y', turn)),
  );
  blades.body(
    'brass',
    ...turns.map((turn) => box(0.05, 0.014, 0.16, 0.004).turn('z', 12).move(0, 0.002, 0.15).turn('y', turn)),
  );
  const light = root.device('study_b_study_fan_light', [at[0], at[1] - drop - 0.13, at[2]]);
  light.body('brass', torus(0.06, 0.008, 24, 6).move(0, 0.05, 0));
  light.lamp('study_fan_light', ball(0.075, 18), { color: '#ffe0b0' });
  light.anchor('light_study_fan', [0, -0.12, 0], { plant: 'study_fan_light', color: '#ffe0b0', intensity: 6 });
}

/** Tubes behind dark glass, each at a place and turn of its own. */
export function blacklights(root: Frame, tubes: readonly (readonly [at: Vector, turnY: number])[]): void {
  const device = root.device('study_b_blacklights', [0, 0, 0]);
  for (const [index, [at, turnY]] of tubes.entries()) {
    const holder = device.child(`blacklight_tube_${index + 1}`, at, [0, turnY, 0]);
    holder.body(
      'black_iron',
      box(0.74, 0.03, 0.05, 0.006),
      ...[-1, 1].map((x) => box(0.05, 0.06, 0.06, 0.008).move(x * 0.36, 0.02, 0)),
    );
    holder.lamp(
      'study_blacklights',
      cylinder(0.018, 0.66, 12).turn('z', 90).move(0.33, 0.035, 0.01),
      { color: '#6a2cff' },
      'ember',
    );
    holder.anchor(`light_blacklight_${index + 1}`, [0, 0.3, 0.5], {
      plant: 'study_blacklights',
      color: '#6a2cff',
      intensity: 5,
    });
  }
}

/** A number that is read in blacklight alone; `at` is where it is written. */
export function hiddenWriting(root: Frame, text: string, height: number, at: Vector, turnY: number): void {
  const device = root.child('hidden_writing', at, [0, turnY, 0], 'study_b_blacklights');
  device.lamp('study_blacklights', lettering(text, height, height * 0.12, 0.002), { color: '#8fff9a' }, 'hidden_ink');
}

/** A round screen in a brass bezel with a bearing ring, as if one looked through a periscope. Faces +z. */
export function spyglass(root: Frame, number: 1 | 2, at: Vector, turnY: number): void {
  const device = root.device(`study_b_tv_${number}`, at, turnY);
  device.body(
    'brass',
    lathe(
      [
        [0.13, 0],
        [0.19, 0],
        [0.19, 0.04],
        [0.165, 0.07],
        [0.14, 0.07],
        [0.13, 0.03],
      ],
      40,
    ).turn('x', 90),
    box(0.004, 0.26, 0.004, 0).move(0, 0, 0.036),
    box(0.26, 0.004, 0.004, 0).move(0, 0, 0.036),
    ...[0, 45, 90, 135, 180, 225, 270, 315].map((turn) =>
      box(0.006, 0.03, 0.006, 0.001).move(0, 0.152, 0.072).turn('z', turn),
    ),
  );
  device.lamp(
    `spyglass_${number}`,
    dialDisc(0.138, 32).move(0, 0, 0.03),
    { color: number === 1 ? '#3fae86' : '#4aa0c0' },
    'ember',
  );
}

/** Six glass tubes with glowing figures in a walnut box: the melody of the organ. Faces +z, its foot on y = 0. */
export function nixieBox(root: Frame, figures: string, at: Vector, turnY: number): void {
  const device = root.device('study_b_nixie_leds', at, turnY);
  const pitch = 0.1;
  const places = [...figures].map((_, k) => (k - (figures.length - 1) / 2) * pitch);
  const wide = figures.length * pitch + 0.08;
  device.body('walnut', block(0, 0, 0, wide, 0.06, 0.12, 0.012), block(0, 0.05, -0.052, wide, 0.19, 0.016, 0.006));
  device.body('brass', ...places.map((x) => cylinder(0.038, 0.012, 16).move(x, 0.058, 0)));
  const tube = lathe(
    [
      [0.036, 0.068],
      [0.036, 0.17],
      [0.024, 0.195],
      [0, 0.2],
    ],
    14,
  );
  device.body('glass', ...places.map((x) => tube.copy().move(x, 0, 0)));
  const shown = places.map((x, k) => glyph(figures[k] ?? '', 0.085, 0.009, 0.004).move(x, 0.125, 0));
  device.lamp('nixie_lamps', joined(...shown), { color: '#ff7a28' }, 'ember');
  device.anchor('light_nixie', [0, 0.2, 0.3], { plant: 'nixie_lamps', color: '#ff7a28', intensity: 0.8 });
}
