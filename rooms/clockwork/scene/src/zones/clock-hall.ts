/** The clock hall with the great clock, and the lobby before the exit. */
import { type Frame, place } from '../frame.ts';
import { PLAN } from '../plan.ts';
import { controllerBox, egressButton, estopButton } from '../props/controls.ts';
import { cuckooCabinet } from '../props/cuckoo.ts';
import { hungDoor, maglocks } from '../props/doors.ts';
import { floorTiles } from '../props/floor-tiles.ts';
import { longcase, picture, wallClock } from '../props/furniture.ts';
import { column, greatClock } from '../props/great-clock.ts';
import { sconce } from '../props/lights.ts';
import { fogMachine } from '../props/machines.ts';
import { crankPedestal, operatorCabinet } from '../props/operator.ts';
import { handGears, pilaster, winch } from '../props/pilaster.ts';
import { box } from '../shapes/box.ts';
import { lettering } from '../shapes/glyphs.ts';
import { cylinder, lathe } from '../shapes/round.ts';
import { DOORS, LOBBY } from './shell.ts';

const BACK = PLAN.cross + PLAN.innerThickness / 2;
const LEFT = PLAN.middle + PLAN.innerThickness / 2;
const CLOCK_X = 6.75;

/** Builds the zone. */
export function buildClockHall(root: Frame): void {
  greatClock(root, [CLOCK_X, 0, BACK]);
  operatorCabinet(root, [4.35, 1.5, BACK]);
  const cranks = root.device('clock_crank_encoders', [CLOCK_X, 0, -3.35]);
  for (const n of [1, 2, 3]) crankPedestal(cranks, `crank_${n}`, [(n - 2) * 1.35, 0, n === 2 ? 0.55 : 0]);
  doors(root);
  puzzles(root);
  effects(root);
  dressing(root);
  estopButton(root, 'clock_hall', [CLOCK_X + 1.12, 0.66, BACK + 0.43]);
  // Above the ceiling, so that it is taken away and the crown of the clock is seen.
  // Over the nine tiles, low enough that all of them can be told apart and clicked.
  root.anchor('camera_floor', [6.4, 3.0, 0.95], { target: [6.4, 0, -1.45] });
  root.anchor('camera_clock', [CLOCK_X - 0.3, 3.3, 1.7], { target: [CLOCK_X, 1.5, -4.7] });
}

function doors(root: Frame): void {
  const { wood, metal, exit } = DOORS;
  const woodDoor = root.device('clock_wood_door_maglock', [wood.x - wood.width / 2, 0, PLAN.cross]);
  hungDoor(woodDoor, { plant: 'wood_door', material: 'oak', width: wood.width, height: wood.height, swingDeg: 84 });
  maglocks(woodDoor, [[wood.width / 2, wood.height - 0.05, 0.09]]);
  const metalDoor = root.device('clock_metal_door_actuator', [metal.x - metal.width / 2, 0, LOBBY.north]);
  hungDoor(metalDoor, {
    plant: 'metal_door',
    material: 'iron',
    width: metal.width,
    height: metal.height,
    swingDeg: 84,
    iron: true,
  });
  bolt(metalDoor, 'metal_door_bolt', metal.width, -0.1);
  metalDoor.body(
    'black_iron',
    box(0.08, metal.height + 0.08, 0.22, 0.01).move(-0.04, metal.height / 2, 0),
    box(0.08, metal.height + 0.08, 0.22, 0.01).move(metal.width + 0.04, metal.height / 2, 0),
    box(metal.width + 0.16, 0.08, 0.22, 0.01).move(metal.width / 2, metal.height + 0.04, 0),
  );
  const exitDoor = root.device('clock_exit_door_actuator', [
    exit.x - exit.width / 2,
    0,
    PLAN.south + PLAN.outerThickness / 2,
  ]);
  hungDoor(exitDoor, {
    plant: 'exit_door',
    material: 'dark_oak',
    width: exit.width,
    height: exit.height,
    swingDeg: -84,
  });
  bolt(exitDoor, 'exit_door_bolt', exit.width, -0.12);
  egressButton(root, 'exit', [LOBBY.west + PLAN.innerThickness / 2, 1.2, -0.5], 90);
  egressButton(root, 'hall', [LOBBY.west - PLAN.innerThickness / 2, 1.2, LOBBY.north + 0.35], -90);
}

