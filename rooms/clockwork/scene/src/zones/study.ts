/** The study: a passage in this chapter, furnished, with the doors to the laboratory. */
import { type Frame, place } from '../frame.ts';
import { linear } from '../materials.ts';
import { PLAN } from '../plan.ts';
import { bullseye, estopButton } from '../props/controls.ts';
import { fireplace } from '../props/fireplace.ts';
import { armchair, bookcase, desk, globe, ladder, longcase, picture, wallClock } from '../props/furniture.ts';
import { chandelier } from '../props/lights.ts';
import { block, box, rectangle } from '../shapes/box.ts';
import { doorLeaf } from '../shapes/joinery.ts';
import { cylinder, dialDisc } from '../shapes/round.ts';
import { DOORS } from './shell.ts';

const RIGHT = PLAN.middle - PLAN.innerThickness / 2;
const FRONT = PLAN.cross - PLAN.innerThickness / 2;

/** Builds the zone. */
export function buildStudy(root: Frame): void {
  const lights = root.device('main_lighting_study_lights', [0, 0, 0]);
  chandelier(lights, 'study_lights', 'study_chandelier', [-0.1, 2.82, -7.7], 0.55);
  root.body('carpet', rectangle(3.6, 2.7, true).turn('x', -90).move(-0.1, 0.006, -7.6));
  place(root, bookcase(1.5, 2.3, 101), [-2.6, 0, PLAN.north]);
  place(root, bookcase(1.5, 2.3, 151), [2.15, 0, PLAN.north]);
  place(root, ladder(2.2), [-1.95, 0, PLAN.north + 0.34]);
  place(root, fireplace(), [-0.25, 0, PLAN.north]);
  place(root, picture(0.8, 0.6, 11), [-0.25, 2.0, PLAN.north + 0.3]);
  place(root, bookcase(1.7, 2.2, 201), [PLAN.west, 0, -6.7], 90);
  place(root, longcase(), [PLAN.west + 0.17, 0, -8.6], 90);
  place(root, desk(), [-0.2, 0, -7.5]);
  place(root, armchair(), [-0.2, 0, -8.35]);
  place(root, armchair(), [1.7, 0, -8.7], -35);
  place(root, globe(), [-1.75, 0, -8.9]);
  place(root, picture(0.46, 0.58, 21), [1.25, 1.75, FRONT], 180);
  place(root, picture(0.46, 0.58, 23), [0.4, 1.75, FRONT], 180);
  place(root, wallClock(0.2), [RIGHT, 1.9, -6.1], -90);
  root.body('enamel', block(-0.62, 0.775, -7.62, 0.07, 0.02, 0.07, 0.006).tint(linear('#20463a')));
  labDoors(root);
  estopButton(root, 'study', [1.05, 1.3, PLAN.north + 0.03]);
  root.anchor('camera_study', [2.7, 3.0, -5.5], { target: [-0.5, 0.7, -8.5] });
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
