/** The study: the captain's side of the house, from the bulkhead in the west to the laboratory's doors in the east. */
import { type Frame, place } from '../frame.ts';
import { PLAN } from '../plan.ts';
import { BULKHEAD, bulkhead } from '../props/bulkhead.ts';
import { bullseye, estopButton } from '../props/controls.ts';
import { cubeTable } from '../props/cube-table.ts';
import { fireplace } from '../props/fireplace.ts';
import { armchair, bookcase, desk, globe, ladder, picture } from '../props/furniture.ts';
import { helm } from '../props/helm.ts';
import { chandelier } from '../props/lights.ts';
import { fogMachine } from '../props/machines.ts';
import { organ } from '../props/organ.ts';
import { portraitSwitches, portraits } from '../props/portraits.ts';
import { RIDDLE_WALL, riddleWall } from '../props/riddle-wall.ts';
import { deskFan, safe, shotLever } from '../props/safe.ts';
import { shipsLog } from '../props/ships-log.ts';
import { strongRoom } from '../props/strong-room.ts';
import { blacklights, ceilingFan, hiddenWriting, nixieBox, spyglass } from '../props/study-lamps.ts';
import { tentacle } from '../props/tentacle.ts';
import { wallPanels } from '../props/wall-panel.ts';
import { box, rectangle } from '../shapes/box.ts';
import { rivetRow } from '../shapes/plate.ts';
import { cylinder, dialDisc } from '../shapes/round.ts';
import { DOORS } from './shell.ts';

const RIGHT = PLAN.middle - PLAN.innerThickness / 2;
const FRONT = PLAN.cross - PLAN.innerThickness / 2;
const SEA = { deviceId: 'main_lighting_study_lights', plant: 'study_lights' } as const;
/** Where the bulkhead's middle stands along the west wall, and the riddle wall's along the north wall. */
const BULKHEAD_Z = -7.5;
const RIDDLE_X = -0.32;
/** Keys of the melody that the organ waits for, and the tag that the vault wants, as `graph.yaml` has them. */
const MELODY = '314652';
const VAULT_TAG = '17';
/** The course, as the log on the desk has it: starboard is to the right, port to the left. */
const COURSE = [
  ['STARBOARD', '1', 'AHEAD', '3'],
  ['PORT', '1/2', 'ASTERN', '2'],
] as const;

/** Builds the zone. */
export function buildStudy(root: Frame): void {
  const lights = root.device('main_lighting_study_lights', [0, 0, 0]);
  chandelier(lights, 'study_lights', 'study_chandelier', [-0.1, 2.82, -7.5], 0.5);
  westSide(root);
  northSide(root);
  southSide(root);
  middle(root);
  labDoors(root);
  root.anchor('camera_study', [2.75, 3.05, -6.0], { target: [-0.85, 0.75, -8.3] });
}

/** The ship: bulkhead, tentacles, helm. */
function westSide(root: Frame): void {
  const side = bulkhead(root, SEA, [PLAN.west, 0, BULKHEAD_Z], 90);
  const { pitch, eyeLevel, radius } = BULKHEAD;
  const deep = 0.33;
  const low = eyeLevel - radius * 0.5;
  const ab = { moverDevice: 'study_a_tentacle_mover_a', drive: 'tentacles_ab' } as const;
  const cd = { moverDevice: 'study_a_tentacle_mover_b', drive: 'tentacles_cd' } as const;
  tentacle(side, { letter: 'a', ...ab }, [-pitch + 0.03, low, deep], 8);
  tentacle(side, { letter: 'b', ...ab }, [-0.15, low, deep], -16);
  tentacle(side, { letter: 'c', ...cd }, [0.15, low, deep], 16);
  tentacle(side, { letter: 'd', ...cd }, [pitch - 0.03, low, deep], -8);
  for (const [number, x] of [
    [1, -pitch / 2],
    [2, pitch / 2],
  ] as const) {
    spyglass(side, number, [x, eyeLevel + 0.5, BULKHEAD.depth + 0.01], 0);
  }
  helm(root, [-1.66, 0, BULKHEAD_Z], 90);
}

/** Organ, riddle wall with the portraits over it, levers and safe. */
function northSide(root: Frame): void {
  const north = PLAN.north;
  organ(root, [-2.62, 0, north]);
  nixieBox(root, MELODY, [-2.62, 1.1, north + 0.31], 0);
  riddleWall(root, [RIDDLE_X, 0, north]);
  portraits(root, [RIDDLE_X, RIDDLE_WALL.height + 0.36, north + 0.02], 0.68);
  portraitSwitches(root, [RIDDLE_X + RIDDLE_WALL.width / 2 + 0.12, 2.3, north]);
  estopButton(root, 'study', [1.3, 1.3, north + 0.03]);
  const fog = root.device('study_b_fog_machine', [1.36, 0, north + 0.3]);
  fogMachine(fog, 'study_fog');
  shotLever(
    root,
    {
      photocell: 'lever_fan_safe_photocell_fan',
      lever: 'fan_lever',
      receiver: 'lever_fan_safe_ir_receiver_fan',
      target: 'fan_target',
      lock: 'lever_fan_safe_maglock_fan',
      grip: '#20463a',
    },
    [1.72, 1.3, north],
  );
  shotLever(
    root,
    {
      photocell: 'lever_fan_safe_photocell_safe',
      lever: 'safe_lever',
      receiver: 'lever_fan_safe_ir_receiver_safe',
      target: 'safe_target',
      grip: '#7a1512',
    },
    [2.14, 1.3, north],
  );
  deskFan(root, [1.72, 0.78, north + 0.36]);
  safe(root, [2.85, 0, north + 0.02]);
}

