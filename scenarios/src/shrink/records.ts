/** Fewer records: the end right after the violation, then faults, players, and whatever else can be spared. */
import type { PlanRecord, Scenario } from '../scenario/schema.ts';
import { removeChunks } from './remove-chunks.ts';
import { inOrder, type ShrinkSearch } from './shrink-search.ts';

const SECOND_MS = 1000;
/** A plan of no more records than this says more by single acts than by a model of a player. */
export const FEW_RECORDS = 8;

/** Ends the run right after the violation, without healing when that came later; what would never happen is left out. */
export function cutEnd(search: ShrinkSearch): void {
  const { best, trial } = search;
  const endMs = Math.min(best.endMs, (Math.floor(trial.atMs / SECOND_MS) + 1) * SECOND_MS);
  const { healAtMs, ...rest } = best;
  const isAfterHealing = healAtMs !== undefined && trial.atMs >= healAtMs;
  const cut: Scenario = isAfterHealing ? { ...best, endMs } : { ...rest, endMs };
  const plan = cut.plan.filter(({ atMs }) => atMs < endMs).map((record) => withinEnd(record, endMs));
  if (search.attempt({ ...cut, plan })) return;
  if (!isAfterHealing && search.attempt({ ...rest, plan: best.plan })) return;
  search.attempt({ ...cut, plan: best.plan });
}

function withinEnd(record: PlanRecord, endMs: number): PlanRecord {
  if (record.kind !== 'player' || record.untilMs === undefined || record.untilMs < endMs) return record;
  const { untilMs: _untilMs, ...rest } = record;
  return rest;
}

/** Leaves out what the failure does not need of the records chosen. */
export function dropRecords(search: ShrinkSearch, isChosen: (record: PlanRecord) => boolean): void {
  const chosen = search.best.plan.filter(isChosen);
  const others = search.best.plan.filter((record) => !isChosen(record));
  if (chosen.length > 0) removeChunks(chosen, (kept) => search.attemptPlan([...others, ...kept]));
}

/**
 * Puts what the players really did in the place of their models, and leaves out what is not needed of that. Kept when the
 * plan is then no longer than before, or short all the same.
 */
export function playersToActs(search: ShrinkSearch): void {
  const { best, trial } = search;
  if (!best.plan.some(({ kind }) => kind === 'player')) return;
  const untilMs = Math.min(trial.atMs, best.healAtMs ?? trial.atMs);
  const acts = trial.acts.filter(({ atMs }) => atMs <= untilMs);
  const others = best.plan.filter(({ kind }) => kind !== 'player' && kind !== 'act');
  if (!search.attemptPlan([...others, ...acts])) return;
  cutEnd(search);
  dropRecords(search, ({ kind }) => kind === 'act');
  const { plan } = search.best;
  if (plan.length > FEW_RECORDS && plan.length > best.plan.length) {
    search.best = best;
    search.trial = trial;
  }
}

/** A model that does less in the place of one that does more, and a shorter stay. */
export function simplerPlayers(search: ShrinkSearch): void {
  for (let place = 0; place < search.best.plan.length; place += 1) {
    const record = search.best.plan[place];
    if (record?.kind !== 'player') continue;
    const { untilMs: _untilMs, ...stays } = record;
    if (record.untilMs !== undefined) replace(search, place, stays);
    if (record.atMs !== 0) replace(search, place, { ...record, atMs: 0 });
  }
}

/** Another record in the place of one. */
export function replace(search: ShrinkSearch, place: number, record: PlanRecord): boolean {
  return search.attempt({ ...search.best, plan: inOrder(search.best.plan.with(place, record)) });
}
