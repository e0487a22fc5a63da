/** How an objective stands against its par time. */
import type { ObjectiveView } from '../live/view.ts';

export interface Pace {
  /** Time spent on it so far, or until it was solved; ms. */
  readonly spentMs: number;
  /** Par less time spent: positive is ahead; ms. */
  readonly aheadMs: number;
  /** Part of the par time that is used, 0 to 1 and beyond. */
  readonly used: number;
  /** Not solved although three quarters of the par time are gone: time for a nudge. */
  readonly nudge: boolean;
}

const NUDGE_AT = 0.75;

/** Pace at engine time `engineMs`; undefined while the objective has not begun. */
export function paceOf(view: ObjectiveView | undefined, parMs: number, engineMs: number): Pace | undefined {
  if (view?.startedMs === undefined || view.state === 'locked') return undefined;
  const spentMs = Math.max(0, (view.solvedMs ?? engineMs) - view.startedMs);
  const used = parMs === 0 ? 1 : spentMs / parMs;
  return { spentMs, aheadMs: parMs - spentMs, used, nudge: view.state === 'active' && used >= NUDGE_AT };
}

/** Whole game: sum over what was solved, and what an active one has overrun; ms, positive is ahead. */
export function gameAheadMs(paces: readonly { readonly pace: Pace | undefined; readonly solved: boolean }[]): number {
  let ahead = 0;
  for (const { pace, solved } of paces) {
    if (pace !== undefined) ahead += solved ? pace.aheadMs : Math.min(0, pace.aheadMs);
  }
  return ahead;
}

/** Those that are played now before all others, which keep their order: of thirty objectives the solved ones fill a page. */
export function activeFirst<T extends { readonly view: ObjectiveView | undefined }>(
  objectives: readonly T[],
): readonly T[] {
  const active = ({ view }: T): boolean => view?.state === 'active';
  return [...objectives.filter(active), ...objectives.filter((each) => !active(each))];
}
