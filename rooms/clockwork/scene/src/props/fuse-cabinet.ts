/** The fuse cabinet: readers and fuse holders behind a shutter, a knife switch, and three panels that fall. Faces +z, back on z = 0. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { ball, cylinder, dialDisc, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';
import { pipe } from '../shapes/sweep.ts';

const WIDTH = 1.7;
const DEPTH = 0.36;
/** The three storeys: panels below, instruments in the middle, bus bars above. */
const [LOW, DECK, UPPER, TOP] = [0.44, 0.86, 1.5, 2.2] as const;
const PANEL = { width: 0.5, height: DECK - LOW - 0.04 } as const;
/** The instruments behind the shutter: middle and width. */
const BAY = { x: -0.26, width: 1.08 } as const;
/** Front face of the slate on which everything sits. */
const SLATE_Z = 0.13;
/** The tag of reader n is this and n more (controllers/fuse.yaml). */
const TAG_BASE = 1_300_000;

/** The whole cabinet; `at` is the middle of its back at the floor. */
export function fuseCabinet(root: Frame, at: Vector, turnY = 0): void {
  const cabinet = root.child('fuse_cabinet', at, [0, turnY, 0]);
  carcass(cabinet);
  busBars(cabinet);
  'abcde'.split('').forEach((letter, index) => {
    tagReader(cabinet, letter, index, [BAY.x - 0.42 + index * 0.21, 1.33, SLATE_Z]);
  });
  'abc'.split('').forEach((letter, index) => {
    holder(cabinet, letter, index, [BAY.x - 0.34 + index * 0.34, 1.04, SLATE_Z]);
  });
  knifeSwitch(cabinet, [0.58, 1.16, SLATE_Z]);
  shutter(cabinet);
  'bcd'.split('').forEach((letter, index) => {
    dropPanel(cabinet, letter, [(index - 1) * (PANEL.width + 0.05), LOW, DEPTH - 0.05]);
  });
}

function carcass(cabinet: Frame): void {
  const sides = [-1, 1].map((side) => block(side * (WIDTH / 2 - 0.02), 0, DEPTH / 2, 0.04, TOP, DEPTH, 0.006));
  const boards = [DECK, UPPER, TOP].map((y) => block(0, y - 0.02, DEPTH / 2, WIDTH, 0.04, DEPTH, 0.006).swapUv());
  const posts = [-1, 1].map((side) => block(side * 0.275, LOW, DEPTH - 0.03, 0.05, DECK - LOW, 0.05, 0.004));
  cabinet.body(
    'walnut',
    joined(...sides, ...boards, ...posts),
    block(0, 0, DEPTH - 0.012, WIDTH - 0.06, LOW, 0.024, 0.004).swapUv(),
    block(0, UPPER, DEPTH - 0.012, WIDTH - 0.06, TOP - UPPER, 0.024, 0.004).swapUv(),
    box(WIDTH + 0.12, 0.06, DEPTH + 0.08, 0.02)
      .swapUv()
      .move(0, TOP + 0.04, DEPTH / 2),
    block(0, 0, DEPTH / 2, WIDTH + 0.04, 0.07, DEPTH + 0.04, 0.01).swapUv(),
    block(BAY.x + BAY.width / 2 + 0.03, DECK, DEPTH - 0.03, 0.05, UPPER - DECK, 0.05, 0.004),
  );
  cabinet.body(
    'matt',
    box(WIDTH - 0.06, DECK - LOW, 0.01, 0)
      .move(0, (DECK + LOW) / 2, 0.05)
      .tint([0.02, 0.016, 0.014]),
    block(0, LOW - 0.02, DEPTH / 2 - 0.02, WIDTH - 0.06, 0.02, DEPTH - 0.08, 0).tint([0.03, 0.024, 0.02]),
  );
  cabinet.body(
    'gloss_black',
    box(WIDTH - 0.08, UPPER - DECK - 0.05, 0.1, 0.004).move(0, (DECK + UPPER) / 2, SLATE_Z - 0.05),
  );
  // What the fallen panels show: coils, a jar, a canister.
  cabinet.body(
    'copper',
    ...[-0.66, -0.56, -0.46].map((x) => cylinder(0.035, 0.2, 14).move(x, LOW, 0.16)),
    cylinder(0.075, 0.22, 18, 0.01).move(0.5, LOW, 0.16),
  );
  cabinet.body('brass', ...[-0.66, -0.56, -0.46].map((x) => ball(0.026, 10).move(x, LOW + 0.23, 0.16)));
  cabinet.body('bottle', cylinder(0.1, 0.26, 20, 0.01).move(0, LOW, 0.16));
  cabinet.body(
    'enamel',
    cylinder(0.085, 0.14, 16)
      .move(0, LOW + 0.01, 0.16)
      .tint(linear('#c8861a')),
  );
}

