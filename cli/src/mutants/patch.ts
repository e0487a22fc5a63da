/** Applies a defect's change to a text. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Defect, TextPatch } from '@understudy/scenarios/defects';
import { EXIT, Failure } from '../failure.ts';
import { ROOT } from '../paths.ts';

/** @throws Failure DEFECT_STALE when `from` does not stand in the text exactly once: the sources have moved on */
export function applyPatch(text: string, { file, from, to }: TextPatch): string {
  const pieces = text.split(from);
  if (pieces.length === 2) return pieces.join(to);
  throw new Failure(
    'DEFECT_STALE',
    `${file}: expected exactly once, seen ${pieces.length - 1} times:\n${from}\nChange the defect with the source.`,
    EXIT.usage,
  );
}

/** Whether every change still fits its file, before anything is built. @throws Failure DEFECT_STALE with all that do not */
export function checkDefects(defects: readonly Defect[]): void {
  const stale = defects.flatMap(({ id, patches }) =>
    patches.flatMap((patch) => {
      const seen = readFileSync(join(ROOT, patch.file), 'utf8').split(patch.from).length - 1;
      return seen === 1 ? [] : [`${id}: ${patch.file}: expected exactly once, seen ${seen} times:\n${patch.from}`];
    }),
  );
  if (stale.length > 0) {
    throw new Failure('DEFECT_STALE', `${stale.join('\n')}\nChange the defect with the source.`, EXIT.usage);
  }
}
