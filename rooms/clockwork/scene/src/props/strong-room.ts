/** A vault door that reads numbered tags, and the four key boxes beside it. Faces +z, its back on z = 0. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { rivetRing } from '../shapes/plate.ts';
import { ball, cylinder, lathe, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';

const BOXES: readonly (readonly [color: string, paint: string, x: number, y: number])[] = [
  ['green', '#1f8a3f', -0.78, 1.58],
  ['yellow', '#e0b81e', -0.78, 1.1],
  ['blue', '#1f4fb0', 0.78, 1.58],
  ['red', '#c01c16', 0.78, 1.1],
];

/** `at` is the middle of its foot on the wall. */
export function strongRoom(root: Frame, at: Vector, turnY: number): void {
  const frame = root.child('strong_room', at, [0, turnY, 0]);
  vaultDoor(frame, [0, 1.32, 0]);
  tagTray(frame);
  for (const [color, paint, x, y] of BOXES) keyBox(frame, color, paint, [x, y, 0]);
}

/** A round door in a riveted frame, with its wheel; the reader is the dark disc below the wheel. */
function vaultDoor(frame: Frame, at: Vector): void {
  const [x, y, z] = at;
  frame.body(
    'iron',
    lathe(
      [
        [0.4, 0],
        [0.58, 0],
        [0.58, 0.05],
        [0.52, 0.09],
        [0.46, 0.09],
        [0.46, 0.04],
      ],
      48,
    )
      .turn('x', 90)
      .move(x, y, z),
  );
  frame.body(
    'steel',
    lathe(
      [
        [0, 0.02],
        [0.45, 0.02],
        [0.45, 0.08],
        [0.4, 0.11],
        [0.2, 0.11],
        [0.18, 0.135],
        [0, 0.135],
      ],
      48,
    )
      .turn('x', 90)
      .move(x, y, z),
    ...[0, 60, 120, 180, 240, 300].map((turn) =>
      cylinder(0.026, 0.17, 12)
        .move(0, 0.31, 0)
        .turn('z', turn + 30)
        .move(x, y, z + 0.115),
    ),
  );
  const wheel = [0, 1, 2, 3, 4].map((k) => cylinder(0.012, 0.19, 10).turn('z', k * 72));
  frame.body(
    'brass',
    rivetRing(0.525, 18, 0.02).move(x, y, z + 0.09),
    torus(0.42, 0.01, 48, 6)
      .turn('x', 90)
      .move(x, y, z + 0.1),
    joined(
      torus(0.17, 0.016, 36, 8).turn('x', 90),
      ...wheel,
      ball(0.04, 14),
      ...wheel.map((_, k) =>
        ball(0.02, 10)
          .move(0, 0.205, 0)
          .turn('z', k * 72),
      ),
    ).move(x, y, z + 0.19),
    cylinder(0.03, 0.07, 14)
      .turn('x', 90)
      .move(x, y, z + 0.13),
  );
}

/** The reader in a brass bezel under the door, and a tray with numbered tags. */
function tagTray(frame: Frame): void {
  const device = frame.device('vault_rfid_reader', [0, 0.62, 0]);
  device.body(
    'walnut',
    block(0, -0.12, 0.11, 0.62, 0.035, 0.22, 0.01).swapUv(),
    block(0, -0.12, 0.02, 0.62, 0.22, 0.04, 0.008),
  );
  device.body('gloss_black', cylinder(0.072, 0.02, 28).turn('x', 90).move(0, 0, 0.04));
  device.body('brass', torus(0.078, 0.011, 32, 8).turn('x', 90).move(0, 0, 0.05));
  device.body(
    'copper',
    ...[-0.24, -0.17, 0.17, 0.24].map((x) => cylinder(0.03, 0.008, 18).turn('x', 80).move(x, -0.052, 0.1)),
  );
  // The tag that lies at the reader: it comes forward out of the shelf.
  const tag = device.mover('vault_tag_shown', [0, 0, 0.03], {
    plant: 'vault_reader',
    follows: 'present',
    axis: 'z',
    motion: 'slide',
    range: [0, 0.04],
  });
  tag.body('copper', cylinder(0.036, 0.008, 20).turn('x', 90));
  device.collider('vault_reader', { name: 'present' }, box(0.26, 0.22, 0.16, 0).move(0, 0, 0.07));
}

/** Two key switches and one lamp on an enamelled plate. */
function keyBox(frame: Frame, color: string, paint: string, at: Vector): void {
  const device = frame.device(`keys_${color}_key_box`, at);
  device.body('black_iron', box(0.27, 0.34, 0.09, 0.012).move(0, 0, 0.045));
  device.body('enamel', box(0.235, 0.305, 0.014, 0.006).move(0, 0, 0.092).tint(linear(paint)));
  const roses: Shape[] = [torus(0.03, 0.007, 22, 6).turn('x', 90).move(0, 0.095, 0.1)];
  for (const [index, side] of (['left', 'right'] as const).entries()) {
    const x = index === 0 ? -0.06 : 0.06;
    roses.push(cylinder(0.034, 0.014, 22).turn('x', 90).move(x, -0.05, 0.098));
    const key = device.mover(`${color}_key_${side}_turn`, [x, -0.05, 0.112], {
      plant: `${color}_key_${side}`,
      follows: 'on',
      axis: 'z',
      motion: 'turn',
      range: [0, -90],
    });
    key.body(
      'steel',
      joined(
        cylinder(0.007, 0.05, 8).turn('x', 90),
        torus(0.02, 0.006, 16, 6).turn('x', 90).stretch(0.8, 1.3, 1).move(0, 0, 0.07),
      ),
    );
    device.collider(`${color}_key_${side}`, { name: 'set' }, box(0.11, 0.15, 0.12, 0).move(x, -0.05, 0.14));
  }
  device.body('brass', ...roses);
  device.lamp(`${color}_key_lamp`, ball(0.026, 14).stretch(1, 1, 0.7).move(0, 0.095, 0.1));
}
