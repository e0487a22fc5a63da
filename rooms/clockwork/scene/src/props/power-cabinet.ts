/** The switchboard behind its glazed hatch: a row of small lamps for every rail, by panel. */
import type { Frame } from '../frame.ts';
import { linear } from '../materials.ts';
import { box } from '../shapes/box.ts';
import { pictureFrame } from '../shapes/joinery.ts';
import { ball, cylinder, dialDisc, lathe, torus } from '../shapes/round.ts';
import { joined, type Shape, type Vector } from '../shapes/shape.ts';
import { pipe } from '../shapes/sweep.ts';

const rails = (prefix: string, ...suffixes: readonly string[]): readonly string[] =>
  suffixes.map((suffix) => (prefix === '' ? suffix : `${prefix}_${suffix}`));
const THREE = ['24v', '12v', '5v'] as const;

/** Rails by panel, in the order of its relays. */
const PANELS = {
  power_control_upper_right: [
    ...rails('main_lighting', ...THREE),
    ...rails('gauges', '12v_a', '12v_b', '5v'),
    ...rails('lever_boiler', '5v', '12v'),
    ...rails('', 'pilot_light_5v', 'kraken_controls_5v', 'fuse_12v', 'fuse_5v'),
    ...rails('syringe', ...THREE),
    ...rails('chemical', ...THREE),
    ...rails('', 'crawl_space_blacklight', 'floor_audio_amp', 'kraken_radar_amp'),
    ...rails('vault', ...THREE),
  ],
  power_control_lower_right: [
    ...['gear', 'floor', 'boiler_room_subpanel', 'lab_room_subpanel', 'study_room_subpanel', 'gun_drawers'].flatMap(
      (name) => rails(name, ...THREE),
    ),
    ...rails('', 'riddle_rpi_5v', 'riddle_rpi_12v', 'riddle_5v', 'keys_5v', 'empty_35', 'empty_34'),
  ],
  power_control_lower_left: [...rails('lever_riddle_cube', ...THREE), ...rails('clock', ...THREE)],
} as const;

/** Green is logic and pixels, amber 12 V, red 24 V. */
const lampColor = (rail: string): string =>
  rail.includes('24v') ? '#ff5a3c' : rail.includes('12v') ? '#ffb347' : '#63ff8f';

const [WIDTH, HEIGHT, DEPTH] = [0.98, 1.0, 0.13];
const QUARTER = { width: 0.44, height: 0.42 } as const;

/** Builds it facing +z of a frame at `at`: the middle of its foot. */
export function powerCabinet(root: Frame, at: Vector, turnY: number): void {
  const frame = root.child('power_cabinet', at, [0, turnY, 0]);
  frame.body(
    'black_iron',
    box(0.03, HEIGHT, DEPTH, 0.006).move(-WIDTH / 2, HEIGHT / 2, DEPTH / 2),
    box(0.03, HEIGHT, DEPTH, 0.006).move(WIDTH / 2, HEIGHT / 2, DEPTH / 2),
    box(WIDTH, 0.03, DEPTH, 0.006).move(0, HEIGHT, DEPTH / 2),
    box(WIDTH, 0.03, DEPTH, 0.006).move(0, 0, DEPTH / 2),
    box(WIDTH, HEIGHT, 0.02, 0).move(0, HEIGHT / 2, 0.01),
  );
  // The hatch: a brass frame with a pane, hinges and a turn-knob.
  frame.body(
    'brass',
    pictureFrame(WIDTH - 0.09, HEIGHT - 0.09, 0.05, 0.022).move(0, HEIGHT / 2, DEPTH),
    cylinder(0.02, 0.035, 16)
      .turn('x', 90)
      .move(WIDTH / 2 - 0.02, HEIGHT / 2, DEPTH + 0.015),
    ...[0.2, 0.8].map((y) => cylinder(0.013, 0.1, 10).move(-WIDTH / 2 - 0.005, y, DEPTH + 0.01)),
    box(0.3, 0.045, 0.006, 0.002).move(0, HEIGHT - 0.025, DEPTH + 0.022),
  );
  frame.body('glass', box(WIDTH - 0.09, HEIGHT - 0.09, 0.004, 0).move(0, HEIGHT / 2, DEPTH + 0.006));
  panel(frame, 'power_control_upper_right', [0.235, 0.73, 0.02]);
  panel(frame, 'power_control_lower_right', [0.235, 0.27, 0.02]);
  panel(frame, 'power_control_lower_left', [-0.235, 0.27, 0.02]);
  meters(frame);
}

