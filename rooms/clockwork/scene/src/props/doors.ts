/** Hinged leaves and their furniture. */
import type { Frame } from '../frame.ts';
import type { MaterialName } from '../materials.ts';
import { box } from '../shapes/box.ts';
import { doorLeaf } from '../shapes/joinery.ts';
import { ball, cylinder } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';

export interface DoorOptions {
  readonly plant: string;
  readonly material: MaterialName;
  readonly width: number;
  readonly height: number;
  /** Degrees at which it stands when open, about its hinge; positive swings the free edge towards local -z. */
  readonly swingDeg: number;
  readonly iron?: true;
}

/** A knob on a rose, on both sides, for a leaf hung at x = 0. */
export function knob(width: number, y: number): Shape {
  const one = (side: number): Shape =>
    joined(
      cylinder(0.032, 0.012, 18).turn('x', 90),
      cylinder(0.012, 0.05, 10).turn('x', 90),
      ball(0.032, 16).stretch(1, 1, 0.75).move(0, 0, 0.06),
    )
      .move(0, 0, 0.035)
      .turn('y', side)
      .move(width - 0.08, y, 0);
  return joined(one(0), one(180));
}

/** A leaf in the device's frame, whose origin is the hinge at the floor and whose x axis lies along the shut leaf. */
export function hungDoor(frame: Frame, options: DoorOptions): void {
  const { width, height, plant } = options;
  const leaf = frame.mover(`${plant}_leaf`, [0, 0, 0], {
    plant,
    follows: 'position',
    axis: 'y',
    motion: 'turn',
    range: [0, options.swingDeg],
  });
  if (options.iron) {
    leaf.body(
      'iron',
      box(width - 0.02, height - 0.02, 0.05, 0.006)
        .move(width / 2, height / 2, 0)
        .project(),
    );
    leaf.body(
      'brass',
      ...[0.25, 1.05, 1.85].map((y) =>
        box(width - 0.04, 0.07, 0.066, 0.01)
          .swapUv()
          .move(width / 2, y, 0),
      ),
    );
  } else {
    leaf.body(options.material, doorLeaf(width - 0.01, height - 0.01, [0.36, 0.4, 0.24]).move(0.005, 0.005, 0));
  }
  leaf.body(
    'brass',
    knob(width, 1.02),
    ...[0.25, height / 2, height - 0.25].map((y) => cylinder(0.018, 0.12, 10).move(0, y - 0.06, 0)),
  );
  leaf.collider(plant, { name: 'open' }, box(width, height, 0.14, 0).move(width / 2, height / 2, 0));
}

/** Maglock bars on the frame's head: one armature for each coil. */
export function maglocks(frame: Frame, spots: readonly Vector[]): void {
  for (const [x, y, z] of spots) {
    frame.body('steel', box(0.22, 0.05, 0.04, 0.006).move(x, y, z));
    frame.body('brass', box(0.05, 0.054, 0.044, 0.004).move(x, y, z));
  }
}
