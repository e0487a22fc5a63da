/** A panelled wall piece that rises on two racks and shows what is behind it: a chart, a score. Faces +z. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { box, rectangle } from '../shapes/box.ts';
import { raisedPanel } from '../shapes/joinery.ts';
import { cylinder, dialDisc, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';
import { pipe } from '../shapes/sweep.ts';

const WIDTH = 1.06;
const HEIGHT = 0.94;
const BOTTOM = 0.86;
const RISE = 0.9;
const PAPER = linear('#d8c498');
const INK: Vector = [0.03, 0.02, 0.015];

export interface WallPanelOptions {
  readonly side: 'left' | 'right';
  /** What is pinned behind it, centred, on z = 0. */
  readonly behind: Shape;
}

/** `at` is on the floor, at the wall, in the middle of the panel. */
export function wallPanel(root: Frame, options: WallPanelOptions, at: Vector, turnY: number): void {
  const { side, behind } = options;
  const frame = root.device(`study_d_motor_${side}`, at, turnY);
  const middle = BOTTOM + HEIGHT / 2;
  frame.body('walnut', box(WIDTH + 0.02, HEIGHT + 0.02, 0.02, 0.004).move(0, middle, 0.03));
  frame.body('matt', behind.move(0, middle, 0.042));
  frame.body(
    'black_iron',
    ...[-1, 1].map((x) =>
      box(0.05, HEIGHT + RISE + 0.06, 0.06, 0.006).move(x * (WIDTH / 2 + 0.05), BOTTOM + (HEIGHT + RISE) / 2, 0.06),
    ),
    box(WIDTH + 0.16, 0.05, 0.08, 0.008).move(0, BOTTOM - 0.03, 0.06),
    cylinder(0.07, 0.2, 20)
      .turn('z', 90)
      .move(WIDTH / 2 - 0.02, BOTTOM - 0.12, 0.07),
  );
  frame.body(
    'copper',
    ...[0.02, 0.1].map((x) =>
      torus(0.071, 0.01, 20, 6)
        .turn('z', 90)
        .move(WIDTH / 2 - 0.1 - x, BOTTOM - 0.12, 0.07),
    ),
  );
  const leaf = frame.mover(`wall_panel_${side}_leaf`, [0, BOTTOM, 0.075], {
    plant: `wall_panel_${side}`,
    follows: 'position',
    axis: 'y',
    motion: 'slide',
    range: [0, RISE],
  });
  leaf.body(
    'mahogany',
    box(WIDTH, HEIGHT, 0.03, 0.006).move(0, HEIGHT / 2, 0),
    ...[0, 1].flatMap((x) =>
      [0, 1].map((y) => raisedPanel(WIDTH / 2, HEIGHT / 2, 0.07).move((x - 1) * (WIDTH / 2), (y * HEIGHT) / 2, 0.012)),
    ),
  );
  leaf.body(
    'brass',
    ...[-1, 1].map((x) =>
      torus(0.05, 0.009, 20, 6)
        .turn('x', 90)
        .move(x * 0.34, 0.06, 0.05),
    ),
    box(WIDTH, 0.02, 0.05, 0.005).move(0, HEIGHT, 0),
  );
  sensors(root, at, turnY);
}

/** Two sensor heads at the foot and two at the top of the racks. */
function sensors(root: Frame, at: Vector, turnY: number): void {
  const frame = root.device('study_d_proximity_sensors', at, turnY);
  const heads = [BOTTOM + 0.02, BOTTOM + RISE + HEIGHT - 0.02].flatMap((y) =>
    [-1, 1].map((x) =>
      cylinder(0.016, 0.06, 10)
        .turn('z', x * 90)
        .move(x * (WIDTH / 2 + 0.12), y, 0.09),
    ),
  );
  frame.body('steel', joined(...heads));
}

