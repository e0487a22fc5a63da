/** The riddle wall: letters that turn away, clue buttons, a door that lifts, and the lever behind it. Faces +z. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { glyph } from '../shapes/glyphs.ts';
import { raisedPanel } from '../shapes/joinery.ts';
import { rivetRow } from '../shapes/plate.ts';
import { ball, cylinder, lathe, torus } from '../shapes/round.ts';
import { joined, type Vector } from '../shapes/shape.ts';
import { gearTrain } from './wall-gears.ts';

/** Letter n (from 1, row by row) is what knob n turns; it must agree with the notes of `riddle.yaml`. */
export const LETTERS = 'WISNDITTQOHALUFPAISTSIDX';
export const RIDDLE_WALL = { width: 2.9, height: 2.12, depth: 0.34 } as const;

const COLUMNS = 6;
const PITCH = 0.222;
const TILE = 0.178;
const BOARD: Vector = [-0.66, 1.545, 0.2];
const NICHE = { x: 0.77, bottom: 0.13, width: 0.86, height: 1.0 } as const;

/** Builds it; `at` is the middle of its foot on the wall. */
export function riddleWall(root: Frame, at: Vector, turnY = 0): void {
  const frame = root.child('riddle_wall', at, [0, turnY, 0]);
  carcass(frame);
  letterBoard(frame);
  clueButtons(frame, [BOARD[0], 0.985, BOARD[2]]);
  gearTrain(frame, [BOARD[0], 0.5, 0.16]);
  liftingDoor(frame);
  leverInNiche(frame);
}

function carcass(frame: Frame): void {
  const { width, height, depth } = RIDDLE_WALL;
  const { x, bottom, width: open, height: tall } = NICHE;
  const top = bottom + tall;
  const right = width / 2;
  frame.body(
    'mahogany',
    block(BOARD[0], 0.92, 0.1, 1.44, height - 0.92, 0.2, 0),
    block(x, top, 0.12, 1.2, height - top, 0.24, 0),
    block(x - open / 2 - 0.06, 0, 0.14, 0.12, top, 0.28, 0.006),
    block((x + open / 2 + right) / 2, 0, 0.14, right - x - open / 2, top, 0.28, 0.006),
    block(x, 0, 0.14, open, bottom, 0.28, 0.006),
    raisedPanel(0.94, 0.8, 0.08).move(x - 0.47, top + 0.1, 0.24),
  );
  frame.body(
    'dark_oak',
    ...[-right + 0.05, 0.13, right - 0.05].map((at) => block(at, 0, depth / 2 - 0.02, 0.1, height, depth - 0.04, 0.01)),
    block(0, height, depth / 2, width + 0.14, 0.07, depth + 0.1, 0.02).swapUv(),
    block(0, height - 0.08, depth / 2, width + 0.04, 0.08, depth + 0.02, 0.012).swapUv(),
    block(BOARD[0], 0, 0.14, 1.44, 0.12, 0.3, 0.012).swapUv(),
    block(BOARD[0], 0.88, 0.13, 1.44, 0.05, 0.3, 0.01).swapUv(),
  );
  frame.body('gloss_black', box(1.44, 0.78, 0.02, 0).move(BOARD[0], 0.5, 0.075));
  frame.body('black_iron', box(open, tall, 0.02, 0).move(x, bottom + tall / 2, 0.075));
  frame.body(
    'brass',
    ...[-right + 0.05, 0.13, right - 0.05].flatMap((at) =>
      [0.2, height - 0.16].map((y) => box(0.108, 0.05, depth - 0.03, 0.008).move(at, y, depth / 2 - 0.018)),
    ),
  );
}

/** Twenty-four tiles: the letter glows through the front, the back is blind iron. */
function letterBoard(frame: Frame): void {
  const [x, y, z] = BOARD;
  const [wide, tall] = [PITCH * COLUMNS + 0.06, PITCH * 4 + 0.06];
  const board = frame.device('riddle_knob_puzzle', BOARD);
  board.body('black_iron', box(wide, tall, 0.02, 0.004).move(0, 0, 0.004));
  board.body(
    'brass',
    ...[-1, 1].flatMap((side) => [
      box(wide + 0.05, 0.03, 0.06, 0.008).move(0, (side * tall) / 2, 0.02),
      box(0.03, tall + 0.05, 0.06, 0.008).move((side * wide) / 2, 0, 0.02),
      rivetRow(wide, 13, 0.008).move(-wide / 2, (side * tall) / 2, 0.05),
    ]),
  );
  for (const [index, letter] of [...LETTERS].entries()) {
    const number = String(index + 1).padStart(2, '0');
    const spot: Vector = [
      ((index % COLUMNS) - (COLUMNS - 1) / 2) * PITCH,
      (1.5 - Math.floor(index / COLUMNS)) * PITCH,
      0.062,
    ];
    const tile = board.mover(`knob_${number}_turn`, spot, {
      plant: `knob_${number}`,
      follows: 'on',
      axis: 'y',
      motion: 'turn',
      range: [0, 180],
    });
    tile.body(
      'black_iron',
      box(TILE, TILE, 0.026, 0.01),
      cylinder(0.012, TILE + 0.03, 8).move(0, -TILE / 2 - 0.015, 0),
    );
    tile.put(
      'glow',
      { deviceId: 'riddle_knob_leds', role: 'lamp', plant: 'riddle_letters', pixels: [index * 2, index * 2 + 2] },
      [glyph(letter, TILE * 0.66, TILE * 0.1, 0.008).move(0, 0, 0.015)],
    );
    board.collider(
      `knob_${number}`,
      { name: 'set' },
      box(PITCH * 0.96, PITCH * 0.96, 0.1, 0).move(spot[0], spot[1], spot[2]),
    );
  }
  frame.anchor('light_riddle_letters', [x, y, z + 0.9], { plant: 'riddle_letters', intensity: 1.4 });
}

