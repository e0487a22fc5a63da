/** The mouth of the crawlspace: a low brick arch with light behind it, and the metal gate that springs open. */
import type { Frame } from '../frame.ts';
import { block, box } from '../shapes/box.ts';
import { brickArch } from '../shapes/masonry.ts';
import { cylinder } from '../shapes/round.ts';
import { joined, type Vector } from '../shapes/shape.ts';

const RADIUS = 0.42;

/** Faces +z; `at` is the middle of the wall at the floor. */
export function crawlspace(root: Frame, at: Vector): void {
  const device = root.device('main_lighting_crawlspace_lights', at);
  device.body('brick', ...[-1, 1].map((side) => block(side * 0.49, 0, 0.04, 0.14, RADIUS, 0.14, 0.01).project()));
  device.body('bindings', brickArch(RADIUS, 0.14, 0.14, 13).move(0, RADIUS, 0.04));
  device.body(
    'matt',
    box(0.84, RADIUS, 0.02, 0)
      .move(0, RADIUS / 2, 0.012)
      .tint([0.012, 0.01, 0.01]),
    cylinder(RADIUS, 0.02, 28).turn('x', 90).move(0, RADIUS, 0.002).tint([0.012, 0.01, 0.01]),
  );
  device.lamp('crawlspace', joined(...[-0.2, 0.2].map((x) => box(0.06, 0.34, 0.02, 0.006).move(x, 0.26, 0.03))), {
    color: '#ffb866',
  });
  device.anchor('light_crawlspace', [0, 0.4, 0.4], { plant: 'crawlspace', color: '#ffb866', intensity: 2.5 });
  gate(root, at);
}

/** The gate of five bars, hinged on the left; a magnet holds it on the right. */
function gate(root: Frame, at: Vector): void {
  const device = root.device('fuse_metal_gate', at);
  device.body('steel', box(0.05, 0.1, 0.06, 0.006).move(0.45, 0.3, 0.13));
  device.body('black_iron', ...[0.1, 0.36].map((y) => cylinder(0.016, 0.06, 10).move(-0.42, y, 0.12)));
  const leaf = device.mover('crawlspace_gate_leaf', [-0.41, 0, 0.12], {
    plant: 'crawlspace_gate',
    follows: 'position',
    axis: 'y',
    motion: 'turn',
    range: [0, -104],
  });
  const bars = [-0.32, -0.16, 0, 0.16, 0.32].map((x) =>
    cylinder(0.012, 0.38 + Math.sqrt(0.17 - x * x), 8).move(x + 0.41, 0.02, 0),
  );
  leaf.body(
    'black_iron',
    joined(
      ...bars,
      box(0.82, 0.028, 0.03, 0.005).move(0.41, RADIUS, 0),
      box(0.82, 0.028, 0.03, 0.005).move(0.41, 0.08, 0),
      box(0.028, RADIUS, 0.03, 0.005).move(0.014, 0.22, 0),
      box(0.028, RADIUS, 0.03, 0.005).move(0.806, 0.22, 0),
    ),
  );
  leaf.body('brass', box(0.09, 0.12, 0.036, 0.006).move(0.77, 0.3, 0));
  leaf.collider('crawlspace_gate', { name: 'close' }, box(0.84, 0.8, 0.1, 0).move(0.41, 0.4, 0));
}
