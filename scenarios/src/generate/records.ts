/** Arbitrary records of a plan: acts, requests of operators, faults. */
import fc from 'fast-check';
import type { FaultKind } from '../faults/fault-kind.ts';
import type { ActRecord, FaultRecord, OperatorRecord } from '../scenario/schema.ts';
import { amount, instant, someOf, valueIn } from './numbers.ts';
import { parametersArbitrary } from './parameters.ts';
import type { AimedFault, PropAction, Vocabulary } from './vocabulary.ts';

const ACTS_MAX = 40;
const BUTTONS_MAX = 6;
const REQUESTS_MAX = 12;
const FAULTS_MAX_EACH = 3;
/** From asking for a safety reset to the second person's word. */
const RESET_MS = 1500;
/** In the first seconds of every game panels come up and doors fall shut. */
const OPENING_MS = 4000;
/** What may have to wait for longer waits for people. */
const PEOPLE_MS = 70_000;
/** People are told a story first, and work the props then. */
const INTRO_MS = 120_000;
/** Models of people who get on: some are through most of a game in minutes. */
const HASTY = 'impatient';
const CAREFUL = 'solver';
/** In games that are healed sooner little of what lies late in the graph is come to. */
const SHORT_MS = 300_000;
/** A sound link passes something in this time: every controller beats. */
const SHORTEST_MS = 2100;
/** So much of a fault's usual length is left for it before everything is put right. */
const WHOLE_MS = 30_000;

const OPERATORS = ['gamemaster', 'technician'] as const;
const PLAIN = ['PAUSE_DISPATCH', 'RESUME_DISPATCH', 'PAUSE_TIMER', 'RESUME_TIMER', 'ESTOP', 'STOP_GRAPH'] as const;
const WITH_NODE = ['PAUSE_NODE', 'RESUME_NODE', 'SKIP_NODE'] as const;
const WITH_OBJECTIVE = ['HINT', 'SKIP_OBJECTIVE'] as const;

/** Actions on props of a few kinds, and now and then on the room's buttons. */
export function actsArbitrary({ props, buttons }: Vocabulary, untilMs: number): fc.Arbitrary<ActRecord[]> {
  return fc
    .tuple(someActs(props, untilMs, ACTS_MAX), someActs(buttons, untilMs, BUTTONS_MAX))
    .map((lists) => lists.flat());
}

function someActs(choices: readonly PropAction[], untilMs: number, most: number): fc.Arbitrary<ActRecord[]> {
  if (choices.length === 0) return fc.constant([]);
  const kinds = [...new Set(choices.map(({ kind }) => kind))];
  return fc.tuple(someOf(kinds), amount(most)).chain(([enabled, count]) => {
    const offered = choices.filter(({ kind }) => enabled.includes(kind));
    const one = fc.constantFrom(...offered).chain((choice) => act(choice, untilMs));
    return fc.array(one, { minLength: count, maxLength: count });
  });
}

function act({ plant, action, value }: PropAction, untilMs: number): fc.Arbitrary<ActRecord> {
  const atMs = instant(0, untilMs);
  if (value === undefined) return atMs.map((at) => ({ kind: 'act', atMs: at, plant, action }));
  return fc
    .tuple(atMs, valueIn(value))
    .map(([at, drawn]) => ({ kind: 'act', atMs: at, plant, action, ...(drawn !== value.default && { value: drawn }) }));
}

/** What operators ask, of a few sorts; a safety reset is asked for by one and confirmed by the other. */
export function operatorsArbitrary(vocabulary: Vocabulary, untilMs: number): fc.Arbitrary<OperatorRecord[]> {
  const sorts = [...PLAIN, ...WITH_NODE, ...WITH_OBJECTIVE, 'DISPATCH', 'RELEASE', 'SAFETY_RESET'] as const;
  return fc.tuple(someOf(sorts), amount(REQUESTS_MAX)).chain(([enabled, count]) => {
    const one = fc
      .tuple(fc.constantFrom(...enabled), instant(0, untilMs), fc.constantFrom(...OPERATORS))
      .chain(([sort, atMs, by]) => requests(vocabulary, sort, atMs, by));
    return fc.array(one, { minLength: count, maxLength: count }).map((lists) => lists.flat());
  });
}

function requests(
  { nodes, objectives, operations }: Vocabulary,
  sort: string,
  atMs: number,
  by: string,
): fc.Arbitrary<OperatorRecord[]> {
  const record = (request: OperatorRecord['request'], who = by, delayMs = 0): OperatorRecord => ({
    kind: 'operator',
    atMs: atMs + delayMs,
    by: who,
    request,
  });
  if (sort === 'SAFETY_RESET') {
    const other = OPERATORS.find((name) => name !== by) ?? by;
    const confirm = record({ action: 'CONFIRM_SAFETY_RESET' }, other, RESET_MS);
    return fc.constant([record({ action: 'REQUEST_SAFETY_RESET' }), confirm]);
  }
  const action = sort as OperatorRecord['request']['action'];
  if (isOneOf(WITH_NODE, sort)) {
    return nodes.length === 0 ? fc.constant([]) : fc.constantFrom(...nodes).map((node) => [record({ action, node })]);
  }
  if (isOneOf(WITH_OBJECTIVE, sort)) {
    if (objectives.length === 0) return fc.constant([]);
    return fc.constantFrom(...objectives).map((objective) => [record({ action, objective })]);
  }
  if (sort !== 'DISPATCH' && sort !== 'RELEASE') return fc.constant([record({ action })]);
  if (operations.length === 0) return fc.constant([]);
  return fc
    .constantFrom(...operations)
    .chain((operation) =>
      sort === 'RELEASE'
        ? fc.constant([record({ action: 'RELEASE', device: operation.device })])
        : parametersArbitrary(operation.operation).map((drawn) => [
            record({ action: 'DISPATCH', device: operation.device, parameters: { op: operation.op, ...drawn } }),
          ]),
    );
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name);
}

