/** A straight wall with openings, dressed on both faces. */
import type { Frame } from '../frame.ts';
import type { MaterialName } from '../materials.ts';
import { PLAN } from '../plan.ts';
import { box } from '../shapes/box.ts';
import { doorFrame, wainscot } from '../shapes/joinery.ts';
import type { Shape, Vector } from '../shapes/shape.ts';

/** What a face wears: a covering, and panelling up to `dado` metres (0: none). */
export interface Finish {
  readonly cover: MaterialName;
  readonly panel: MaterialName;
  readonly dado: number;
}

export interface Opening {
  /** Middle of the opening along the wall from its start. */
  readonly at: number;
  readonly width: number;
  readonly height: number;
  /** No joinery round it (an iron door, a hatch). */
  readonly plain?: true;
}

export interface WallOptions {
  readonly length: number;
  readonly thickness: number;
  readonly openings: readonly Opening[];
  /** The face towards local +z, and the one towards -z. */
  readonly front: Finish;
  readonly back: Finish;
}

/** Builds a wall along local x from 0 to its length, centred on z = 0, into the frame. */
export function buildWall(frame: Frame, options: WallOptions): void {
  const { length, thickness, openings } = options;
  const { height } = PLAN;
  const sorted = [...openings].sort((a, b) => a.at - b.at);
  let from = 0;
  for (const opening of sorted) {
    const left = opening.at - opening.width / 2;
    stretch(frame, options, from, left);
    lintel(frame, options, opening);
    if (!opening.plain)
      frame.body('dark_oak', doorFrame(opening.width, opening.height, thickness).move(opening.at, 0, 0));
    from = opening.at + opening.width / 2;
  }
  stretch(frame, options, from, length);
  frame.body(
    'walnut',
    box(length, 0.05, thickness + 0.06, 0.012)
      .swapUv()
      .move(length / 2, height + 0.025, 0),
  );
  for (const [finish, side] of [
    [options.front, 1],
    [options.back, -1],
  ] as const) {
    if (finish.dado === 0) continue;
    const z = side * (thickness / 2 + 0.02);
    frame.body(
      finish.panel,
      box(length, 0.11, 0.06, 0.025)
        .swapUv()
        .move(length / 2, height - 0.055, z),
    );
    frame.body('brass', box(length, 0.02, 0.03, 0.006).move(length / 2, height - 0.42, z - side * 0.008));
  }
}

/** A full-height length of wall. */
function stretch(frame: Frame, options: WallOptions, from: number, to: number): void {
  if (to - from < 0.02) return;
  const middle = (from + to) / 2;
  for (const [finish, side] of [
    [options.front, 1],
    [options.back, -1],
  ] as const) {
    const turn = side > 0 ? 0 : 180;
    const slab = (bottom: number): Shape =>
      box(to - from, PLAN.height - bottom, options.thickness / 2, 0)
        .move(middle, (PLAN.height + bottom) / 2, (side * options.thickness) / 4)
        .project();
    frame.body(finish.cover, slab(0));
    if (finish.dado > 0) {
      frame.body(
        finish.panel,
        wainscot(to - from, finish.dado)
          .turn('y', turn)
          .move(side > 0 ? from : to, 0, (side * options.thickness) / 2),
      );
    }
  }
}

/** The wall over an opening. */
function lintel(frame: Frame, options: WallOptions, opening: Opening): void {
  const tall = PLAN.height - opening.height;
  if (tall <= 0.02) return;
  for (const [finish, side] of [
    [options.front, 1],
    [options.back, -1],
  ] as const) {
    frame.body(
      finish.cover,
      box(opening.width, tall, options.thickness / 2, 0)
        .move(opening.at, opening.height + tall / 2, (side * options.thickness) / 4)
        .project(),
    );
  }
}

/** A frame for a wall from one point of the plan to another; local +z is to the right hand when walking backwards, i.e. 'front'. */
export function wallFrame(
  root: Frame,
  name: string,
  from: readonly [number, number],
  to: readonly [number, number],
): Frame {
  const turn = (-Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI;
  const at: Vector = [from[0], 0, from[1]];
  return root.child(name, at, [0, turn, 0]);
}