/** A sea chart: an island, a course with one full turn, a compass rose. */
export function seaChart(): Shape {
  const [w, h] = [0.9, 0.78];
  const line = (points: readonly (readonly [number, number])[], thick: number, color: Vector): Shape =>
    pipe(
      points.map(([x, y]): Vector => [x, y, 0.004]),
      thick,
      0.05,
      6,
    ).tint(color);
  const turns = Array.from({ length: 25 }, (_, k): readonly [number, number] => {
    const angle = (k * 30 * Math.PI) / 180;
    return [0.08 + Math.sin(angle) * (0.15 - k * 0.0015), 0.02 + Math.cos(angle) * (0.15 - k * 0.0015)];
  });
  const rays = Array.from({ length: 8 }, (_, k) =>
    box(0.008, k % 2 === 0 ? 0.16 : 0.1, 0.003, 0)
      .turn('z', k * 45)
      .move(-0.3, 0.24, 0.004)
      .tint(INK),
  );
  return joined(
    rectangle(w, h).tint(PAPER),
    ...[-0.25, 0, 0.25].map((y) => box(w, 0.003, 0.002, 0).move(0, y, 0.002).tint([0.35, 0.28, 0.16])),
    ...[-0.3, -0.1, 0.1, 0.3].map((x) => box(0.003, h, 0.002, 0).move(x, 0, 0.002).tint([0.35, 0.28, 0.16])),
    dialDisc(0.09, 20).stretch(1.4, 0.8, 1).move(0.3, -0.26, 0.003).tint(linear('#7d8a55')),
    dialDisc(0.06, 20).stretch(1, 1.3, 1).move(-0.34, -0.2, 0.003).tint(linear('#7d8a55')),
    line(
      [
        [-0.32, -0.1],
        [-0.12, 0.14],
        [0.08, 0.17],
      ],
      0.006,
      linear('#8a1c16'),
    ),
    line(turns, 0.006, linear('#8a1c16')),
    line(
      [
        [0.08, 0.13],
        [0.2, 0.0],
        [0.3, -0.18],
      ],
      0.006,
      linear('#8a1c16'),
    ),
    ...rays,
    torus(0.07, 0.004, 24, 6).turn('x', 90).move(-0.3, 0.24, 0.004).tint(INK),
  );
}

/** A sheet of music: six notes, each as high as the number of its organ key. */
export function score(notes: readonly number[]): Shape {
  const [w, h] = [0.9, 0.78];
  const parts: Shape[] = [rectangle(w, h).tint(PAPER)];
  for (let line = 0; line < 5; line += 1) {
    parts.push(
      box(w * 0.9, 0.004, 0.002, 0)
        .move(0, -0.12 + line * 0.08, 0.002)
        .tint(INK),
    );
  }
  for (const [index, note] of notes.entries()) {
    const [x, y] = [(index - (notes.length - 1) / 2) * 0.13 + 0.03, -0.16 + note * 0.04 + 0.0];
    parts.push(
      dialDisc(0.03, 16).stretch(1.25, 0.9, 1).turn('z', 20).move(x, y, 0.005).tint(INK),
      box(0.006, 0.17, 0.003, 0)
        .move(x + 0.033, y + 0.085, 0.005)
        .tint(INK),
    );
  }
  parts.push(
    ...notes.map((note, index) =>
      joined(
        ...Array.from({ length: note }, (_, k) => box(0.008, 0.045, 0.002, 0).move((k - (note - 1) / 2) * 0.014, 0, 0)),
      )
        .move((index - (notes.length - 1) / 2) * 0.13 + 0.03, -0.28, 0.004)
        .tint(linear('#8a1c16')),
    ),
    torus(0.035, 0.007, 20, 6).turn('x', 90).stretch(0.8, 1.4, 1).move(-0.4, 0.03, 0.004).tint(INK),
    box(0.008, 0.34, 0.003, 0).move(-0.4, 0.04, 0.004).tint(INK),
  );
  return joined(...parts);
}
