/** A plan a little changed: one to four small steps, each of which leaves a plan that can be run. */
import { canonicalJson } from '@understudy/contract';
import type { Xoshiro } from '@understudy/sim-devices';
import fc from 'fast-check';
import type { FaultKind, FaultValue } from '../faults/fault-kind.ts';
import { occasionsFor } from '../generate/occasions.ts';
import type { PropAction, Vocabulary } from '../generate/vocabulary.ts';
import type { FaultRecord, PlanRecord, Scenario } from '../scenario/schema.ts';

const STEPS_MAX = 4;
/** A shift is up to one of these either way: what matters may be a race of ms or a matter of minutes. */
const SHIFTS_MS = [20, 500, 5000, 60_000] as const;
const SEEDS = 0xffffffff;
const RECORDS_MAX = 400;
const TENTH_MS = 100;
/** A fault that was to last is not left with less at the end of a game: it would find nothing to do. */
const LASTING_MS = 30_000;

type Step = (scenario: Scenario, random: Xoshiro, vocabulary: Vocabulary, other: Scenario) => Scenario;

/** Each as often as it stands here. */
const STEPS: readonly Step[] = [
  shift,
  shift,
  duplicate,
  drop,
  retarget,
  changeValue,
  reseed,
  splice,
  faultBeside,
  faultBeside,
  faultBeside,
  actBeside,
  actBeside,
];

/** A function of its arguments and of what `random` gives. `other`: a second plan, for splicing. */
export function mutate(scenario: Scenario, other: Scenario, vocabulary: Vocabulary, random: Xoshiro): Scenario {
  let changed = scenario;
  for (let steps = 1 + random.below(STEPS_MAX); steps > 0; steps -= 1) {
    changed = pick(STEPS, random)?.(changed, random, vocabulary, other) ?? changed;
  }
  // A step can find nothing to change: a plan that is played again as it was would be a game wasted.
  if (canonicalJson(changed) === canonicalJson(scenario)) changed = reseed(changed, random);
  const plan = [...changed.plan, ...occasions(scenario, changed, vocabulary, random)]
    .slice(0, RECORDS_MAX)
    .sort((one, next) => one.atMs - next.atMs);
  return { ...changed, plan };
}

/** What faults that are new here, or elsewhere or at another time than before, wait for. */
function occasions(before: Scenario, changed: Scenario, vocabulary: Vocabulary, random: Xoshiro): PlanRecord[] {
  const fresh = changed.plan.filter((record) => record.kind === 'fault' && !before.plan.includes(record));
  const faults = fresh.filter((record) => record.kind === 'fault');
  const [drawn = []] = fc.sample(occasionsFor(vocabulary, faults), { seed: random.below(SEEDS) | 0, numRuns: 1 });
  return drawn.map((record) => at(changed, record, record.atMs));
}

/** A record sooner or later. */
function shift(scenario: Scenario, random: Xoshiro): Scenario {
  const place = placeOf(scenario, random);
  const record = scenario.plan[place];
  if (record === undefined) return scenario;
  const reachMs = pick(SHIFTS_MS, random) ?? 0;
  return withRecord(scenario, place, at(scenario, record, record.atMs + random.below(2 * reachMs + 1) - reachMs));
}

/** A record twice, the second time soon after the first. */
function duplicate(scenario: Scenario, random: Xoshiro): Scenario {
  const record = scenario.plan[placeOf(scenario, random)];
  if (record === undefined) return scenario;
  const afterMs = 1 + random.below(pick(SHIFTS_MS, random) ?? 1);
  return { ...scenario, plan: [...scenario.plan, at(scenario, record, record.atMs + afterMs)] };
}

function drop(scenario: Scenario, random: Xoshiro): Scenario {
  const place = placeOf(scenario, random);
  // A game without its people shows nothing of what else is planned.
  return { ...scenario, plan: scenario.plan.filter(({ kind }, index) => index !== place || kind === 'player') };
}

/** The same fault elsewhere, or the same action on another prop of the kind. */
function retarget(scenario: Scenario, random: Xoshiro, { faults, props, buttons }: Vocabulary): Scenario {
  const place = placeOf(scenario, random);
  const record = scenario.plan[place];
  if (record?.kind === 'fault') {
    const target = pick(faults.find(({ kind }) => kind.name === record.fault)?.targets ?? [], random);
    return target === undefined ? scenario : withRecord(scenario, place, { ...record, target });
  }
  if (record?.kind !== 'act') return scenario;
  const all = [...props, ...buttons];
  const kind = kindOf(all, record.plant, record.action);
  const plant = pick(
    all.filter((choice) => choice.kind === kind),
    random,
  )?.plant;
  return plant === undefined ? scenario : withRecord(scenario, place, { ...record, plant });
}

/** Another number of a fault or an act, within its range; or another length of a fault. */
function changeValue(scenario: Scenario, random: Xoshiro, { faults, props }: Vocabulary): Scenario {
  const place = placeOf(scenario, random);
  const record = scenario.plan[place];
  if (record?.kind === 'act') {
    const range = props.find(({ plant, action }) => plant === record.plant && action === record.action)?.value;
    return range === undefined ? scenario : withRecord(scenario, place, { ...record, value: drawn(range, random) });
  }
  if (record?.kind !== 'fault') return scenario;
  const kind = faults.find((aimed) => aimed.kind.name === record.fault)?.kind;
  const name = pick(Object.keys(kind?.values ?? {}), random);
  const range = name === undefined ? undefined : kind?.values[name];
  if (name === undefined || range === undefined || random.below(3) === 0) {
    return withRecord(scenario, place, at(scenario, { ...record, forMs: lengthOf(kind, random) }, record.atMs));
  }
  const values = { ...record.values, [name]: drawn({ whole: true, ...range }, random) };
  return withRecord(scenario, place, { ...record, values });
}

