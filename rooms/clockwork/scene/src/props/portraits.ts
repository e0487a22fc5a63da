/** The portraits of Vincent, Edith, Maks and Oliver in frames of light, and the flap behind Maks. Face +z. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { box, rectangle } from '../shapes/box.ts';
import { pictureFrame } from '../shapes/joinery.ts';
import { ball, cylinder, dialDisc, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';

const SIZE = 0.4;
const LEDS = 0.03;

interface Sitter {
  readonly name: 'vincent' | 'edith' | 'maks' | 'oliver';
  readonly coat: string;
  readonly hair: string;
  readonly ground: string;
  readonly beard?: true;
  readonly longHair?: true;
}

const SITTERS: readonly Sitter[] = [
  { name: 'vincent', coat: '#2a1512', hair: '#2a1a10', ground: '#5c3a2a', beard: true },
  { name: 'edith', coat: '#1f2f55', hair: '#6a3418', ground: '#3a4a5c', longHair: true },
  { name: 'maks', coat: '#4a3014', hair: '#b08a4a', ground: '#6a5630' },
  { name: 'oliver', coat: '#17301f', hair: '#8a8478', ground: '#3f5a48', beard: true },
];

/** Builds the row, `pitch` metres apart, centred at `at`. */
export function portraits(root: Frame, at: Vector, pitch: number): void {
  for (const [index, sitter] of SITTERS.entries()) {
    portrait(root, sitter, [at[0] + (index - 1.5) * pitch, at[1], at[2]]);
  }
}

function portrait(root: Frame, sitter: Sitter, at: Vector): void {
  const frame = root.device(`picture_frame_leds_tv_${sitter.name}`, at);
  const outer = SIZE + LEDS * 2;
  frame.body('brass', pictureFrame(outer, outer, 0.045, 0.06), cornerRoses(outer / 2 + 0.02));
  // Eight strips of twelve pixels, two a side.
  for (let k = 0; k < 8; k += 1) {
    const along = (k % 2 === 0 ? -1 : 1) * (SIZE / 4 + LEDS / 4);
    const bar = box(SIZE / 2 + LEDS * 0.4, LEDS * 0.8, 0.014, 0.003).move(along, SIZE / 2 + LEDS / 2, 0.024);
    frame.lamp(`frame_${sitter.name}_${k + 1}`, bar.turn('z', Math.floor(k / 2) * 90));
  }
  frame.anchor(`light_frame_${sitter.name}`, [0, -0.1, 0.4], { plant: `frame_${sitter.name}_1`, intensity: 1.6 });
  const canvas = likeness(sitter);
  if (sitter.name !== 'maks') frame.body('matt', canvas);
  else flap(root, at, canvas);
}

/** Maks's canvas on a hinge; behind it hangs the key of the panels. */
function flap(root: Frame, at: Vector, canvas: Shape): void {
  const device = root.device('maks_servo_servo', at);
  device.body('gloss_black', box(SIZE, SIZE, 0.006, 0).move(0, 0, 0.013));
  device.body(
    'brass',
    joined(
      torus(0.045, 0.012, 24, 8).turn('x', 90).move(0, 0.07, 0),
      cylinder(0.012, 0.17, 10).move(0, -0.14, 0),
      box(0.05, 0.022, 0.016, 0.003).move(0.03, -0.12, 0),
      box(0.035, 0.022, 0.016, 0.003).move(0.025, -0.08, 0),
    ).move(0, 0.01, 0.026),
    box(0.16, 0.02, 0.02, 0.004).move(0, -0.155, 0.024),
  );
  const leaf = device.mover('maks_flap_turn', [-SIZE / 2, 0, 0.032], {
    plant: 'maks_flap',
    follows: 'angle_deg',
    axis: 'y',
    motion: 'turn',
    range: [0, -1],
  });
  leaf.body('matt', canvas.move(SIZE / 2, 0, -0.008));
  leaf.body('walnut', box(SIZE, SIZE, 0.008, 0.002).move(SIZE / 2, 0, -0.002));
}