/** Copper bars, porcelain and two dials on the upper board. */
function busBars(cabinet: Frame): void {
  const front = DEPTH + 0.002;
  const middle = (UPPER + TOP) / 2;
  cabinet.body(
    'copper',
    ...[0.13, 0.03, -0.07].map((y) => box(0.9, 0.03, 0.012, 0.003).move(-0.24, middle + y + 0.02, front + 0.045)),
    ...[-0.6, -0.24, 0.12].map((x) =>
      pipe(
        [
          [x, middle - 0.05, front + 0.045],
          [x, UPPER + 0.06, front + 0.045],
          [x, UPPER + 0.06, DEPTH - 0.03],
        ],
        0.011,
        0.04,
        7,
      ),
    ),
  );
  const studs = [-0.62, -0.24, 0.14].flatMap((x) =>
    [0.13, 0.03, -0.07].map((y) =>
      cylinder(0.016, 0.05, 10)
        .turn('x', 90)
        .move(x, middle + y + 0.02, front),
    ),
  );
  cabinet.body('enamel', joined(...studs).tint(linear('#e8e0cc')));
  for (const y of [0.12, -0.14]) {
    cabinet.body(
      'brass',
      cylinder(0.115, 0.04, 28, 0.008)
        .turn('x', 90)
        .move(0.56, middle + y, front),
    );
    cabinet.body('dial', dialDisc(0.1, 28).move(0.56, middle + y, front + 0.042));
    cabinet.body(
      'matt',
      box(0.008, 0.08, 0.003, 0)
        .move(0, 0.035, 0)
        .turn('z', 70)
        .move(0.56, middle + y, front + 0.046)
        .tint([0.01, 0.01, 0.01]),
    );
  }
}

/** A coil on the slate; its disc comes out of the board and lies on it while a tag is there. */
function tagReader(cabinet: Frame, letter: string, index: number, at: Vector): void {
  const plant = `fuse_reader_${letter}`;
  const frame = cabinet.device(`fuse_rfid_${letter}`, at);
  frame.body(
    'brass',
    ...[0.068, 0.056, 0.044].map((radius) => torus(radius, 0.0055, 24, 6).turn('x', 90).move(0, 0, 0.003)),
    box(0.06, 0.022, 0.006, 0.002).move(0, -0.094, 0.003),
  );
  const tag = frame.mover(`${plant}_tag`, [0, 0, 0.016], {
    plant,
    follows: 'present',
    axis: 'z',
    motion: 'slide',
    range: [-0.05, 0],
  });
  const disc = cylinder(0.05, 0.014, 20, 0.004).turn('x', 90).tint(linear('#d8c7a0'));
  const dots = Array.from({ length: index + 1 }, (_, k) =>
    cylinder(0.0065, 0.004, 8, 0)
      .turn('x', 90)
      .move((k - index / 2) * 0.018, 0, 0.014)
      .tint(linear('#7a1512')),
  );
  tag.body('enamel', joined(disc, ...dots));
  frame.collider(plant, { name: 'present', value: TAG_BASE + index + 1 }, box(0.17, 0.2, 0.08, 0).move(0, 0, 0.03));
}

/** Porcelain with two clips; the cartridge fuse comes out of the board and lies in them. Bands tell its hundreds of ohms. */
function holder(cabinet: Frame, letter: string, index: number, at: Vector): void {
  const plant = `fuse_holder_${letter}`;
  const frame = cabinet.device(`fuse_fuse_${letter}`, at);
  const porcelain = box(0.28, 0.11, 0.022, 0.008).move(0, 0, 0.011).tint(linear('#e6dfcd'));
  cabinet.body('enamel', porcelain.move(...at));
  frame.body(
    'brass',
    ...[-0.1, 0.1].flatMap((x) => [-0.032, 0.032].map((y) => box(0.03, 0.007, 0.06, 0.002).move(x, y, 0.045))),
  );
  const fuse = frame.mover(`${plant}_fuse`, [0, 0, 0.055], {
    plant,
    follows: 'plugged',
    axis: 'z',
    motion: 'slide',
    range: [-0.11, 0],
  });
  const along = (shape: Shape, from: number): Shape => shape.turn('z', 90).move(from, 0, 0);
  const bands = Array.from({ length: index + 1 }, (_, k) =>
    along(cylinder(0.0275, 0.012, 14, 0), 0.006 + (k - index / 2) * 0.028).tint(linear('#a3211b')),
  );
  fuse.body('enamel', along(cylinder(0.026, 0.19, 14), 0.095).tint(linear('#d9d2bf')), ...bands);
  fuse.body('copper', along(cylinder(0.028, 0.045, 14), 0.125), along(cylinder(0.028, 0.045, 14), -0.08));
  frame.collider(plant, { name: 'plug', value: 256 * (index + 1) }, box(0.32, 0.18, 0.14, 0).move(0, 0, 0.06));
}

