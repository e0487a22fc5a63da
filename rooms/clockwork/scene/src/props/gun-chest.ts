/** A chest of four sprung drawers, each with a gun on red leather. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { cylinder, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';

const [WIDTH, HEIGHT, DEPTH] = [1.16, 0.76, 0.44];
const DRAWER = { width: 0.5, height: 0.27 } as const;

/** Whose drawer it is, and the colour of the plate that says so. */
const OWNERS = [
  ['elegant', '#7b2d8e'],
  ['alchemist', '#1f8a5a'],
  ['bounty', '#a3211b'],
  ['mechanic', '#2a5fb0'],
] as const;

/** Builds it facing +z of a frame at `at`: the middle of its foot. */
export function gunChest(root: Frame, at: Vector, turnY: number): void {
  const frame = root.child('gun_chest', at, [0, turnY, 0]);
  frame.body(
    'walnut',
    block(0, 0, DEPTH / 2, WIDTH, 0.07, DEPTH, 0.012).swapUv(),
    block(0, HEIGHT - 0.04, DEPTH / 2, WIDTH + 0.05, 0.05, DEPTH + 0.04, 0.016).swapUv(),
    block(0, 0.36, DEPTH / 2, WIDTH, 0.05, DEPTH - 0.01, 0.004).swapUv(),
    ...[-WIDTH / 2 + 0.03, 0, WIDTH / 2 - 0.03].map((x) =>
      block(x, 0.07, DEPTH / 2, 0.06, HEIGHT - 0.1, DEPTH - 0.01, 0.004),
    ),
  );
  frame.body('gloss_black', box(WIDTH - 0.04, HEIGHT - 0.1, 0.01, 0).move(0, HEIGHT / 2, 0.01));
  frame.body('brass', ...[-1, 1].map((side) => box(0.02, 0.3, 0.3, 0.006).move((side * WIDTH) / 2, 0.4, DEPTH / 2)));
  OWNERS.forEach(([owner, color], k) => {
    const x = (k % 2 === 0 ? -1 : 1) * (DRAWER.width / 2 + 0.03);
    drawer(frame, owner, color, [x, k < 2 ? 0.42 : 0.08, DEPTH]);
  });
}

function drawer(frame: Frame, owner: string, color: string, at: Vector): void {
  const device = frame.device(`gun_drawers_drawer_${owner}`, at);
  const slide = device.mover(`gun_drawer_${owner}_slide`, [0, 0, 0], {
    plant: `gun_drawer_${owner}`,
    follows: 'position',
    axis: 'z',
    motion: 'slide',
    range: [0, 0.32],
  });
  const { width, height } = DRAWER;
  slide.body(
    'mahogany',
    box(width, height, 0.024, 0.006).move(0, height / 2, 0),
    box(width - 0.1, height - 0.09, 0.012, 0.004).move(0, height / 2, 0.014),
    box(width - 0.03, 0.012, 0.38, 0).move(0, 0.02, -0.19),
    ...[-1, 1].map((side) => box(0.012, 0.13, 0.38, 0).move((side * (width - 0.04)) / 2, 0.08, -0.19)),
    box(width - 0.03, 0.13, 0.012, 0).move(0, 0.08, -0.375),
  );
  slide.body('leather', box(width - 0.05, 0.02, 0.36, 0.006).move(0, 0.035, -0.19));
  slide.body(
    'brass',
    torus(0.04, 0.008, 22, 8, 180)
      .turn('y', -90)
      .move(0, height / 2 - 0.02, 0.03),
    gun(),
  );
  slide.body(
    'enamel',
    box(0.1, 0.05, 0.008, 0.003)
      .move(0, height / 2 + 0.05, 0.022)
      .tint(linear(color)),
  );
  device.collider(`gun_drawer_${owner}`, { name: 'close' }, box(width, height, 0.1, 0).move(0, height / 2, 0.03));
}

/** A ray pistol that lies on its side. */
function gun(): Shape {
  return joined(
    cylinder(0.02, 0.2, 14, 0.004, 0.014).turn('z', 90).move(0.02, 0.07, -0.16),
    torus(0.024, 0.006, 18, 6).turn('z', 90).move(-0.06, 0.07, -0.16),
    torus(0.024, 0.006, 18, 6).turn('z', 90).move(-0.12, 0.07, -0.16),
    box(0.035, 0.025, 0.12, 0.008).turn('y', -20).move(0.04, 0.065, -0.22),
    torus(0.018, 0.004, 16, 6).move(-0.01, 0.065, -0.19),
  );
}