/** Three brass buttons, marked I, II and III. */
function clueButtons(frame: Frame, at: Vector): void {
  const device = frame.device('riddle_clue_buttons', at);
  device.body('brass', box(0.86, 0.085, 0.02, 0.006).move(0, 0, 0.008));
  for (const [index, word] of ['one', 'two', 'three'].entries()) {
    const x = (index - 1) * 0.28;
    const marks = Array.from({ length: index + 1 }, (_, k) =>
      glyph('I', 0.045, 0.008, 0.006).move(x + 0.07 + k * 0.026, 0, 0.02),
    );
    device.body('enamel', joined(...marks).tint([0.01, 0.008, 0.008]));
    const cap = device.mover(`clue_${word}_cap`, [x, 0, 0.018], {
      plant: `clue_${word}`,
      follows: 'pressed',
      axis: 'z',
      motion: 'slide',
      range: [0, -0.014],
    });
    cap.body('enamel', cylinder(0.032, 0.026, 22, 0.006).turn('x', 90).tint(linear('#efe6d2')));
    device.body('brass', torus(0.036, 0.006, 22, 6).turn('x', 90).move(x, 0, 0.02));
    device.collider(`clue_${word}`, { name: 'press' }, box(0.13, 0.11, 0.08, 0).move(x, 0, 0.03));
  }
}

/** An iron door on two racks that rises before the upper panel. */
function liftingDoor(frame: Frame): void {
  const { x, bottom, width, height } = NICHE;
  const device = frame.device('riddle_door_lift', [x, bottom, 0.292]);
  device.body(
    'steel',
    ...[-1, 1].map((side) =>
      box(0.035, RIDDLE_WALL.height - bottom - 0.1, 0.03, 0.005).move(
        side * (width / 2 + 0.05),
        (RIDDLE_WALL.height - bottom - 0.1) / 2,
        0,
      ),
    ),
  );
  const door = device.mover('riddle_door_leaf', [0, 0, 0], {
    plant: 'riddle_door',
    follows: 'position',
    axis: 'y',
    motion: 'slide',
    range: [0, 0.9],
  });
  door.body(
    'iron',
    box(width + 0.06, height, 0.03, 0.006)
      .move(0, height / 2, 0.012)
      .project(),
  );
  const rows = [0.06, height / 2, height - 0.06];
  door.body(
    'brass',
    ...rows.map((y) =>
      box(width + 0.06, 0.07, 0.042, 0.008)
        .swapUv()
        .move(0, y, 0.014),
    ),
    ...rows.map((y) => rivetRow(width, 9, 0.011).move(-width / 2, y, 0.038)),
    torus(0.16, 0.016, 36, 8)
      .turn('x', 90)
      .move(0, height / 2, 0.04),
    ...[-1, 1].map((side) =>
      cylinder(0.03, 0.08, 14)
        .turn('z', 90)
        .move(side * (width / 2 + 0.02) + 0.04, height - 0.06, 0.02),
    ),
  );
  door.body(
    'black_iron',
    cylinder(0.145, 0.02, 32)
      .turn('x', 90)
      .move(0, height / 2, 0.025),
    ...[0, 60, 120].map((turn) =>
      box(0.3, 0.03, 0.02, 0.004)
        .turn('z', turn)
        .move(0, height / 2, 0.045),
    ),
  );
}

/** The lever that the door hides: it throws once its lock lets go. The last two pixels light it. */
function leverInNiche(frame: Frame): void {
  const { x, bottom } = NICHE;
  const device = frame.device('riddle_lever_maglock', [x, bottom, 0.09]);
  device.body('brass', box(0.26, 0.5, 0.02, 0.008).move(0, 0.42, 0.004), ball(0.045, 14).move(0, 0.3, 0.03));
  device.body('steel', box(0.12, 0.06, 0.05, 0.008).move(0, 0.68, 0.03));
  const throwing = device.mover('riddle_lever_throw', [0, 0.3, 0.03], {
    plant: 'riddle_lever',
    follows: 'position',
    axis: 'x',
    motion: 'turn',
    range: [12, 62],
  });
  throwing.body('steel', cylinder(0.017, 0.3, 12));
  throwing.body(
    'enamel',
    lathe(
      [
        [0, 0.26],
        [0.03, 0.27],
        [0.038, 0.32],
        [0.026, 0.38],
        [0, 0.39],
      ],
      16,
    ).tint(linear('#7a1512')),
  );
  device.collider('riddle_lever', { name: 'open' }, box(0.3, 0.5, 0.2, 0).move(0, 0.45, 0.1));
  const lamps = frame.child('riddle_lever_lamps', [x, bottom, 0.09], [0, 0, 0], 'riddle_knob_leds');
  lamps.lamp('riddle_letters', joined(...[-1, 1].map((side) => ball(0.022, 12).move(side * 0.2, 0.7, 0.02))), {
    pixels: [48, 50],
  });
}
