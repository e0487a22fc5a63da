/** The engine's process dies at a boundary of its persistence, and another goes on from what is on the disk. */
import { CRASH_BOUNDARIES, type CrashPlan } from '@understudy/twin';
import type { FaultContext, FaultKind, FaultValue } from '../fault-kind.ts';

const downMs: FaultValue = { min: 10, max: 20_000, default: 2000, unit: 'ms' };
const step: FaultValue = { min: 1, max: 8, default: 1, unit: 'step' };
const atCommand: FaultValue = { min: 0, max: 1, default: 0, unit: '1: only steps that send a command count' };
const ONCE = { max: 120_000, default: 30_000, least: 20_000 };
const WHOLE = { tornSteps: 0, disk: 'whole', boundary: 'before_effects' } as const;
const BEGINS_ANEW = {
  24: 'the position in the graph is lost with its journal: the room starts latched, from the beginning',
  25: 'so is the game clock',
  26: 'so is what was solved',
};

/** How often it is looked whether an engine is there again. */
const LOOK_US = 100_000;

/**
 * Crashes as planned, an engine that is down once it is up again; what has not crashed by the end does not, and what is down
 * then starts again.
 */
export function planCrash({ session: { process, nowUs } }: FaultContext, plan: CrashPlan) {
  let before = process.crashes;
  let died: number | undefined;
  let giveUp = (): void => undefined;
  const active = {
    get fired() {
      return died ?? process.crashes - before;
    },
    nextAtUs: nowUs,
    due(atUs: number) {
      active.nextAtUs = process.up ? Number.POSITIVE_INFINITY : atUs + LOOK_US;
      before = process.crashes;
      if (process.up) giveUp = process.crash(plan);
    },
    heal() {
      died = process.crashes - before;
      giveUp();
      process.restart(plan.disk);
    },
  };
  active.due(nowUs);
  return active;
}

function crashKind(
  name: string,
  title: string,
  over: Partial<FaultKind>,
  plan: (values: Values) => CrashPlan,
): FaultKind {
  return {
    name,
    group: 'engine',
    title,
    values: { step, atCommand, downMs, ...over.values },
    forMs: ONCE,
    targets: () => [''],
    ...(over.excuses !== undefined && { excuses: over.excuses }),
    begin: (context, _record, values) => planCrash(context, plan(values)),
  };
}

type Values = Readonly<Record<string, number>>;

function planOf(values: Values): CrashPlan {
  const { step: nth = 1, atCommand: waits = 0, downMs: downForMs = 2000 } = values;
  return { ...WHOLE, step: nth, atCommand: waits === 1, downUs: downForMs * 1000 };
}

export const CRASH = crashKind(
  'engine.crash',
  'The engine crashes at a boundary of its persistence',
  { values: { boundary: { min: 0, max: CRASH_BOUNDARIES.length - 1, default: 2, unit: CRASH_BOUNDARIES.join(', ') } } },
  (values) => ({ ...planOf(values), boundary: CRASH_BOUNDARIES[values.boundary ?? 2] ?? 'before_effects' }),
);
export const TORN_JOURNAL = crashKind(
  'engine.torn_journal',
  'The engine crashes while a commit is under way: the last steps are not on the disk',
  { values: { tornSteps: { min: 1, max: 20, default: 3, unit: 'steps' } } },
  (values) => ({ ...planOf(values), tornSteps: values.tornSteps ?? 3 }),
);
export const CORRUPT_JOURNAL = crashKind(
  'engine.corrupt_journal',
  'The engine crashes, and its journal is damaged before its end',
  { excuses: BEGINS_ANEW },
  (values) => ({ ...planOf(values), disk: 'corrupt' }),
);
export const MISSING_JOURNAL = crashKind(
  'engine.missing_journal',
  'The engine crashes, and its journal is gone',
  { excuses: BEGINS_ANEW },
  (values) => ({ ...planOf(values), disk: 'missing' }),
);

/** The next append is refused: the engine stops before it has acted, and starts again once there is room on the disk. */
export const DISK_FULL: FaultKind = {
  name: 'engine.disk_full',
  group: 'engine',
  title: 'The disk is full: the journal takes no further step, so the engine stops',
  values: {},
  forMs: { max: 120_000, default: 10_000 },
  targets: () => [''],
  begin: (context) =>
    planCrash(context, {
      ...WHOLE,
      boundary: 'before_append',
      step: 1,
      atCommand: false,
      downUs: Number.POSITIVE_INFINITY,
    }),
};
