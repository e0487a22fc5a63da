/** The operator's cabinet with its eight sockets, and the three cranks. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { block, box } from '../shapes/box.ts';
import { raisedPanel } from '../shapes/joinery.ts';
import { cylinder, lathe, torus } from '../shapes/round.ts';
import { joined, type Vector } from '../shapes/shape.ts';
import { handWheel } from './instruments.ts';

/** Counts of a crank's encoder in one turn. */
const COUNTS_PER_TURN = 600;

/** A wall cabinet at `at` (its middle, back on z = 0); the door is hinged on the left. */
export function operatorCabinet(root: Frame, at: Vector): void {
  const [w, h, d] = [1.0, 0.82, 0.22];
  const cabinet = root.device('clock_operator_maglock', at);
  cabinet.body(
    'walnut',
    box(0.04, h, d, 0.006).move(-w / 2, 0, d / 2),
    box(0.04, h, d, 0.006).move(w / 2, 0, d / 2),
    box(w, 0.04, d, 0.006)
      .swapUv()
      .move(0, h / 2, d / 2),
    box(w, 0.04, d, 0.006)
      .swapUv()
      .move(0, -h / 2, d / 2),
    box(w + 0.12, 0.05, d + 0.06, 0.015)
      .swapUv()
      .move(0, h / 2 + 0.045, d / 2),
  );
  cabinet.body('steel', box(0.14, 0.04, 0.03, 0.005).move(w / 2 - 0.12, h / 2 - 0.04, d - 0.03));
  const door = cabinet.mover('operator_panel_leaf', [-w / 2, -h / 2, d + 0.02], {
    plant: 'operator_panel',
    follows: 'position',
    axis: 'y',
    motion: 'turn',
    range: [0, -112],
  });
  door.body('mahogany', raisedPanel(w, h, 0.09).move(0, 0, -0.01));
  door.body(
    'brass',
    cylinder(0.02, 0.05, 14)
      .turn('x', 90)
      .move(w - 0.06, h / 2, 0.02),
    box(0.3, 0.1, 0.008, 0.002).move(w / 2, h / 2, 0.026),
    ...[0.12, h - 0.12].map((y) => cylinder(0.014, 0.1, 10).move(0, y - 0.05, 0)),
  );
  door.collider('operator_panel', { name: 'open' }, box(w, h, 0.07, 0).move(w / 2, h / 2, 0.01));
  const sockets = cabinet.child('operator_sockets', [0, 0, 0], [0, 0, 0], 'clock_operator_resistors');
  sockets.body('gloss_black', box(w - 0.06, h - 0.06, 0.02, 0.004).move(0, 0, 0.02));
  sockets.body(
    'brass',
    box(w - 0.1, 0.02, 0.012, 0.003).move(0, 0, 0.034),
    box(0.34, 0.05, 0.01, 0.002).move(0, h / 2 - 0.08, 0.034),
  );
  for (let k = 0; k < 8; k += 1)
    socket(sockets, `socket_${k + 1}`, [-0.345 + (k % 4) * 0.23, k < 4 ? 0.16 : -0.19, 0.03]);
}

/** One socket; the ceramic resistor waits in a clip below and slides up when plugged. */
function socket(frame: Frame, plant: string, at: Vector): void {
  const [x, y, z] = at;
  frame.body(
    'brass',
    torus(0.042, 0.009, 24, 8)
      .turn('x', 90)
      .move(x, y + 0.05, z + 0.01),
    cylinder(0.02, 0.012, 14)
      .turn('x', 90)
      .move(x, y + 0.05, z),
    box(0.014, 0.05, 0.05, 0.003).move(x - 0.028, y - 0.1, z + 0.02),
    box(0.014, 0.05, 0.05, 0.003).move(x + 0.028, y - 0.1, z + 0.02),
  );
  const part = frame.mover(`${plant}_slide`, [x, y - 0.1, z + 0.03], {
    plant,
    follows: 'plugged',
    axis: 'y',
    motion: 'slide',
    range: [0, 0.12],
  });
  part.body(
    'enamel',
    joined(
      cylinder(0.019, 0.1, 14).move(0, -0.05, 0).tint(linear('#e6d8bd')),
      ...[-0.02, 0.002, 0.024].map((band, n) =>
        cylinder(0.0205, 0.01, 14)
          .move(0, band, 0)
          .tint(linear(['#8a1d18', '#2a4fa0', '#c98a1b'][n] as string)),
      ),
    ),
  );
  part.body('brass', cylinder(0.013, 0.02, 10).move(0, 0.05, 0), cylinder(0.013, 0.02, 10).move(0, -0.07, 0));
  frame.collider(plant, { name: 'plug', value: 512 }, box(0.2, 0.3, 0.1, 0).move(x, y - 0.02, z + 0.04));
}

/** A crank on a pedestal, facing +z. */
export function crankPedestal(device: Frame, plant: string, at: Vector): void {
  const frame = device.child(`${plant}_pedestal`, at);
  frame.body(
    'dark_oak',
    block(0, 0, 0, 0.36, 0.08, 0.36, 0.02),
    block(0, 0.08, 0, 0.28, 0.06, 0.28, 0.02),
    block(0, 0.62, 0, 0.3, 0.06, 0.3, 0.02),
  );
  frame.body(
    'mahogany',
    lathe(
      [
        [0.1, 0.14],
        [0.12, 0.2],
        [0.075, 0.27],
        [0.07, 0.45],
        [0.11, 0.57],
        [0.1, 0.62],
      ],
      16,
    ),
  );
  frame.body('brass', block(0, 0.68, 0, 0.24, 0.24, 0.22, 0.02), torus(0.076, 0.008, 20, 6).move(0, 0.28, 0));
  frame.body('steel', cylinder(0.022, 0.12, 14).turn('x', 90).move(0, 0.8, 0.08));
  const wheel = frame.mover(`${plant}_turn`, [0, 0.8, 0.2], {
    plant,
    follows: 'counts',
    axis: 'z',
    motion: 'turn',
    range: [0, -360 / COUNTS_PER_TURN],
  });
  wheel.body('black_iron', handWheel(0.19, 5));
  wheel.body('brass', cylinder(0.035, 0.05, 16).turn('x', 90).move(0, 0, -0.02));
  wheel.body(
    'enamel',
    lathe(
      [
        [0, 0],
        [0.022, 0.004],
        [0.026, 0.05],
        [0.02, 0.11],
        [0, 0.12],
      ],
      14,
    )
      .turn('x', 90)
      .move(0, 0.17, 0.02)
      .tint(linear('#7a1512')),
  );
  frame.collider(plant, { name: 'turn', value: COUNTS_PER_TURN }, box(0.46, 0.46, 0.3, 0).move(0, 0.8, 0.18));
}