/** What one sees with one's back to the riddle: the strong room between books and fire. */
function southSide(root: Frame): void {
  place(root, bookcase(1.2, 2.3, 101), [1.47, 0, FRONT], 180);
  place(root, ladder(2.1), [1.75, 0, FRONT - 0.36], 180);
  strongRoom(root, [-0.15, 0, FRONT], 180);
  hiddenWriting(root, VAULT_TAG, 0.12, [-0.15, 1.6, FRONT - 0.114], 180);
  place(root, fireplace(), [-1.97, 0, FRONT], 180);
  place(root, picture(0.8, 0.6, 11), [-1.97, 2.0, FRONT - 0.3], 180);
  place(root, bookcase(0.56, 2.2, 151), [-3.1, 0, FRONT], 180);
  blacklights(root, [
    [[-0.15, 2.2, FRONT - 0.06], 180],
    [[PLAN.west + BULKHEAD.depth, BULKHEAD.height + 0.06, BULKHEAD_Z], 90],
  ]);
}

/** Carpet, desk, cube, fan. */
function middle(root: Frame): void {
  root.body('carpet', rectangle(3.4, 2.5, true).turn('x', -90).move(0.15, 0.006, -7.45));
  place(root, desk(), [0.1, 0, -6.9]);
  place(root, armchair(), [0.1, 0, -7.75]);
  place(root, shipsLog(COURSE), [-0.02, 0.777, -7.0], 176);
  place(root, globe(), [1.6, 0, -6.45]);
  cubeTable(root, [1.55, 0, -8.05], 25);
  ceilingFan(root, [1.5, 2.82, -8.4], 0.36);
}
/** Two leaves that slide apart along the wall on the study's side; before them the wall panels, over these the seal. */
function labDoors(root: Frame): void {
  const { lab } = DOORS;
  const leafWidth = lab.width / 2 + 0.03;
  const wall = root.child('lab_doors', [RIGHT - 0.07, 0, lab.z], [0, -90, 0]);
  wall.body('black_iron', box(lab.width * 2 + 0.2, 0.06, 0.05, 0.008).move(0, lab.height + 0.09, 0.0));
  for (const side of [-1, 1]) {
    const name = side < 0 ? 'lab_door_left' : 'lab_door_right';
    const device = wall.device(`lab_rm_doors_hoist_${name}`, [0, 0, 0]);
    const leaf = device.mover(`${name}_leaf`, [side < 0 ? -leafWidth : 0, 0.02, 0], {
      plant: name,
      follows: 'position',
      axis: 'x',
      motion: 'slide',
      range: [0, side * (leafWidth - 0.04)],
    });
    leaf.body(
      'iron',
      box(leafWidth, lab.height, 0.05, 0.006)
        .move(leafWidth / 2, lab.height / 2, 0)
        .project(),
    );
    leaf.body(
      'brass',
      ...[0.12, 0.75, 1.45, lab.height - 0.12].map((y) =>
        box(leafWidth - 0.01, 0.07, 0.062, 0.008)
          .swapUv()
          .move(leafWidth / 2, y, 0),
      ),
      ...[0.12, 0.75, 1.45, lab.height - 0.12].map((y) => rivetRow(leafWidth, 8, 0.011).move(0, y, 0.031)),
    );
    leaf.body(
      'black_iron',
      ...[0.12, leafWidth - 0.12].flatMap((x) => [
        cylinder(0.06, 0.03, 18)
          .turn('x', 90)
          .move(x, lab.height + 0.07, 0.03),
        box(0.035, 0.2, 0.012, 0.003).move(x, lab.height, 0.045),
      ]),
    );
  }
  const portal = root.child('lab_portal', [RIGHT, 0, lab.z], [0, -90, 0]);
  const face = wallPanels(portal, {
    width: lab.width + 0.06,
    height: lab.height + 0.03,
    pelmet: PLAN.height - lab.height - 0.08,
  });
  const fog = root.device('study_d_fog_dmx', [RIGHT - 0.36, 0, lab.z - 1.28], -90);
  fogMachine(fog, 'study_mist');
  const target = root.device('lab_rm_doors_hoist_gun_ir_receiver', [RIGHT - face, lab.height + 0.32, lab.z], -90);
  target.body('brass', dialDisc(0.15, 32).move(0, 0, 0.004));
  bullseye(target, 'lab_target', 0.13, [0, 0, 0.005]);
}
