/** Two wall panels before a door: each is four boards that rise into one another behind a pelmet. They face +z. */
import type { Frame } from '../frame.ts';
import { box } from '../shapes/box.ts';
import { raisedPanel } from '../shapes/joinery.ts';
import { rivetRow } from '../shapes/plate.ts';
import { cylinder } from '../shapes/round.ts';
import { joined, type Vector } from '../shapes/shape.ts';

const BOARDS = 4;
/** Distance of the boards from the wall, of the one that rises least, and from each to the next. */
const NEAR = 0.14;
const STEP = 0.032;

export interface PanelledDoor {
  /** Clear width and height that the two panels shut. */
  readonly width: number;
  readonly height: number;
  /** Height of the pelmet that hides the risen boards. */
  readonly pelmet: number;
}

/** Builds both in a frame whose origin is on the floor, at the wall, in the middle of the door. Returns the pelmet's face. */
export function wallPanels(wall: Frame, door: PanelledDoor): number {
  const deep = NEAR + BOARDS * STEP + 0.03;
  for (const side of ['left', 'right'] as const) panel(wall, side, door, deep);
  wall.body(
    'dark_oak',
    box(door.width + 0.34, door.pelmet, 0.03, 0.008)
      .swapUv()
      .move(0, door.height + door.pelmet / 2, deep),
    ...[-1, 1].map((x) =>
      box(0.03, door.pelmet, deep - NEAR + 0.03, 0.006).move(
        x * (door.width / 2 + 0.155),
        door.height + door.pelmet / 2,
        (deep + NEAR) / 2,
      ),
    ),
    box(door.width + 0.44, 0.05, deep - NEAR + 0.12, 0.014)
      .swapUv()
      .move(0, door.height + door.pelmet, (deep + NEAR) / 2 + 0.03),
  );
  wall.body(
    'brass',
    rivetRow(door.width + 0.2, 22, 0.01).move(-door.width / 2 - 0.1, door.height + 0.03, deep + 0.015),
  );
  sensors(wall, door, deep);
  return deep + 0.015;
}

function panel(wall: Frame, side: 'left' | 'right', door: PanelledDoor, deep: number): void {
  const sign = side === 'left' ? -1 : 1;
  const wide = door.width / 2 - 0.004;
  const tall = door.height / BOARDS;
  const device = wall.device(`study_d_motor_${side}`, [sign * (door.width / 4), 0, 0]);
  const outside = sign * (door.width / 4 + 0.06);
  device.body(
    'dark_oak',
    box(0.11, door.height, deep - NEAR + 0.03, 0.01).move(outside + sign * 0.02, door.height / 2, (deep + NEAR) / 2),
  );
  device.body(
    'black_iron',
    box(0.02, door.height, 0.03, 0.003).move(outside - sign * 0.045, door.height / 2, deep - 0.03),
    cylinder(0.07, 0.16, 20)
      .turn('z', 90)
      .move(outside + 0.08, 0.3, deep + 0.06),
  );
  for (let k = 0; k < BOARDS; k += 1) {
    const board = device.mover(`wall_panel_${side}_board_${k + 1}`, [0, k * tall, deep - 0.03 - k * STEP], {
      plant: `wall_panel_${side}`,
      follows: 'position',
      axis: 'y',
      motion: 'slide',
      // All come to rest at one height, where the pelmet hides them.
      range: [0, door.height + 0.01 - k * tall],
    });
    board.body(
      'mahogany',
      box(wide, tall, 0.016, 0.003).move(0, tall / 2, -0.008),
      raisedPanel(wide / 2, tall, 0.06)
        .stretch(1, 1, 0.5)
        .move(-wide / 2, 0, 0),
      raisedPanel(wide / 2, tall, 0.06)
        .stretch(1, 1, 0.5)
        .move(0, 0, 0),
    );
  }
}

/** Two sensor heads at the foot and two at the top of each panel. */
function sensors(wall: Frame, door: PanelledDoor, deep: number): void {
  const device = wall.device('study_d_proximity_sensors', [0, 0, 0]);
  const spots: Vector[] = [0.06, 0.14, door.height - 0.14, door.height - 0.06].flatMap((y) =>
    [-1, 1].map((x): Vector => [x * (door.width / 2 + 0.02), y, deep + 0.01]),
  );
  device.body('steel', joined(...spots.map(([x, y, z]) => cylinder(0.014, 0.05, 10).turn('x', 90).move(x, y, z))));
}
