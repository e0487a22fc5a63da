/** Floors, walls and ceiling of the whole house. */
import { type Frame, Frame as FrameClass } from '../frame.ts';
import { PLAN } from '../plan.ts';
import { block, box } from '../shapes/box.ts';
import { buildWall, type Finish, type Opening, wallFrame } from './wall.ts';

const ENTRY: Finish = { cover: 'brick', panel: 'dark_oak', dado: 0 };
const STUDY: Finish = { cover: 'damask_green', panel: 'dark_oak', dado: 1.05 };
const LAB: Finish = { cover: 'plaster', panel: 'walnut', dado: 0 };
const HALL: Finish = { cover: 'damask_red', panel: 'mahogany', dado: 1.05 };
const OUTSIDE: Finish = { cover: 'brick', panel: 'oak', dado: 0 };

/** Where the doors are, for the zones that hang leaves in them. `at` is a coordinate along the wall's axis of the plan. */
export const DOORS = {
  entry: { x: 0, width: 1.0, height: 2.15 },
  study: { x: 2.75, width: 0.92, height: 2.1 },
  wood: { x: 9.5, width: 0.95, height: 2.1 },
  exit: { x: 9.8, width: 0.9, height: 2.1 },
  metal: { x: 9.8, width: 0.95, height: 2.1 },
  lab: { z: -7.5, width: 1.5, height: 2.2 },
} as const;

/** The lobby before the exit door: its inner corner. */
export const LOBBY = { west: 9.05, north: -1.5 } as const;

/** Builds the shell into the root. */
export function buildShell(root: Frame): void {
  // The first camera of the file is the one with which the viewer begins.
  root.anchor('camera_overview', [1.6, 10.2, 5.4], { target: [3.4, 0.2, -4.8] });
  floors(root);
  outerWalls(root);
  innerWalls(root);
  ceiling(root);
}

function floors(root: Frame): void {
  const { west, east, south, north, middle, cross } = PLAN;
  const slab = (x0: number, x1: number, z0: number, z1: number) =>
    block((x0 + x1) / 2, -0.06, (z0 + z1) / 2, x1 - x0, 0.06, z1 - z0, 0).project();
  root.body('tiles', slab(west, middle, cross, south));
  root.body('checker', slab(middle, east, cross, south));
  root.body('planks', slab(west, middle, north, cross));
  root.body('flags', slab(middle, east, north, cross));
  // A plinth on which the house stands like a model, and sills that stay when a wall is hidden.
  root.body(
    'walnut',
    block((west + east) / 2, -0.34, (south + north) / 2, east - west + 0.5, 0.28, south - north + 0.5, 0.03).swapUv(),
  );
  root.body(
    'brass',
    block((west + east) / 2, -0.13, (south + north) / 2, east - west + 0.54, 0.025, south - north + 0.54, 0.008),
  );
  for (const z of [south, north]) {
    root.body(
      'brick',
      box(east - west + PLAN.outerThickness, 0.1, PLAN.outerThickness, 0)
        .move((west + east) / 2, 0.05 - 0.06, z)
        .project(),
    );
  }
  for (const x of [west, east]) {
    root.body(
      'brick',
      box(PLAN.outerThickness, 0.1, south - north, 0)
        .move(x, 0.05 - 0.06, (south + north) / 2)
        .project(),
    );
  }
}