function reseed(scenario: Scenario, random: Xoshiro): Scenario {
  return { ...scenario, seed: random.below(SEEDS) };
}

/** The beginning of this plan and the rest of the other; who plays, and how long, is this one's. */
function splice(scenario: Scenario, random: Xoshiro, _: Vocabulary, other: Scenario): Scenario {
  const { healAtMs, endMs } = scenario;
  const cutMs = random.below((healAtMs ?? endMs) + 1);
  const plan = [
    ...scenario.plan.filter(({ kind, atMs }) => kind === 'player' || atMs < cutMs),
    ...other.plan.filter(({ kind, atMs }) => kind !== 'player' && atMs >= cutMs && atMs < (healAtMs ?? endMs)),
  ];
  return { ...scenario, plan: plan.map((record) => at(scenario, record, record.atMs)) };
}

/** Another fault at about the time of a record: faults that meet are what nobody has thought of. */
function faultBeside(scenario: Scenario, random: Xoshiro, { faults }: Vocabulary): Scenario {
  const aimed = pick(faults, random);
  const target = pick(aimed?.likely ?? [], random);
  if (aimed === undefined || target === undefined) return scenario;
  const values: Record<string, number> = {};
  for (const [name, range] of Object.entries(aimed.kind.values)) {
    if (random.below(2) === 0) values[name] = drawn({ whole: true, ...range }, random);
  }
  const record: FaultRecord = {
    kind: 'fault',
    atMs: 0,
    forMs: lengthOf(aimed.kind, random),
    fault: aimed.kind.name,
    target,
    ...(Object.keys(values).length > 0 && { values }),
  };
  return { ...scenario, plan: [...scenario.plan, at(scenario, record, besideMs(scenario, random))] };
}

/** Another act, on a prop or a button of the room, at about the time of a record. */
function actBeside(scenario: Scenario, random: Xoshiro, { props, buttons }: Vocabulary): Scenario {
  const choice = pick(random.below(2) === 0 ? buttons : props, random);
  if (choice === undefined) return scenario;
  const { plant, action, value } = choice;
  const record: PlanRecord = {
    kind: 'act',
    atMs: 0,
    plant,
    action,
    ...(value !== undefined && { value: drawn(value, random) }),
  };
  return { ...scenario, plan: [...scenario.plan, at(scenario, record, besideMs(scenario, random))] };
}

/** An instant near that of some record; anywhere when the plan has only players. */
function besideMs(scenario: Scenario, random: Xoshiro): number {
  const { healAtMs, endMs } = scenario;
  const beside = scenario.plan[placeOf(scenario, random)];
  if (beside === undefined || beside.kind === 'player') return random.below(healAtMs ?? endMs);
  const spreadMs = pick(SHIFTS_MS, random) ?? 1;
  return beside.atMs + random.below(2 * spreadMs + 1) - spreadMs;
}

/** The record at another instant that it can have: within the run, a fault before everything is healed. */
function at(scenario: Scenario, record: PlanRecord, wantedMs: number): PlanRecord {
  const { healAtMs, endMs } = scenario;
  const spanMs = record.kind === 'fault' ? Math.min(record.forMs, LASTING_MS) : 1;
  const lastMs = Math.max(0, (record.kind === 'operator' ? endMs : (healAtMs ?? endMs)) - Math.max(1, spanMs));
  const atMs = Math.max(0, Math.min(lastMs, wantedMs));
  if (record.kind === 'fault') return { ...record, atMs, forMs: Math.min(record.forMs, (healAtMs ?? endMs) - atMs) };
  if (record.kind !== 'player' || record.untilMs === undefined) return { ...record, atMs };
  return { ...record, atMs, untilMs: Math.max(atMs + 1, record.untilMs) };
}

function lengthOf(kind: FaultKind | undefined, random: Xoshiro): number {
  const most = kind?.forMs.max ?? 0;
  if (most === 0) return 0;
  const drawnMs = Math.min(most, TENTH_MS * (1 + random.below(600)));
  return random.below(2) === 0 ? (kind?.forMs.default ?? 0) : Math.max(kind?.forMs.least ?? 0, drawnMs);
}

function drawn({ min, max, whole }: Pick<FaultValue, 'min' | 'max' | 'whole'>, random: Xoshiro): number {
  const end = random.below(6);
  if (end < 2) return end === 0 ? min : max;
  const isWhole = whole ?? max - min > 1;
  if (isWhole) return Math.ceil(min) + random.below(Math.floor(max) - Math.ceil(min) + 1);
  return Math.round((min + (random.below(101) * (max - min)) / 100) * 10_000) / 10_000;
}

function kindOf(all: readonly PropAction[], plant: string, action: string): string | undefined {
  return all.find((choice) => choice.plant === plant && choice.action === action)?.kind;
}
function withRecord(scenario: Scenario, place: number, record: PlanRecord): Scenario {
  return { ...scenario, plan: scenario.plan.with(place, record) };
}
function placeOf({ plan }: Scenario, random: Xoshiro): number {
  return random.below(Math.max(1, plan.length));
}
function pick<T>(list: readonly T[], random: Xoshiro): T | undefined {
  return list[random.below(Math.max(1, list.length))];
}