/** Two copper blades between brass jaws, with a wooden grip; up is on. */
function knifeSwitch(cabinet: Frame, at: Vector): void {
  const frame = cabinet.device('fuse_knife_switch', at);
  frame.body(
    'brass',
    ...[-0.055, 0.055].flatMap((x) => [-0.16, 0.12].map((y) => box(0.035, 0.06, 0.06, 0.006).move(x, y, 0.03))),
    ...[-0.055, 0.055].flatMap((x) => [-0.22, 0.2].map((y) => cylinder(0.014, 0.03, 10).turn('x', 90).move(x, y, 0))),
  );
  frame.body('enamel', box(0.24, 0.54, 0.012, 0.004).move(0, -0.01, 0.004).tint(linear('#cfc6ae')));
  const blades = frame.mover('knife_switch_blades', [0, -0.16, 0.06], {
    plant: 'knife_switch',
    follows: 'on',
    axis: 'x',
    motion: 'turn',
    range: [62, 0],
  });
  blades.body(
    'copper',
    ...[-0.055, 0.055].map((x) => box(0.012, 0.34, 0.03, 0.003).move(x, 0.15, 0)),
    box(0.14, 0.03, 0.03, 0.006).move(0, 0.31, 0),
  );
  blades.body(
    'enamel',
    cylinder(0.02, 0.1, 12, 0.008, 0.026).turn('x', 90).move(0, 0.31, 0.01).tint(linear('#5a1410')),
  );
  frame.collider('knife_switch', { name: 'set', value: 1 }, box(0.26, 0.56, 0.34, 0).move(0, 0.02, 0.18));
}

/** A slatted shutter before the instruments; it rises behind the upper board. */
function shutter(cabinet: Frame): void {
  const frame = cabinet.device('fuse_actuator', [BAY.x, DECK, DEPTH - 0.07]);
  frame.body(
    'steel',
    ...[-1, 1].map((side) => block(side * (BAY.width / 2 - 0.008), 0.02, 0, 0.016, UPPER - DECK - 0.05, 0.03, 0.003)),
  );
  const moving = frame.mover('fuse_shutter_slide', [0, 0.02, 0], {
    plant: 'fuse_shutter',
    follows: 'position',
    axis: 'y',
    motion: 'slide',
    range: [0, 0.58],
  });
  const slats = Array.from({ length: 12 }, (_, k) => block(0, k * 0.05, 0, BAY.width - 0.034, 0.047, 0.018, 0.007));
  moving.body('iron', joined(...slats).project());
  moving.body(
    'brass',
    box(0.2, 0.03, 0.03, 0.008).move(0, 0.03, 0.02),
    box(BAY.width - 0.04, 0.014, 0.024, 0.003).move(0, 0, 0),
  );
}

/** A panel that drops behind the plinth when its magnet lets go. */
function dropPanel(cabinet: Frame, letter: string, at: Vector): void {
  const plant = `fuse_panel_${letter}`;
  const frame = cabinet.device(`fuse_maglock_${letter}`, at);
  const { width, height } = PANEL;
  cabinet.body('steel', box(0.12, 0.03, 0.05, 0.005).move(at[0], at[1] + height + 0.02, at[2] - 0.02));
  const panel = frame.mover(`${plant}_fall`, [0, 0, 0], {
    plant,
    follows: 'position',
    axis: 'y',
    motion: 'slide',
    range: [0, -height],
  });
  panel.body('mahogany', block(0, 0, 0, width, height, 0.016, 0.003));
  panel.body(
    'brass',
    ...[-1, 1].flatMap((x) => [0.04, height - 0.04].map((y) => ball(0.012, 8).move(x * (width / 2 - 0.04), y, 0.008))),
    torus(0.07, 0.006, 24, 6)
      .turn('x', 90)
      .move(0, height / 2, 0.009),
    numeral(letter).move(0, height / 2, 0.009),
  );
  panel.collider(plant, { name: 'close' }, box(width, height, 0.08, 0).move(0, height / 2, 0));
}

/** One to three strokes for b, c and d. */
function numeral(letter: string): Shape {
  const count = letter.charCodeAt(0) - 97;
  return joined(
    ...Array.from({ length: count }, (_, k) => box(0.01, 0.07, 0.008, 0.002).move((k - (count - 1) / 2) * 0.026, 0, 0)),
  );
}
