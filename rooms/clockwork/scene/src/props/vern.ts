/** Vern's machine: a console of eight glowing valves with a main switch. Faces +z, back on z = 0. */
import type { Frame } from '../frame.ts';
import { block, box } from '../shapes/box.ts';
import { gear } from '../shapes/gear.ts';
import { raisedPanel } from '../shapes/joinery.ts';
import { ball, cylinder, lathe, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';
import { pipe } from '../shapes/sweep.ts';
import { handWheel } from './instruments.ts';

const WIDTH = 1.3;
const DECK = 0.88;
const OUTPUTS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'] as const;
/** Warm at the left, cold at the right: the spectrum that the machine was built to play. */
const COLORS = ['#ff5a36', '#ff8a2e', '#ffc23a', '#c8e65a', '#5ae08a', '#4cc8e6', '#5a8cff', '#a06aff'] as const;

/** The machine; `at` is the middle of its back at the floor. */
export function vernMachine(root: Frame, at: Vector, turnY = 0): void {
  const machine = root.child('vern_machine', at, [0, turnY, 0]);
  const base = machine.device('vern_power_switch', [0, 0, 0]);
  desk(base);
  mainSwitch(base);
  const glass: Shape[] = [];
  const sockets: Shape[] = [];
  OUTPUTS.forEach((name, index) => {
    const row = index < 4 ? 0 : 1;
    const spot: Vector = [-0.45 + (index % 4) * 0.22, DECK + 0.06 + row * 0.16, 0.36 - row * 0.18];
    glass.push(valveGlass().move(...spot));
    sockets.push(cylinder(0.056, 0.04, 18, 0.008).move(...spot));
    valve(machine, name, COLORS[index] ?? '#ffffff', spot);
  });
  base.body('glass', joined(...glass));
  base.body('brass', joined(...sockets));
}

/** A console with two steps for the valves, and an engine of wheels beside them. */
function desk(base: Frame): void {
  base.body(
    'walnut',
    block(0, 0.07, 0.27, WIDTH, DECK - 0.11, 0.5, 0.01),
    block(0, DECK - 0.04, 0.28, WIDTH + 0.06, 0.05, 0.56, 0.014).swapUv(),
    block(0, 0, 0.26, WIDTH - 0.1, 0.07, 0.44, 0.004).swapUv(),
    block(-0.12, DECK, 0.36, 0.96, 0.06, 0.17, 0.008).swapUv(),
    block(-0.12, DECK, 0.18, 0.96, 0.22, 0.19, 0.008).swapUv(),
    block(-0.12, DECK, 0.05, 0.96, 0.62, 0.05, 0.01).swapUv(),
  );
  base.body('mahogany', ...[-0.63, -0.21, 0.21].map((x) => raisedPanel(0.42, 0.66, 0.06).move(x, 0.1, 0.518)));
  base.body(
    'brass',
    gear(0.17, 30, 0.025).move(-0.32, DECK + 0.44, 0.1),
    gear(0.1, 18, 0.025, 5).move(-0.05, DECK + 0.47, 0.1),
    gear(0.13, 24, 0.025, 5).move(0.18, DECK + 0.44, 0.1),
    box(0.96, 0.025, 0.07, 0.006).move(-0.12, DECK + 0.63, 0.06),
    torus(0.06, 0.008, 20, 6).turn('x', 90).move(0, 0.43, 0.53),
  );
  const horn = lathe(
    [
      [0.02, 0],
      [0.024, 0.12],
      [0.045, 0.24],
      [0.1, 0.34],
      [0.19, 0.4],
      [0.186, 0.404],
      [0.095, 0.35],
      [0.04, 0.25],
      [0.016, 0.12],
    ],
    24,
  );
  base.body(
    'copper',
    horn.turn('x', 38).move(0.5, DECK + 0.42, 0.14),
    pipe(
      [
        [0.5, DECK, 0.14],
        [0.5, DECK + 0.3, 0.08],
        [0.5, DECK + 0.44, 0.155],
      ],
      0.022,
      0.12,
      10,
    ),
    pipe(
      [
        [-0.59, DECK + 0.1, 0.09],
        [-0.62, DECK + 0.5, 0.09],
        [-0.5, DECK + 0.66, 0.08],
        [0.2, DECK + 0.66, 0.08],
        [0.32, DECK + 0.5, 0.09],
        [0.32, DECK + 0.4, 0.05],
      ],
      0.014,
      0.08,
      8,
    ),
  );
}

/** The wheel and jewel of the main switch, on the right of the desk. */
function mainSwitch(base: Frame): void {
  base.body(
    'black_iron',
    block(0.5, DECK + 0.01, 0.4, 0.18, 0.07, 0.16, 0.012),
    handWheel(0.06, 5)
      .turn('x', -90)
      .move(0.46, DECK + 0.12, 0.4),
  );
  base.body(
    'brass',
    cylinder(0.012, 0.05, 10).move(0.46, DECK + 0.08, 0.4),
    cylinder(0.026, 0.014, 16).move(0.56, DECK + 0.08, 0.4),
  );
  base.lamp('vern_power', ball(0.022, 12).move(0.56, DECK + 0.098, 0.4), { color: '#ffb347' });
  base.anchor('light_vern_power', [-0.12, DECK + 0.4, 0.6], { plant: 'vern_power', color: '#ffd2a0', intensity: 2 });
}

/** The bulb of a valve, its foot at the origin. */
function valveGlass(): Shape {
  return lathe(
    [
      [0.046, 0.03],
      [0.05, 0.1],
      [0.05, 0.17],
      [0.03, 0.215],
      [0.008, 0.235],
      [0, 0.25],
    ],
    16,
  );
}

/** What glows in a valve: grid and heater. */
function valve(machine: Frame, name: string, color: string, at: Vector): void {
  const frame = machine.device(`vern_output_${name}`, at);
  const grid = [0.085, 0.11, 0.135, 0.16].map((y) => torus(0.026, 0.0055, 14, 5).move(0, y, 0));
  frame.lamp(
    `vern_output_${name}`,
    joined(...grid, cylinder(0.014, 0.13, 8, 0).move(0, 0.05, 0), box(0.004, 0.11, 0.06, 0).move(0, 0.12, 0)),
    { color },
    'ember',
  );
}
