/** Entry, boiler room and stairs. */
import { type Frame, place } from '../frame.ts';
import { PLAN } from '../plan.ts';
import { crate, lockedBarrel, plainBarrel, progressChest } from '../props/barrel.ts';
import { boiler } from '../props/boiler.ts';
import { bullseye, controllerBox, egressButton, estopButton, wallLever } from '../props/controls.ts';
import { hungDoor, maglocks } from '../props/doors.ts';
import { gunChest } from '../props/gun-chest.ts';
import { ballValve, gauge } from '../props/instruments.ts';
import { pendant, sconce } from '../props/lights.ts';
import { fogMachine, mistBowl, television } from '../props/machines.ts';
import { powerCabinet } from '../props/power-cabinet.ts';
import { newelPost, staircase } from '../props/staircase.ts';
import { block, box } from '../shapes/box.ts';
import { raisedPanel } from '../shapes/joinery.ts';
import { brickArch, spandrel } from '../shapes/masonry.ts';
import { ball, cylinder, lathe } from '../shapes/round.ts';
import { joined } from '../shapes/shape.ts';
import { pipe } from '../shapes/sweep.ts';
import { DOORS } from './shell.ts';

const BACK = PLAN.cross + PLAN.innerThickness / 2;
const RIGHT = PLAN.middle - PLAN.innerThickness / 2;

const BALL_VALVES = [
  ['lever_1_red', 'ball_valve_red', '#c01c16'],
  ['lever_2_blue', 'ball_valve_blue', '#1f4fb0'],
  ['lever_3_green', 'ball_valve_green', '#1f8a3f'],
  ['lever_4_white', 'ball_valve_white', '#efe9dc'],
  ['lever_5_orange', 'ball_valve_orange', '#d9701a'],
  ['lever_6_yellow', 'ball_valve_yellow', '#e0b81e'],
  ['lever_7_purple', 'ball_valve_purple', '#6a2d9a'],
] as const;

/** Builds the zone. */
export function buildEntry(root: Frame): void {
  alcove(root);
  boiler(root, [-0.95, 0, -4.25]);
  gaugeBoard(root);
  secondGaugeBoard(root);
  doors(root);
  levers(root);
  ceilingRing(root);
  machines(root);
  staircase(root, [PLAN.west + 0.5, 0, -1.55], 1.2);
  newelPost(root, 'lever_boiler_newell_post', [PLAN.west + 0.95, 0, -1.36]);
  lights(root);
  place(root, plainBarrel(0.8, 0.26), [-2.75, 0, -0.45]);
  place(root, crate(0.55, 0.42, 0.42), [-2.05, 0, -0.4], 8);
  place(root, crate(0.4, 0.32, 0.34), [-2.1, 0.42, -0.42], -14);
  root.anchor('camera_boiler', [0.3, 3.3, 1.9], { target: [0.5, 0.95, -4.4] });
  root.anchor('camera_gauges', [1.2, 1.75, -2.6], { target: [1.2, 1.24, BACK] });
}

/** The brick breast behind the boiler with its arch. */
function alcove(root: Frame): void {
  const [x, z, inner, springing] = [-0.95, BACK + 0.16, 0.78, 1.75];
  for (const side of [-1, 1])
    root.body('brick', block(x + side * (inner + 0.15), 0, z, 0.3, springing, 0.32, 0.01).project());
  root.body('brick', spandrel(inner, (inner + 0.3) * 2, PLAN.height - springing, 0.3).move(x, springing, z - 0.01));
  root.body('bindings', brickArch(inner, 0.36).move(x, springing, z));
  root.body('flags', block(x, 0, -4.25, 1.9, 0.05, 1.75, 0.015).project());
}

function gaugeBoard(root: Frame): void {
  const board = root.child('gauge_board', [1.2, 0, BACK]);
  board.body('dark_oak', raisedPanel(1.84, 1.52, 0.09).move(-0.92, 0.64, 0));
  board.body(
    'brass',
    ...[-0.86, 0.86].flatMap((x) => [0.7, 2.1].map((y) => cylinder(0.02, 0.02, 12).turn('x', 90).move(x, y, 0.028))),
  );
  const y = 1.88;
  for (const [n, x, markPsi] of [
    [1, -0.68, 40],
    [3, -0.29, 75],
    [4, 0.67, 100],
  ] as const) {
    const ids = { deviceId: `gauge_1_3_4_gauge_${n}`, needle: `needle_${n}`, valve: `valve_${n}` };
    gauge(board, { ...ids, sweepSteps: 2300, radius: 0.155, markPsi }, [x, y, 0.03]);
  }
  // The master gauge: larger, in the middle, and without a mark of its own.
  const six = { deviceId: 'gauge_6_leds_gauge_6', needle: 'needle_6', valve: 'valve_6', sweepSteps: 700, radius: 0.22 };
  gauge(board, six, [0.19, y, 0.03]);
  ballValves(board);
  const chest = root.device('boiler_room_subpanel_gauge_progress_chest', [1.2, 0, BACK + 0.36]);
  progressChest(chest, 'progress_chest');
}

