/** The whole scene: shell, then zone by zone. */
import { writeScene } from './export.ts';
import { Frame } from './frame.ts';
import { buildClockHall } from './zones/clock-hall.ts';
import { buildEntry } from './zones/entry.ts';
import { buildLab } from './zones/lab.ts';
import { buildShell } from './zones/shell.ts';
import { buildStudy } from './zones/study.ts';

/** The room as a tree of frames, before it is written. */
export function composeScene(): Frame {
  const root = new Frame('clockwork', '');
  buildShell(root);
  buildEntry(root);
  buildStudy(root);
  buildLab(root);
  buildClockHall(root);
  return root;
}

/** Builds `clockwork.glb` in memory: deterministic, needs nothing but this folder. */
export async function buildScene(): Promise<Uint8Array> {
  return writeScene(composeScene());
}
