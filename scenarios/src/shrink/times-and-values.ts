/** A plan that reads well: early and round instants, usual numbers. */
import type { PlanRecord, Scenario } from '../scenario/schema.ts';
import { replace } from './records.ts';
import type { ShrinkSearch } from './shrink-search.ts';

const SECOND_MS = 1000;
const ROUND_MS = [60_000, 10_000, 1000, 100] as const;
/** From one record to the next: these are tried, shortest first. */
const GAPS_MS = [0, 1000, 5000, 20_000] as const;

/** Closes the gaps between records: what follows a gap moves along. */
export function closeGaps(search: ShrinkSearch): void {
  for (let place = 0; place < search.best.plan.length; place += 1) {
    const { plan } = search.best;
    const record = plan[place];
    if (record === undefined || record.kind === 'player') continue;
    const gapMs = record.atMs - (plan[place - 1]?.atMs ?? 0);
    for (const wantedMs of GAPS_MS) {
      if (wantedMs < gapMs && search.attempt(movedEarlier(search.best, record.atMs, gapMs - wantedMs))) break;
    }
  }
  healSooner(search);
}

/** Everything from `fromMs` on, so many ms earlier. */
function movedEarlier(scenario: Scenario, fromMs: number, byMs: number): Scenario {
  const { healAtMs, endMs, plan } = scenario;
  const moved = (atMs: number) => (atMs < fromMs ? atMs : Math.max(0, atMs - byMs));
  return {
    ...scenario,
    plan: plan.map((record) => (record.kind === 'player' ? record : { ...record, atMs: moved(record.atMs) })),
    ...(healAtMs !== undefined && { healAtMs: moved(healAtMs) }),
    endMs: Math.ceil(moved(endMs) / SECOND_MS) * SECOND_MS,
  };
}

function healSooner(search: ShrinkSearch): void {
  const { healAtMs, plan } = search.best;
  if (healAtMs === undefined) return;
  const lastMs = Math.max(0, ...plan.map(({ atMs }) => atMs));
  for (const gapMs of GAPS_MS.slice(1)) {
    const soonMs = lastMs + gapMs;
    if (soonMs < healAtMs && search.attempt({ ...movedEarlier(search.best, healAtMs, healAtMs - soonMs) })) return;
  }
}

/** Each instant and length as round as it may be. */
export function roundTimes(search: ShrinkSearch): void {
  for (let place = 0; place < search.best.plan.length; place += 1) {
    roundAt(search, place);
    shorten(search, place);
  }
}

function roundAt(search: ShrinkSearch, place: number): void {
  for (const unitMs of ROUND_MS) {
    const record = search.best.plan[place];
    if (record === undefined || record.atMs % unitMs === 0) return;
    const downMs = Math.floor(record.atMs / unitMs) * unitMs;
    if (replace(search, place, { ...record, atMs: downMs })) return;
  }
}

function shorten(search: ShrinkSearch, place: number): void {
  for (const unitMs of [...ROUND_MS].reverse()) {
    const record = search.best.plan[place];
    if (record?.kind !== 'fault' || record.forMs <= unitMs) return;
    if (replace(search, place, { ...record, forMs: unitMs })) return;
  }
}

/** Numbers of records to their usual ones, which need not be written, and the seed to 1. */
export function usualValues(search: ShrinkSearch): void {
  for (let place = 0; place < search.best.plan.length; place += 1) {
    const record = search.best.plan[place];
    const bare = record === undefined ? undefined : withoutValues(record);
    if (bare !== undefined && !replace(search, place, bare)) oneByOne(search, place);
  }
  if (search.best.seed !== 1) search.attempt({ ...search.best, seed: 1 });
}

function withoutValues(record: PlanRecord): PlanRecord | undefined {
  if (record.kind === 'act' && record.value !== undefined) {
    const { value: _value, ...bare } = record;
    return bare;
  }
  if (record.kind === 'fault' && record.values !== undefined) {
    const { values: _values, ...bare } = record;
    return bare;
  }
  return undefined;
}

function oneByOne(search: ShrinkSearch, place: number): void {
  const record = search.best.plan[place];
  if (record?.kind !== 'fault') return;
  for (const name of Object.keys(record.values ?? {})) {
    const current = search.best.plan[place];
    if (current?.kind !== 'fault') return;
    const values = Object.fromEntries(Object.entries(current.values ?? {}).filter(([key]) => key !== name));
    replace(search, place, { ...current, values });
  }
}