/** Three more gauges on the wall to the hall. */
function secondGaugeBoard(root: Frame): void {
  const board = root.child('second_gauge_board', [RIGHT, 0, -2.9], [0, -90, 0]);
  board.body('dark_oak', raisedPanel(1.22, 0.98, 0.09).move(-0.61, 1.18, 0));
  board.body(
    'brass',
    ...[-0.56, 0.56].flatMap((x) => [1.24, 2.1].map((y) => cylinder(0.02, 0.02, 12).turn('x', 90).move(x, y, 0.028))),
  );
  for (const [n, x, markPsi] of [
    [2, -0.38, 55],
    [5, 0, 30],
    [7, 0.38, 85],
  ] as const) {
    const ids = { deviceId: `gauge_2_5_7_gauge_${n}`, needle: `needle_${n}`, valve: `valve_${n}` };
    gauge(board, { ...ids, sweepSteps: 2300, radius: 0.155, markPsi }, [x, 1.86, 0.03]);
  }
  board.body(
    'copper',
    pipe(
      [
        [-0.52, 1.32, 0.07],
        [0.52, 1.32, 0.07],
      ],
      0.022,
      0.08,
      10,
    ),
    ...[-0.38, 0, 0.38].map((x) => cylinder(0.022, 0.2, 12).move(x, 1.32, 0.07)),
  );
}

/** The seven ball valves between two pipes, a lamp over each. */
function ballValves(board: Frame): void {
  const low = 0.94;
  board.body(
    'copper',
    pipe(
      [
        [-0.86, low + 0.19, 0.09],
        [0.86, low + 0.19, 0.09],
        [0.86, 1.5, 0.09],
        [0.86, 2.36, 0.09],
      ],
      0.026,
      0.08,
      12,
    ),
  );
  board.body(
    'copper',
    pipe(
      [
        [0.86, low - 0.19, 0.09],
        [-0.86, low - 0.19, 0.09],
        [-0.86, 0.2, 0.09],
        [-1.3, 0.2, 0.09],
      ],
      0.026,
      0.08,
      12,
    ),
  );
  const lamps = board.device('gauge_6_leds_gauge_leds', [0, low + 0.3, 0.03]);
  BALL_VALVES.forEach(([suffix, plant, color], k) => {
    const x = -0.69 + k * 0.23;
    ballValve(board, `gauge_6_leds_${suffix}`, plant, color, [x, low, 0.03]);
    lamps.body(
      'brass',
      lathe(
        [
          [0, 0],
          [0.034, 0],
          [0.034, 0.02],
          [0.024, 0.024],
          [0, 0.024],
        ],
        18,
      )
        .turn('x', 90)
        .move(x, 0, 0),
    );
    lamps.lamp('gauge_lamps', ball(0.022, 12).move(x, 0, 0.03), { pixels: [k, k + 1] });
  });
}

function doors(root: Frame): void {
  const { study, entry } = DOORS;
  const door = root.device('boiler_room_subpanel_study_door', [study.x - study.width / 2, 0, PLAN.cross]);
  hungDoor(door, { plant: 'study_door', material: 'mahogany', width: study.width, height: study.height, swingDeg: 82 });
  maglocks(door, [
    [study.width / 2, study.height - 0.05, 0.09],
    [study.width - 0.13, 0.5, 0.09],
    [study.width - 0.13, 0.16, 0.09],
  ]);
  egressButton(root, 'study', [study.x - 0.72, 1.25, PLAN.cross - PLAN.innerThickness / 2], 180);
  // The street door: only dressing.
  const street = root.child('entry_door', [entry.x - entry.width / 2, 0, PLAN.south + 0.1]);
  const leaf = joined(
    raisedPanel(entry.width, entry.height * 0.4, 0.1),
    raisedPanel(entry.width, entry.height * 0.6, 0.1).move(0, entry.height * 0.4, 0),
  );
  street.put('dark_oak', { deviceId: '', role: 'body', cutaway: [0, 1] }, [leaf]);
  estopButton(root, 'entry', [RIGHT, 1.3, -0.55], -90);
}