/** A swarm: a few kinds of fault, each some times on targets of its own, all healed or begun before `untilMs`. `model`: who plays. */
export function faultsArbitrary(
  faults: readonly AimedFault[],
  untilMs: number,
  model: string,
): fc.Arbitrary<FaultRecord[]> {
  if (faults.length === 0) return fc.constant([]);
  const fitting = faults.filter((aimed) => fits(aimed, untilMs, model));
  const swarm = someOf(fitting).chain((enabled) =>
    fc.tuple(...enabled.map((aimed) => someFaults(aimed, untilMs, model === HASTY))),
  );
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant<FaultRecord[]>([]) },
    { weight: 3, arbitrary: swarm.map((lists) => lists.flat()) },
  );
}

/** Where and when a fault begins, and for how long. */
type Aim = readonly [atMs: number, forMs: number, target: string];

/**
 * What waits for something that the room does has long enough for it, and mostly hits what every game does at its
 * beginning: a short game does little else. What waits for people is there until they have been through most of the game.
 */
function aimArbitrary(aimed: AimedFault, untilMs: number, isHasty: boolean): fc.Arbitrary<Aim> {
  const { kind, targets, likely, opening, early } = aimed;
  const { least = 0 } = kind.forMs;
  const lastMs = Math.max(0, untilMs - Math.max(1, Math.min(kind.forMs.default, WHOLE_MS), least));
  if (waitsForPeople(aimed)) {
    // Who is hasty may come to anything; what stands in their way lets them mostly come to what is near.
    const soon = { weight: 3, arbitrary: fc.constantFrom(...(early.length > 0 ? early : likely)) };
    const worked = isHasty ? fc.oneof(soon, { weight: 1, arbitrary: fc.constantFrom(...likely) }) : soon.arbitrary;
    return fc.tuple(instant(0, Math.min(lastMs, INTRO_MS)), length(kind.forMs), worked);
  }
  const target = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...likely) },
    { weight: 1, arbitrary: fc.constantFrom(...targets) },
  );
  if (least === 0 || opening.length === 0) return fc.tuple(instant(0, lastMs), length(kind.forMs), target);
  // What waits away from the beginning has as long as there is.
  const anywhere = fc.tuple(instant(0, Math.floor(lastMs / 2)), fc.constant(kind.forMs.max), target);
  const atFirst = fc.tuple(instant(0, OPENING_MS), length(kind.forMs), fc.constantFrom(...opening));
  const isShort = untilMs < SHORT_MS;
  return fc.oneof({ weight: isShort ? 6 : 2, arbitrary: atFirst }, { weight: isShort ? 1 : 2, arbitrary: anywhere });
}

function waitsForPeople({ kind }: AimedFault): boolean {
  return (kind.forMs.least ?? 0) > PEOPLE_MS;
}

/** Whether the fault can come to anything in so long a game of such people. */
function fits(aimed: AimedFault, untilMs: number, model: string): boolean {
  if ((aimed.kind.forMs.least ?? 0) >= untilMs) return false;
  if (!waitsForPeople(aimed) || model === HASTY) return true;
  return model === CAREFUL && aimed.early.length > 0;
}

function someFaults(aimed: AimedFault, untilMs: number, isHasty: boolean): fc.Arbitrary<FaultRecord[]> {
  const { kind } = aimed;
  const values = fc.record(
    Object.fromEntries(Object.entries(kind.values).map(([name, range]) => [name, valueIn({ whole: true, ...range })])),
    { requiredKeys: [] },
  );
  const one = fc.tuple(aimArbitrary(aimed, untilMs, isHasty), values).map(
    ([[atMs, forMs, target], drawn]): FaultRecord => ({
      kind: 'fault',
      atMs,
      forMs: Math.min(forMs, untilMs - atMs),
      fault: kind.name,
      target,
      ...(Object.keys(drawn).length > 0 && { values: drawn as Record<string, number> }),
    }),
  );
  const most = fc.oneof(
    { weight: 2, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.integer({ min: 2, max: FAULTS_MAX_EACH }) },
  );
  return most.chain((count) => fc.array(one, { minLength: count, maxLength: count }));
}

function length({
  max,
  default: usual,
  least = Math.min(usual, SHORTEST_MS),
}: FaultKind['forMs']): fc.Arbitrary<number> {
  if (max === 0) return fc.constant(0);
  return fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(Math.max(usual, least), max) },
    { weight: 1, arbitrary: instant(Math.min(least, max), max) },
  );
}