/** A slate with the lamps of one panel; the slate is the panel's own device. */
function panel(frame: Frame, controller: keyof typeof PANELS, at: Vector): void {
  const slate = frame.device(`${controller}_controller`, at);
  slate.body('gloss_black', box(QUARTER.width, QUARTER.height, 0.02, 0.006).move(0, 0, 0.01));
  const list = PANELS[controller];
  const columns = list.length > 6 ? 6 : 3;
  const rows = Math.ceil(list.length / columns);
  const [dx, dy] = [columns > 3 ? 0.068 : 0.12, rows > 2 ? 0.094 : 0.16];
  list.forEach((rail, k) => {
    const x = ((k % columns) - (columns - 1) / 2) * dx;
    const y = ((rows - 1) / 2 - Math.floor(k / columns)) * dy;
    slate.body(
      'brass',
      lathe(
        [
          [0.022, 0],
          [0.015, 0.008],
        ],
        10,
      )
        .turn('x', 90)
        .move(x, y + 0.012, 0.019),
      box(0.044, 0.012, 0.004, 0).move(x, y - 0.024, 0.021),
    );
    const lamp = slate.device(`${controller}_${rail}`, [x, y + 0.012, 0.022]);
    lamp.lamp(`rail_${rail}`, ball(0.014, 10), { color: lampColor(rail) }, 'ember');
  });
}

/** What fills the fourth quarter: two meters, fuses, and the mains that come up from below. */
function meters(frame: Frame): void {
  const [x, y] = [-0.235, 0.73];
  frame.body('dark_oak', box(QUARTER.width, QUARTER.height, 0.02, 0.004).move(x, y, 0.03));
  for (const side of [-1, 1]) {
    const middle: Vector = [x + side * 0.105, y + 0.1, 0.062];
    const tick = (degrees: number): Shape => box(0.004, 0.014, 0.002, 0).move(0, 0.062, 0).turn('z', degrees);
    frame.body(
      'enamel',
      dialDisc(0.075, 28)
        .move(...middle)
        .tint(linear('#e8dcc0')),
      joined(
        ...[-60, -40, -20, 0, 20, 40, 60].map(tick),
        box(0.005, 0.075, 0.003, 0)
          .move(0, 0.018, 0.002)
          .turn('z', -22 * side),
        cylinder(0.009, 0.006, 12).turn('x', 90),
      )
        .move(...middle)
        .tint(linear('#17181b')),
    );
    frame.body(
      'brass',
      cylinder(0.084, 0.03, 28)
        .turn('x', 90)
        .move(x + side * 0.105, y + 0.1, 0.03),
      torus(0.08, 0.008, 28, 8)
        .turn('x', 90)
        .move(x + side * 0.105, y + 0.1, 0.06),
    );
  }
  frame.body(
    'enamel',
    ...[0, 1, 2, 3, 4].map((k) =>
      cylinder(0.018, 0.09, 12)
        .move(x - 0.16 + k * 0.08, y - 0.15, 0.06)
        .tint(linear(k === 2 ? '#b08a3c' : '#e6dcc6')),
    ),
  );
  frame.body(
    'copper',
    ...[-0.1, 0, 0.1].map((dx) =>
      pipe(
        [
          [x + dx, -0.1, 0.07],
          [x + dx, 0.02, 0.07],
        ],
        0.014,
        0.02,
        8,
      ),
    ),
  );
}