function levers(root: Frame): void {
  wallLever(
    root,
    'lever_boiler_lever_boiler',
    { lever: 'lever_boiler', target: 'lever_boiler_target', lamp: 'lever_boiler_lamp' },
    [-1.88, 1.1, BACK + 0.32],
    0,
  );
  wallLever(
    root,
    'lever_boiler_lever_stairs',
    { lever: 'lever_stairs', target: 'lever_stairs_target', lamp: 'lever_stairs_lamp' },
    [PLAN.west + 1.02, 0.88, -4.25],
    90,
  );
}

/** The ring of coloured light under the ceiling, in twelve arcs of its strip. */
function ceilingRing(root: Frame): void {
  const ring = root.device('gauge_6_leds_ceiling_leds', [0.9, 2.62, -2.5]);
  const [radius, arcs, pixels] = [0.9, 12, 219];
  ring.body(
    'brass',
    lathe(
      [
        [radius - 0.05, 0.02],
        [radius + 0.05, 0.02],
        [radius + 0.05, 0.05],
        [radius - 0.05, 0.05],
        [radius - 0.05, 0.02],
      ],
      64,
    ),
  );
  for (let k = 0; k < 4; k += 1)
    ring.body(
      'brass',
      cylinder(0.01, 0.2, 8)
        .move(0, 0.04, radius)
        .turn('y', k * 90 + 45),
    );
  for (let k = 0; k < arcs; k += 1) {
    const sweep = 360 / arcs - 2;
    const arc = lathe(
      [
        [radius - 0.035, 0.022],
        [radius - 0.03, -0.006],
        [radius + 0.03, -0.006],
        [radius + 0.035, 0.022],
        [radius + 0.03, 0.056],
        [radius - 0.03, 0.056],
      ],
      8,
      sweep,
    ).turn('y', (k * 360) / arcs);
    ring.lamp('ceiling', arc, { pixels: [Math.round((k * pixels) / arcs), Math.round(((k + 1) * pixels) / arcs)] });
  }
  ring.anchor('light_ceiling_ring', [0, -0.1, 0], { plant: 'ceiling', color: '#ffffff', intensity: 5 });
}

function machines(root: Frame): void {
  television(root, [RIGHT, 0, -1.55], -90);
  fogMachine(root.device('boiler_room_subpanel_fog_trigger', [-1.95, 0, -2.35], 40), 'boiler_fog');
  const power = root.device('boiler_room_subpanel_fog_power', [-1.72, 0, -2.67], 40);
  power.body('black_iron', box(0.16, 0.12, 0.12, 0.01).move(0, 0.06, 0));
  power.body('brass', cylinder(0.016, 0.05, 10).move(0, 0.12, 0), ball(0.02, 10).move(0, 0.18, 0));
  mistBowl(root.device('boiler_room_subpanel_fog_ultrasonic', [2.98, 0, -0.6]), 'boiler_mist');
  const barrel = root.device('boiler_room_subpanel_boiler_room_barrel', [2.95, 0, -3.75], -62);
  lockedBarrel(barrel, 'barrel');
  const sensor = root.device('boiler_room_subpanel_ir_sensor', [2.95, 0.46, -3.75], -62);
  bullseye(sensor, 'barrel_target', 0.13, [0, 0, 0.345]);
  controllerBox(root, 'boiler_room_subpanel_controller', [RIGHT, 0.8, -2.6], -90);
  controllerBox(root, 'pilot_light_controller', [RIGHT, 0.8, -3.1], -90);
  gunChest(root, [RIGHT, 0, -1.54], -90);
  powerCabinet(root, [PLAN.west + 1.0, 0.1, -3.52], 90);
  root.body(
    'copper',
    pipe(
      [
        [RIGHT - 0.06, 0.98, -2.6],
        [RIGHT - 0.06, 1.08, -2.6],
        [RIGHT - 0.06, 1.08, -3.6],
        [RIGHT - 0.06, 2.6, -3.6],
        [RIGHT - 0.06, 2.6, BACK],
      ],
      0.016,
      0.06,
      8,
    ),
  );
}

function lights(root: Frame): void {
  const boilerLights = root.device('main_lighting_boiler_lights', [0, 0, 0]);
  pendant(boilerLights, 'boiler_lights', 'boiler_west', [-1.2, 2.8, -2.3], 0.5);
  pendant(boilerLights, 'boiler_lights', 'boiler_east', [0.9, 2.8, -2.5], 0.42);
  const sconces = root.device('main_lighting_sconces', [0, 0, 0]);
  sconce(sconces, 'sconces', 'stairs_high', [PLAN.west + 0.45, 2.35, BACK]);
  sconce(sconces, 'sconces', 'stairs_low', [-2.3, 1.9, BACK]);
  sconce(sconces, 'sconces', 'study_door', [2.02 + 0.14, 2.2, BACK]);
}