/** An outer wall in two finishes: `split` is where the inside changes. Its frame stands at the wall's middle. */
function outerWalls(root: Frame): void {
  const { west, east, south, north, middle, cross } = PLAN;
  const half = PLAN.outerThickness / 2;
  const side = (
    name: string,
    cutaway: readonly [number, number],
    runs: readonly (readonly [
      from: readonly [number, number],
      to: readonly [number, number],
      inside: Finish,
      openings: readonly Opening[],
    ])[],
  ): void => {
    for (const [from, to, inside, openings] of runs) {
      const frame = wallFrame(root, name, from, to);
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
      const wall = new FrameClass(name, '');
      buildWall(wall, { length, thickness: PLAN.outerThickness, openings, front: inside, back: OUTSIDE });
      for (const part of wall.parts) frame.put(part.material, { ...part.extras, cutaway }, [part.shape]);
    }
  };
  // Walking with the house on the left keeps local +z (the right hand turned back) inside.
  side(
    'wall_north',
    [0, -1],
    [
      [[west, north - half], [middle, north - half], STUDY, []],
      [[middle, north - half], [east, north - half], LAB, []],
    ],
  );
  side(
    'wall_east',
    [1, 0],
    [
      [[east + half, north], [east + half, cross], LAB, []],
      [[east + half, cross], [east + half, south], HALL, []],
    ],
  );
  side(
    'wall_south',
    [0, 1],
    [
      [
        [east, south + half],
        [middle, south + half],
        HALL,
        [{ at: east - DOORS.exit.x, width: DOORS.exit.width, height: DOORS.exit.height }],
      ],
      [
        [middle, south + half],
        [west, south + half],
        ENTRY,
        [{ at: middle - DOORS.entry.x, width: DOORS.entry.width, height: DOORS.entry.height }],
      ],
    ],
  );
  side(
    'wall_west',
    [-1, 0],
    [
      [[west - half, south], [west - half, cross], ENTRY, []],
      [[west - half, cross], [west - half, north], STUDY, []],
    ],
  );
}

function innerWalls(root: Frame): void {
  const { west, east, south, north, middle, cross } = PLAN;
  const thickness = PLAN.innerThickness;
  const wall = (
    name: string,
    from: readonly [number, number],
    to: readonly [number, number],
    front: Finish,
    back: Finish,
    openings: readonly Opening[],
  ): void => {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    buildWall(wallFrame(root, name, from, to), { length, thickness, openings, front, back });
  };
  wall('wall_study', [west, cross], [middle, cross], ENTRY, STUDY, [{ ...DOORS.study, at: DOORS.study.x - west }]);
  wall('wall_clock', [middle, cross], [east, cross], HALL, LAB, [{ ...DOORS.wood, at: DOORS.wood.x - middle }]);
  wall('wall_lab', [middle, north], [middle, cross], STUDY, LAB, [{ ...DOORS.lab, at: DOORS.lab.z - north }]);
  wall('wall_middle', [middle, cross], [middle, south], ENTRY, HALL, []);
  wall('lobby_north', [LOBBY.west, LOBBY.north], [east, LOBBY.north], HALL, HALL, [
    { ...DOORS.metal, at: DOORS.metal.x - LOBBY.west, plain: true },
  ]);
  wall('lobby_west', [LOBBY.west, south], [LOBBY.west, LOBBY.north], HALL, HALL, []);
}

/** Plaster and beams, with a light well over the great clock, whose crown stands higher than the walls. */
function ceiling(root: Frame): void {
  const { west, east, south, north, cross, height } = PLAN;
  const extras = { deviceId: '', role: 'body', hideFromAbove: true } as const;
  const slab = (x0: number, x1: number, z0: number, z1: number) =>
    block((x0 + x1) / 2, height + 0.06, (z0 + z1) / 2, x1 - x0, 0.08, z1 - z0, 0).project();
  const well = { west: 5, east: 8.5, south: cross + 1.1 };
  root.put('plaster', extras, [
    slab(west, east, north, cross),
    slab(west, well.west, cross, well.south),
    slab(well.east, east, cross, well.south),
    slab(west, east, well.south, south),
  ]);
  for (let z = north + 0.8; z < south; z += 1.2) {
    const beam = (x0: number, x1: number) =>
      box(x1 - x0, 0.16, 0.14, 0.015)
        .swapUv()
        .move((x0 + x1) / 2, height - 0.02, z);
    const parted = z > cross && z < well.south;
    root.put('dark_oak', extras, parted ? [beam(west, well.west), beam(well.east, east)] : [beam(west, east)]);
  }
}