/** A head and shoulders, about the middle, at z = 0.016 and a little more. */
function likeness(sitter: Sitter): Shape {
  const coat = linear(sitter.coat);
  const hair = linear(sitter.hair);
  const ground = linear(sitter.ground);
  const skin: Vector = [0.46, 0.27, 0.17];
  const dark: Vector = [0.01, 0.008, 0.007];
  const s = SIZE;
  const disc = (radius: number, x: number, y: number, z: number, wide: number, tall: number, color: Vector): Shape =>
    dialDisc(radius * s, 24)
      .stretch(wide, tall, 1)
      .move(x * s, y * s, z)
      .tint(color);
  const parts = [
    rectangle(s, s).move(0, 0, 0.014).tint(ground),
    disc(0.34, 0, 0.08, 0.0145, 1, 1, [ground[0] * 1.7, ground[1] * 1.7, ground[2] * 1.6]),
    dialDisc(0.42 * s, 24, 180)
      .move(0, -s / 2, 0.016)
      .tint(coat),
    rectangle(0.1 * s, 0.16 * s)
      .move(0, -0.2 * s, 0.0165)
      .tint([0.55, 0.5, 0.42]),
    disc(0.165, 0, sitter.longHair ? 0.07 : 0.14, 0.017, 1, sitter.longHair ? 1.35 : 0.8, hair),
    disc(0.135, 0, 0.06, 0.018, 0.86, 1.15, skin),
    disc(0.012, -0.05, 0.08, 0.0188, 1.3, 1, dark),
    disc(0.012, 0.05, 0.08, 0.0188, 1.3, 1, dark),
    rectangle(0.06 * s, 0.008 * s)
      .move(0, -0.025 * s, 0.0188)
      .tint([0.3, 0.1, 0.08]),
    disc(0.13, 0, 0.19, 0.0186, 0.95, 0.38, hair),
  ];
  if (sitter.beard) parts.push(disc(0.09, 0, -0.06, 0.0184, 1.1, 0.75, hair));
  if (sitter.name === 'maks') {
    parts.push(
      torus(0.035 * s, 0.006 * s, 18, 6)
        .turn('x', 90)
        .move(-0.05 * s, 0.08 * s, 0.019)
        .tint([0.5, 0.36, 0.08]),
      torus(0.035 * s, 0.006 * s, 18, 6)
        .turn('x', 90)
        .move(0.05 * s, 0.08 * s, 0.019)
        .tint([0.5, 0.36, 0.08]),
    );
  }
  return joined(...parts);
}

function cornerRoses(reach: number): Shape {
  return joined(
    ...[-1, 1].flatMap((x) =>
      [-1, 1].map((y) =>
        ball(0.034, 12)
          .stretch(1, 1, 0.5)
          .move(x * reach, y * reach, 0.055),
      ),
    ),
  );
}

/** The brass switch plate that works all four, and the small relay box that feeds Maks's servo. */
export function portraitSwitches(root: Frame, at: Vector): void {
  const plate = root.device('picture_frame_leds_all_tvs', at);
  plate.body('brass', box(0.09, 0.22, 0.012, 0.005).move(0, 0, 0.006));
  plate.body(
    'enamel',
    joined(...[-0.07, -0.023, 0.023, 0.07].map((y) => cylinder(0.011, 0.03, 10).turn('x', 62).move(0, y, 0.012))).tint(
      linear('#efe6d2'),
    ),
  );
  const relay = root.device('study_b_makservo', [at[0], at[1] - 0.22, at[2]]);
  relay.body('black_iron', box(0.09, 0.13, 0.05, 0.008).move(0, 0, 0.025));
  relay.body('brass', box(0.07, 0.03, 0.006, 0.002).move(0, -0.03, 0.052));
  relay.lamp('maks_supply', ball(0.014, 12).move(0, 0.03, 0.052), { color: '#5fd46a' });
}
