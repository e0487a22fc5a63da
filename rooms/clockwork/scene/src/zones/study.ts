/** The study: the captain's side of the house, from the bulkhead in the west to the laboratory's doors in the east. */
import { type Frame, place } from '../frame.ts';
import { linear } from '../materials.ts';
import { PLAN } from '../plan.ts';
import { BULKHEAD, bulkhead } from '../props/bulkhead.ts';
import { bullseye, estopButton } from '../props/controls.ts';
import { cubeTable } from '../props/cube-table.ts';
import { armchair, bookcase, desk, globe } from '../props/furniture.ts';
import { helm } from '../props/helm.ts';
import { chandelier } from '../props/lights.ts';
import { fogMachine } from '../props/machines.ts';
import { organ } from '../props/organ.ts';
import { portraitSwitches, portraits } from '../props/portraits.ts';
import { RIDDLE_WALL, riddleWall } from '../props/riddle-wall.ts';
import { safe, shotLever } from '../props/safe.ts';
import { strongRoom } from '../props/strong-room.ts';
import { blacklights, ceilingFan, nixieBox, spyglass } from '../props/study-lamps.ts';
import { tentacle } from '../props/tentacle.ts';
import { score, seaChart, wallPanel } from '../props/wall-panel.ts';
import { block, box, rectangle } from '../shapes/box.ts';
import { doorLeaf } from '../shapes/joinery.ts';
import { cylinder, dialDisc } from '../shapes/round.ts';
import { DOORS } from './shell.ts';

const RIGHT = PLAN.middle - PLAN.innerThickness / 2;
const FRONT = PLAN.cross - PLAN.innerThickness / 2;
const SEA = { deviceId: 'main_lighting_study_lights', plant: 'study_lights' } as const;
/** Where the bulkhead's middle stands along the west wall, and the riddle wall's along the north wall. */
const BULKHEAD_Z = -7.5;
const RIDDLE_X = -0.32;
/** Keys of the melody that the organ waits for (`music.yaml`). */
const MELODY = [3, 5, 6, 4, 2, 1] as const;

/** Builds the zone. */
export function buildStudy(root: Frame): void {
  const lights = root.device('main_lighting_study_lights', [0, 0, 0]);
  chandelier(lights, 'study_lights', 'study_chandelier', [-0.1, 2.82, -7.5], 0.5);
  westSide(root);
  northSide(root);
  southSide(root);
  middle(root);
  labDoors(root);
  root.anchor('camera_study', [2.9, 3.1, -5.3], { target: [-0.75, 0.75, -8.3] });
}

/** The ship: bulkhead, tentacles, helm. */
function westSide(root: Frame): void {
  const side = bulkhead(root, SEA, [PLAN.west, 0, BULKHEAD_Z], 90);
  const { pitch, eyeLevel, radius } = BULKHEAD;
  const deep = 0.14;
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
  helm(root, [-1.72, 0, BULKHEAD_Z], 90);
  const fog = root.device('study_d_fog_dmx', [PLAN.west + BULKHEAD.depth + 0.34, 0, -6.15], 90);
  fogMachine(fog, 'study_mist');
}

/** Organ, riddle wall with the portraits over it, levers and safe. */
function northSide(root: Frame): void {
  const north = PLAN.north;
  organ(root, [-2.62, 0, north]);
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
  safe(root, [2.85, 0, north + 0.02]);
  blacklights(root, [
    [[RIDDLE_X - 0.66, RIDDLE_WALL.height + 0.09, north + 0.34], 0],
    [[PLAN.west + BULKHEAD.depth, BULKHEAD.height + 0.06, BULKHEAD_Z], 90],
  ]);
}

/** What one sees with one's back to the riddle: two rising panels, the strong room between them, books. */
function southSide(root: Frame): void {
  wallPanel(root, { side: 'left', behind: seaChart() }, [1.42, 0, FRONT], 180);
  strongRoom(root, [-0.3, 0, FRONT], 180);
  wallPanel(root, { side: 'right', behind: score(MELODY) }, [-2.02, 0, FRONT], 180);
  place(root, bookcase(0.66, 2.2, 151), [-3.05, 0, FRONT], 180);
}

/** Carpet, desk, cube, fan. */
function middle(root: Frame): void {
  root.body('carpet', rectangle(3.4, 2.5, true).turn('x', -90).move(0.15, 0.006, -7.45));
  place(root, desk(), [0.1, 0, -6.9]);
  place(root, armchair(), [0.1, 0, -7.75]);
  root.body('enamel', block(-0.32, 0.775, -7.02, 0.07, 0.02, 0.07, 0.006).tint(linear('#20463a')));
  nixieBox(root, [0.12, 0.772, -6.6], 0);
  place(root, globe(), [1.6, 0, -6.45]);
  cubeTable(root, [1.55, 0, -8.05], 25);
  ceilingFan(root, [1.5, 2.82, -8.4], 0.36);
}
/** Two leaves that slide apart along the wall on the study's side, and the gun target over them. */
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
    leaf.body('mahogany', doorLeaf(leafWidth, lab.height, [0.36, 0.64]));
    leaf.body('brass', box(0.05, 0.4, 0.06, 0.01).move(side < 0 ? leafWidth - 0.08 : 0.08, 1.05, 0.02));
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
  const target = root.device('lab_rm_doors_hoist_gun_ir_receiver', [RIGHT - 0.02, lab.height + 0.38, lab.z], -90);
  target.body('brass', dialDisc(0.15, 32).move(0, 0, 0.004));
  bullseye(target, 'lab_target', 0.13, [0, 0, 0.005]);
}