/** A steel bolt that is shot into its keeper while `plant` is at 1. */
function bolt(frame: Frame, plant: string, width: number, z: number): void {
  frame.body(
    'brass',
    box(0.06, 0.1, 0.06, 0.008).move(width - 0.3, 1.32, z),
    box(0.06, 0.1, 0.06, 0.008).move(width - 0.16, 1.32, z),
    box(0.08, 0.12, 0.08, 0.008).move(width + 0.04, 1.32, z),
  );
  const bar = frame.mover(`${plant}_bar`, [width - 0.24, 1.32, z], {
    plant,
    follows: 'position',
    axis: 'x',
    motion: 'slide',
    range: [-0.1, 0.06],
  });
  bar.body('steel', cylinder(0.02, 0.4, 14).turn('z', 90).move(0.2, 0, 0), cylinder(0.014, 0.07, 10).move(0, 0, 0));
}

/** The floor of nine tiles, and what stands along the walls. */
function puzzles(root: Frame): void {
  floorTiles(root, [6.4, 0, -1.28]);
  cuckooCabinet(root, [PLAN.east - 0.05, 0, -3.4], -90);
  pilaster(root, [LEFT + 0.04, 0, -2.95], 90);
  handGears(root, [LEFT + 0.04, 1.4, -1.85], 90);
  controllerBox(root, 'gear_controller', [LEFT + 0.05, 0.66, -1.85], 90);
  winch(root, [LOBBY.west - PLAN.innerThickness / 2 - 0.04, 0.98, -0.59], -90);
}

function effects(root: Frame): void {
  fogMachine(root.device('clock_clock_fog_machine', [8.7, 0, -4.75], -30), 'clock_fog');
  const tube = root.device('clock_blacklight', [CLOCK_X, 3.0, BACK + 0.62]);
  tube.body('black_iron', box(1.5, 0.05, 0.1, 0.01).move(0, 0.05, -0.02));
  tube.body('brass', ...[-0.7, 0.7].map((x) => box(0.05, 0.08, 0.06, 0.008).move(x, 0.02, 0)));
  tube.lamp(
    'blacklight',
    cylinder(0.022, 1.36, 14).turn('z', 90).move(0.68, 0.01, 0.01),
    { color: '#7a2cff' },
    'ember',
  );
  // What the walls say in that light: how the three cranks were wound.
  for (const [text, x] of [
    ['I', -2.72],
    ['II', -2.46],
    ['III', -2.06],
  ] as const) {
    const ink = lettering(text, 0.17, 0.02, 0.004).move(x, -0.74, -0.612);
    tube.lamp('blacklight', ink, { color: '#7a2cff' }, 'ember');
  }
  tube.anchor('light_blacklight', [0, -0.1, 0.5], { plant: 'blacklight', color: '#6a2cff', intensity: 6 });
  const laser = root.device('clock_laser_light', [CLOCK_X + 1.52, 2.3, BACK + 0.62]);
  laser.body('black_iron', cylinder(0.04, 0.16, 18).turn('x', 90).move(0, 0, -0.02));
  laser.body(
    'brass',
    lathe(
      [
        [0, 0],
        [0.055, 0],
        [0.055, 0.03],
        [0.03, 0.05],
        [0, 0.05],
      ],
      20,
    )
      .turn('x', 90)
      .move(0, 0, 0.13),
  );
  laser.lamp('laser', cylinder(0.02, 0.01, 14).turn('x', 90).move(0, 0, 0.18), { color: '#ff2a1a' }, 'ember');
  laser.anchor('light_laser', [0, 0, 0.4], { plant: 'laser', color: '#ff2a1a', intensity: 2 });
}

function dressing(root: Frame): void {
  for (const x of [LEFT + 0.1, 5.0]) {
    const { shaft, trim } = column(PLAN.height - 0.12, 0.1);
    root.body('walnut', shaft.move(x, 0, BACK + 0.06));
    root.body('brass', trim.move(x, 0, BACK + 0.06));
  }
  place(root, longcase(), [LEFT + 0.2, 0, -3.6], 90);
  place(root, longcase(), [LEFT + 0.2, 0, -0.75], 90);
  place(root, wallClock(0.2), [LEFT, 2.2, -1.5], 90);
  place(root, wallClock(0.16), [LEFT, 2.12, -2.2], 90);
  place(root, picture(0.42, 0.54, 3), [PLAN.east, 1.75, -1.98], -90);
  const sconces = root.device('main_lighting_sconces', [0, 0, 0]);
  sconce(sconces, 'sconces', 'hall_left', [5.0, 2.1, BACK + 0.15]);
  sconce(sconces, 'sconces', 'hall_right', [8.72, 2.0, BACK]);
}
